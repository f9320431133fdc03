/** A thread that trains the one model of a plan with the reference engine and posts its learning curve. */
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import type { Plan } from '#train/protocol.ts';
import { TrainingSession } from '#train/session.ts';

export interface TrainedCurve {
  readonly arm: string;
  readonly seed: number;
  readonly points: readonly { readonly step: number; readonly score: number }[];
  readonly divergedAt?: number;
  readonly baselines: readonly { readonly id: string; readonly score: number }[];
  /** Median milliseconds of the latest updates, with another thread at work beside this one. */
  readonly msPerStep: number;
}

/**
 * Trains a plan of one arm and one seed to its end.
 * @throws Error when the session fails for any reason but divergence.
 */
export async function trainModel(plan: Plan): Promise<TrainedCurve> {
  const arm = plan.arms[0]?.id ?? '';
  const seed = plan.seeds[0] ?? 0;
  const points: { step: number; score: number }[] = [];
  let baselines: TrainedCurve['baselines'] = [];
  let msPerStep = NaN;
  let divergedAt: number | undefined;
  let failure: string | undefined;
  const session = new TrainingSession(
    (message) => {
      if (message.type === 'chosen') baselines = message.baselines;
      if (message.type === 'report') {
        points.push(...message.points.map(({ step, score }) => ({ step, score })));
        msPerStep = message.msPerStep[arm] ?? msPerStep;
      }
      if (message.type === 'failed') {
        if (message.divergence) divergedAt = message.divergence.step;
        else failure = `${message.reason}: ${message.detail}`;
      }
    },
    { only: ['reference'] },
  );
  session.start(plan, 'reference');
  await session.ended;
  if (failure !== undefined) throw new Error(failure);
  return {
    arm,
    seed,
    points,
    baselines,
    msPerStep,
    ...(divergedAt === undefined ? {} : { divergedAt }),
  };
}

if (!isMainThread) parentPort?.postMessage(await trainModel(workerData as Plan));
