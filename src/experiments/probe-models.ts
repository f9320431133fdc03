/**
 * Trains the two small models of the layer probe and writes them to `public/models/`: weights, and a manifest with
 * their shapes, how they were made, and how strongly every unit correlates with each feature on unseen sequences.
 *
 *   node --experimental-strip-types src/experiments/probe-models.ts
 */
import { MODEL_FOLDERS, PROBE_IDS, SHAPE } from '#components/demos/layer-probe/demo.ts';
import { featureOf, FEATURES, type ProbeId } from '#components/demos/layer-probe/features.ts';
import type { Manifest, Scores } from '#components/demos/layer-probe/model-file.ts';
import { readSequence } from '#components/demos/layer-probe/reading.ts';
import { SYMBOLS } from '#components/demos/layer-probe/typed.ts';
import { tensorsOf } from '#formats/published.ts';
import { writeSafetensors } from '#formats/safetensors.ts';
import { correlation } from '#math/correlation.ts';
import type { Batch } from '#model/batch.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { TASKS } from '#tasks/registry.ts';
import { wasmBackend } from './node-backend.ts';
import { digestOf, madeBy, writeModel } from './published-folder.ts';

const COMMAND = 'node --experimental-strip-types src/experiments/probe-models.ts';
const SEED = 1;
/** Sequences that the correlations are taken over. */
const UNSEEN = 64;

/** How each model is trained. */
const TRAINING = {
  'dyck-2': { steps: 3000, sequenceLength: 64, batchSize: 32 },
  'char-lm': { steps: 4000, sequenceLength: 64, batchSize: 32 },
} as const satisfies Record<ProbeId, object>;

function specificationOf(id: ProbeId): ModelSpecification {
  const { inputSize, vocabulary, outputSize, head, loss } = TASKS[id];
  return {
    inputSize,
    ...(vocabulary !== undefined && { vocabulary }),
    ...SHAPE,
    outputSize,
    head,
    loss,
    forgetBias: 1,
  };
}

/** Sequences of a batch as texts, the first 64 symbols of each. */
function textsOf(id: ProbeId, spec: ModelSpecification, batch: Batch): string[] {
  const { inputs, batchSize, sequenceLength } = batch;
  const width = spec.vocabulary === undefined ? spec.inputSize : 1;
  const tokenAt = (t: number, row: number): number => {
    const start = (t * batchSize + row) * width;
    return width === 1 ? (inputs[start] ?? 0) : inputs.subarray(start, start + width).indexOf(1);
  };
  const steps = Math.min(sequenceLength, 64);
  return Array.from({ length: UNSEEN }, (_, row) =>
    Array.from({ length: steps }, (_step, t) => SYMBOLS[id][tokenAt(t, row)] ?? '').join(''),
  );
}

/** Correlation of each unit's hidden state with each feature, over all steps of all texts alike. */
function scoresOf(
  id: ProbeId,
  spec: ModelSpecification,
  parameters: Float32Array,
  texts: readonly string[],
): Scores {
  const readings = texts.map((text) => readSequence(id, { spec, parameters }, text).h);
  const features = FEATURES[id].map((feature) => {
    const wanted = texts.flatMap((text) => featureOf(feature, [...text]));
    const rs = (readings[0] ?? []).flatMap((units, layer) =>
      units.map((_, unit) => {
        const r = correlation(
          readings.flatMap((states) => states[layer]?.[unit] ?? []),
          wanted,
        );
        return Number.isNaN(r) ? null : Number(r.toFixed(3));
      }),
    );
    return [feature, rs];
  });
  return Object.fromEntries(features) as Scores;
}

async function make(id: ProbeId): Promise<void> {
  const task = TASKS[id];
  const { steps, sequenceLength, batchSize } = TRAINING[id];
  const { learningRate } = DEFAULT_OPTIMIZER;
  const spec = specificationOf(id);
  await task.load?.();
  const stream = task.createStream({ seed: SEED, sequenceLength, batchSize });
  const untrained = initialParameters(spec, SEED);
  const trainer = await (
    await wasmBackend()
  ).createTrainer({ spec, parameters: untrained, optimizer: DEFAULT_OPTIMIZER, seed: SEED });
  for (let step = 0; step < steps; step++) {
    // The last 30 % at a tenth of the rate, so that the weights settle.
    if (step === Math.floor(steps * 0.7)) trainer.configure({ learningRate: learningRate / 10 });
    await trainer.step([stream.batch(step)]);
  }
  const parameters = await trainer.parameters();
  const { outputs } = await trainer.predict(stream.test);
  trainer.dispose();
  const texts = textsOf(id, spec, stream.test);
  const tensors = tensorsOf(spec, parameters);
  const weights = writeSafetensors(tensors);
  const manifest: Manifest = {
    id: MODEL_FOLDERS[id],
    task: id,
    spec,
    seed: SEED,
    steps,
    sequenceLength,
    batchSize,
    learningRate,
    score: Number(stream.score(outputs).toPrecision(4)),
    ...madeBy(COMMAND, 'wasm'),
    tensors: Object.fromEntries([...tensors].map(([name, { shape }]) => [name, shape])),
    sha256: digestOf(weights),
    unseen: {
      sequences: UNSEEN,
      length: texts[0]?.length ?? 0,
      trained: scoresOf(id, spec, parameters, texts),
      untrained: scoresOf(id, spec, untrained, texts),
    },
  };
  const folder = `public/models/${MODEL_FOLDERS[id]}`;
  writeModel(folder, weights, manifest);
  process.stdout.write(`${folder}: score ${manifest.score}\n`);
}

for (const id of PROBE_IDS) await make(id);
