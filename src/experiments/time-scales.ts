/**
 * Time scales of stacked layers: stacks of 24 units a layer learn three tasks, and the forget gates and hidden states of
 * every unit are watched before and after, on the batch that would have come next. One file a task, depth and seed.
 */
import {
  DEMO_ID,
  MEASURE,
  planOf,
  RECORDED_SEEDS,
  type Layers,
  type ScaleTask,
  TASK_IDS,
} from '#components/demos/time-scales/demo.ts';
import {
  layerScales,
  type LayerSample,
  type ModelScales,
} from '#components/demos/time-scales/measure.ts';
import type { ScaleResult } from '#components/demos/time-scales/recorded.ts';
import { hiddenSequence, type LstmTrace } from '#math/lstm.ts';
import type { Batch } from '#model/batch.ts';
import { readForwards } from '#model/forward.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { TASKS } from '#tasks/registry.ts';
import type { Plan } from '#train/protocol.ts';
import type { Experiment, Job } from './experiment.ts';
import { wasmBackend } from './node-backend.ts';

export interface ScaleConfig {
  readonly task: ScaleTask;
  readonly layers: Layers;
  readonly seed: number;
  readonly plan: Plan;
  readonly measure: typeof MEASURE;
}

function jobs(): Job<ScaleConfig>[] {
  return ([2, 3] as const).flatMap((layers) =>
    Array.from({ length: RECORDED_SEEDS[layers] }, (_, index) => index + 1).flatMap((seed) =>
      TASK_IDS.map((task) => ({
        path: `${DEMO_ID}/${task}/${layers}-layers/seed-${seed}.json`,
        config: { task, layers, seed, plan: planOf({ task, layers, seed }), measure: MEASURE },
      })),
    ),
  );
}

/** Of a layer's trace of a batch, one sequence. */
function sampleOf(trace: LstmTrace, row: number): LayerSample {
  const { batchSize, sequenceLength } = trace;
  const cut = (all: Float64Array) => {
    const width = all.length / (batchSize * sequenceLength);
    return Float64Array.from({ length: sequenceLength * width }, (_, k) => {
      const t = Math.floor(k / width);
      return all[(t * batchSize + row) * width + (k % width)] ?? NaN;
    });
  };
  return { gates: cut(trace.gates), h: cut(hiddenSequence(trace)) };
}

/** Both metrics of every unit on the sequences of a batch. */
function measure(
  spec: ModelSpecification,
  parameters: Float32Array,
  { inputs, sequenceLength, batchSize }: Batch,
): ModelScales {
  const { layers } = readForwards(spec, parameters, inputs, sequenceLength, batchSize);
  const rows = Array.from({ length: batchSize }, (_, row) => row);
  return layers.map((trace) =>
    layerScales(
      rows.map((row) => sampleOf(trace, row)),
      spec.hiddenSize,
    ),
  );
}

async function run({ plan, seed }: ScaleConfig): Promise<ScaleResult> {
  const task = TASKS[plan.task];
  const spec = plan.arms[0]?.spec;
  if (spec === undefined) throw new RangeError('number of arms must be 1, got 0');
  await task.load?.();
  const stream = task.createStream({ ...plan, seed });
  const parameters = initialParameters(spec, seed);
  const trainer = await (
    await wasmBackend()
  ).createTrainer({
    spec,
    parameters,
    optimizer: { ...DEFAULT_OPTIMIZER, learningRate: plan.learningRate },
    seed,
  });
  for (let step = 0; step < plan.steps; step++) await trainer.step([stream.batch(step)]);
  const { outputs } = await trainer.predict(stream.test);
  const unseen = stream.batch(plan.steps);
  const result = {
    score: stream.score(outputs),
    untrained: measure(spec, parameters, unseen),
    trained: measure(spec, await trainer.parameters(), unseen),
  };
  trainer.dispose();
  return result;
}

/** 45 stacks, each trained for 700 updates. */
export const experiment: Experiment<ScaleConfig, ScaleResult> = {
  id: DEMO_ID,
  stages: [jobs],
  run,
};
