/**
 * Trains one model of the duel without a session: the same batches, initial weights and updates in the same order as a
 * run in the page has them, so the same scores, bit for bit, as there on the `wasm` backend.
 */
import type { DuelConfig, DuelResult } from '#components/demos/depth-duel/protocol.ts';
import type { Backend } from '#engine/backend.ts';
import { TASKS } from '#tasks/registry.ts';
import { predictAll } from '#train/evaluate.ts';
import { checkPlan } from '#train/plan.ts';
import { TrainedModel } from '#train/trained-model.ts';
import type { Plan } from '#train/protocol.ts';
import { threadMilliseconds } from './thread-clock.ts';

/** Enough to draw a curve and too few to compare bits, for which there is the final score. */
const short = (value: number): number => Number(value.toPrecision(5));

/**
 * Scores before the first update, every `evaluateEvery` updates and after the last.
 * @throws RangeError when the config is no plan for its task.
 */
export async function trainModel(backend: Backend, config: DuelConfig): Promise<DuelResult> {
  const { seed, arm: id, spec, ...rest } = config;
  const plan: Plan = { ...rest, seeds: [seed], arms: [{ id, spec }] };
  const task = checkPlan(plan, TASKS);
  await task.load?.();
  const stream = task.createStream({ ...config });
  const model = new TrainedModel(plan, { id, spec }, seed, stream);
  const trainer = await backend.createTrainer(model.options(config.learningRate));
  const scores: number[] = [];
  let final: number | null = null;
  let divergedAt: number | undefined;
  let msPerStep = Infinity;
  try {
    while (!model.finished && divergedAt === undefined) {
      if (model.evaluationDue) {
        const outputs = await predictAll(
          backend,
          trainer,
          spec,
          stream.test,
          async () => undefined,
        );
        const score = stream.score(outputs);
        if (Number.isFinite(score)) {
          scores.push(short(score));
          final = score;
          model.scored();
        } else divergedAt = model.step;
        continue;
      }
      const count = model.updatesLeft;
      const start = threadMilliseconds();
      const losses = await trainer.step(model.batches(count));
      msPerStep = Math.min(msPerStep, (threadMilliseconds() - start) / count);
      const bad = losses.findIndex((loss) => !Number.isFinite(loss));
      if (bad >= 0) divergedAt = model.step + bad;
      else model.step += count;
    }
  } finally {
    trainer.dispose();
  }
  return {
    scores,
    final: divergedAt === undefined ? final : null,
    ...(divergedAt === undefined ? {} : { divergedAt }),
    baselines: stream.baselines.map(({ id, score }) => ({ id, score: short(score) })),
    timings: { msPerStep: Number(msPerStep.toPrecision(3)) },
  };
}
