/**
 * The recorded run of the depth duel: its default plan (adding problem, equal parameters, five seeds), every model
 * trained by the float64 reference engine. Models are independent given their seed, so they run on two threads.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { DEFAULTS, DEMO_ID, planOf } from '#components/demos/depth-duel/demo.ts';
import type { RecordedDuel } from '#components/demos/depth-duel/recorded.ts';
import { median } from '#math/statistics.ts';
import type { Plan } from '#train/protocol.ts';
import type { TrainedCurve } from './train-models.ts';

const THREADS = 2;
const OUTPUT = 'components/demos/depth-duel/recorded.json';

/** Five significant digits: more than any figure shows. */
const short = (value: number): number => Number(value.toPrecision(5));

/** The name on the command line. */
export const id = DEMO_ID;

/** Trains the ten models and writes `recorded.json` beside the demo. */
export async function run(): Promise<void> {
  const plan = planOf(DEFAULTS);
  const jobs = plan.seeds.flatMap((seed) =>
    plan.arms.map((arm): Plan => ({ ...plan, seeds: [seed], arms: [arm] })),
  );
  const curves = await inThreads(jobs);
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  writeFileSync(OUTPUT, `${JSON.stringify(summarise(plan, curves, version))}\n`);
}

function summarise(plan: Plan, curves: readonly TrainedCurve[], version: string): RecordedDuel {
  const armIds = plan.arms.map(({ id }) => id);
  const byArm = <T>(value: (own: readonly TrainedCurve[]) => T): Record<string, T> =>
    Object.fromEntries(armIds.map((id) => [id, value(curves.filter(({ arm }) => arm === id))]));
  const baselines = curves[0]?.baselines ?? [];
  return {
    experiment: DEMO_ID,
    date: new Date().toISOString().slice(0, 10),
    engine: {
      version,
      backend: 'reference',
      device: 'CPU',
      runtime: `Node ${process.versions.node}`,
    },
    plan,
    baselines: baselines.map(({ id }) => ({
      id,
      score: short(
        curves
          .flatMap((curve) => curve.baselines.filter((one) => one.id === id))
          .reduce((sum, { score }) => sum + score, 0) / curves.length,
      ),
    })),
    msPerStep: byArm((own) => short(median(own.map(({ msPerStep }) => msPerStep)))),
    steps: curves[0]?.points.map(({ step }) => step) ?? [],
    curves: curves.map(({ arm, seed, points, divergedAt }) => ({
      arm,
      seed,
      scores: points.map(({ score }) => short(score)),
      ...(divergedAt === undefined ? {} : { divergedAt }),
    })),
    finalScores: byArm((own) =>
      own.map(({ points, divergedAt }) =>
        divergedAt === undefined ? short(points.at(-1)?.score ?? NaN) : null,
      ),
    ),
  };
}

/** Trains one model after the other on each thread; results in the order of the jobs. */
async function inThreads(jobs: readonly Plan[]): Promise<TrainedCurve[]> {
  const results: TrainedCurve[] = [];
  let next = 0;
  const thread = async (): Promise<void> => {
    for (let job = next++; job < jobs.length; job = next++) {
      const plan = jobs[job];
      if (plan) results[job] = await inWorker(plan);
      process.stdout.write(
        `${DEMO_ID}: ${results.filter(Boolean).length} of ${jobs.length} models\n`,
      );
    }
  };
  await Promise.all(Array.from({ length: THREADS }, thread));
  return results;
}

function inWorker(plan: Plan): Promise<TrainedCurve> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./train-models.ts', import.meta.url), { workerData: plan });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new Error(`a training thread ended with code ${code} and without a result`));
    });
  });
}
