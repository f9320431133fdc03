/**
 * What the home page shows: two LSTMs of nearly equal parameter count, one layer and two, read one sequence.
 *
 * Each is trained to predict the next symbol, on English sentences or on Tang quatrains (`hero-text.ts`), with the
 * float64 reference engine. Recorded are the hidden states of every layer, unit and step, and the symbol held most
 * likely to come next. The learning rate falls to a tenth for the last 30 % of the steps. One run with one seed: a picture of how the two work, no comparison of how good they are.
 */
import type { Backend, Trainer } from '#engine/backend.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { createReferenceBackend } from '#engine/reference.ts';
import { softmaxCrossEntropy } from '#math/losses.ts';
import { hiddenSequence, type LstmWeights } from '#math/lstm.ts';
import { forwardStack } from '#math/lstm-stack.ts';
import { createRng, streamSeed } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import { initialParameters } from '#model/initialise.ts';
import { countParameters, equalParameterWidth, parameterLayout } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { Experiment } from './experiment.ts';
import { encode, englishCorpus, quatrainCorpus, type Corpus } from './hero-text.ts';

const ID = 'hero-states';

/** What a recording follows from; the corpus follows from the language and the seed. */
interface HeroConfig {
  readonly locale: 'en' | 'zh-cn';
  /** What the home page shows both models reading; in English none of its sentences is trained on. */
  readonly text: string;
  /** Width of the one-layer model; the two-layer model takes the width of nearest parameter count. */
  readonly hiddenSize: number;
  readonly steps: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly seed: number;
}

interface HeroResult {
  readonly corpus: { readonly symbols: number; readonly rows: number; readonly held: number };
  readonly sequence: readonly string[];
  readonly unigram: number;
  readonly models: Readonly<Record<'two' | 'one', Awaited<ReturnType<typeof recordModel>>>>;
}

const COMMON = { hiddenSize: 14, learningRate: DEFAULT_OPTIMIZER.learningRate, seed: 1 } as const;

const CONFIGS: readonly HeroConfig[] = [
  { ...COMMON, locale: 'en', text: 'the dog near the cats is tired.', steps: 8000, batchSize: 16 },
  {
    ...COMMON,
    locale: 'zh-cn',
    text: '白日依山尽，黄河入海流。欲穷千里目，更上一层楼。',
    steps: 1200,
    batchSize: 31,
  },
];

function corpusOf({ locale, seed, text }: HeroConfig): Corpus {
  if (locale === 'zh-cn') return quatrainCorpus();
  const random = createRng(streamSeed(seed, ID, 'sentences'));
  return englishCorpus(() => random.uniform(), {
    rows: 800,
    heldRows: 60,
    length: 56,
    unseen: [text],
  });
}

/** Trains both models of one language. */
async function run(config: HeroConfig): Promise<HeroResult> {
  const backend = createReferenceBackend();
  const corpus = corpusOf(config);
  const sequence = encode(config.text, corpus.symbols);
  const one = specification(corpus.symbols.length, config.hiddenSize, 1);
  const two = { ...one, numLayers: 2, hiddenSize: equalParameterWidth(one, 2) };
  const result = {
    corpus: {
      symbols: corpus.symbols.length,
      rows: corpus.train.length,
      held: corpus.held.length,
    },
    sequence: [...config.text],
    unigram: rounded(unigramLoss(corpus)),
    models: {
      two: await recordModel(backend, two, { ...config, corpus }, sequence),
      one: await recordModel(backend, one, { ...config, corpus }, sequence),
    },
  };
  backend.dispose();
  return result;
}

/** `npm run experiments -- hero-states`: one file for each language. */
export const experiment: Experiment<HeroConfig, HeroResult> = {
  id: ID,
  backend: 'reference',
  stages: [() => CONFIGS.map((config) => ({ path: `${ID}/${config.locale}.json`, config }))],
  run,
};

const specification = (
  symbols: number,
  hiddenSize: number,
  numLayers: number,
): ModelSpecification => ({
  inputSize: symbols,
  hiddenSize,
  numLayers,
  outputSize: symbols,
  head: 'every',
  loss: 'softmax',
  forgetBias: 1,
});

async function recordModel(
  backend: Backend,
  spec: ModelSpecification,
  { corpus, steps, batchSize, learningRate, seed }: HeroConfig & { readonly corpus: Corpus },
  sequence: readonly number[],
) {
  const trainer = await backend.createTrainer({
    spec,
    parameters: initialParameters(spec, seed),
    optimizer: { ...DEFAULT_OPTIMIZER, learningRate },
  });
  for (let step = 0; step < steps; step++) {
    // The last 30 % at a tenth of the rate, so that the weights settle.
    if (step === Math.floor(steps * 0.7)) trainer.configure({ learningRate: learningRate / 10 });
    const rng = createRng(streamSeed(seed, ID, 'batch', step));
    const rows = rng.shuffle([...corpus.train]).slice(0, batchSize);
    await trainer.step([nextSymbolBatch(rows, spec.inputSize)]);
  }
  const layers = hiddenStates(spec, await trainer.parameters(), sequence).map(slowFirst);
  const expected = await guesses(trainer, spec, sequence);
  const loss = await meanLoss(trainer, spec, corpus.held.length > 0 ? corpus.held : corpus.train);
  trainer.dispose();
  return {
    numLayers: spec.numLayers,
    hiddenSize: spec.hiddenSize,
    parameters: countParameters(spec).total,
    loss: rounded(loss),
    layers: layers.map((units) => units.map((states) => states.map(rounded))),
    guesses: expected.map(({ symbol }) => corpus.symbols[symbol] ?? ''),
    confidence: expected.map(({ probability }) => rounded(probability)),
  };
}

/** Rows as a batch that asks for every next symbol: inputs are all but the last, targets all but the first. */
function nextSymbolBatch(rows: readonly (readonly number[])[], classes: number): Batch {
  const batchSize = rows.length;
  const sequenceLength = (rows[0]?.length ?? 0) - 1;
  const inputs = oneHot(
    rows.map((row) => row.slice(0, -1)),
    classes,
  );
  const targets = new Float32Array(sequenceLength * batchSize);
  rows.forEach((row, b) =>
    row.slice(1).forEach((symbol, t) => {
      targets[t * batchSize + b] = symbol;
    }),
  );
  return { batchSize, sequenceLength, inputs, targets };
}

/** [T, B, classes] */
function oneHot(rows: readonly (readonly number[])[], classes: number): Float32Array {
  const inputs = new Float32Array((rows[0]?.length ?? 0) * rows.length * classes);
  rows.forEach((row, b) =>
    row.forEach((symbol, t) => {
      inputs[(t * rows.length + b) * classes + symbol] = 1;
    }),
  );
  return inputs;
}

/** h of every layer, unit and step: `[layer][unit][step]`. */
function hiddenStates(
  spec: ModelSpecification,
  parameters: Float32Array,
  sequence: readonly number[],
): number[][][] {
  const block = new Map(
    parameterLayout(spec).map(({ name, offset, size }) => [
      name,
      Float64Array.from(parameters.subarray(offset, offset + size)),
    ]),
  );
  const weights = (layer: number, part: string): Float64Array => {
    const found = block.get(`layer${layer}.${part}`);
    if (found === undefined) throw new RangeError(`the model has no layer${layer}.${part}`);
    return found;
  };
  const stack = Array.from({ length: spec.numLayers }, (_, index): LstmWeights => ({
    inputSize: index === 0 ? spec.inputSize : spec.hiddenSize,
    hiddenSize: spec.hiddenSize,
    kernel: weights(index + 1, 'kernel'),
    recurrent: weights(index + 1, 'recurrent'),
    bias: weights(index + 1, 'bias'),
  }));
  const inputs = Float64Array.from(oneHot([sequence], spec.inputSize));
  return forwardStack(stack, inputs, sequence.length, 1).cells.map((trace) => {
    const h = hiddenSequence(trace); // [T, 1, H]
    return Array.from({ length: spec.hiddenSize }, (_, unit) =>
      sequence.map((_, t) => h[t * spec.hiddenSize + unit] ?? Number.NaN),
    );
  });
}

/** Units with the slowest first: the mean change from step to step, measured in the unit's own standard deviation. */
function slowFirst(units: readonly number[][]): number[][] {
  const speed = (states: readonly number[]): number => {
    const mean = states.reduce((sum, h) => sum + h, 0) / states.length;
    const variance = states.reduce((sum, h) => sum + (h - mean) ** 2, 0) / states.length;
    const change = states.slice(1).reduce((sum, h, t) => sum + Math.abs(h - (states[t] ?? h)), 0);
    return change / (states.length - 1) / Math.sqrt(variance);
  };
  return [...units].sort((a, b) => speed(a) - speed(b));
}

/** The most likely next symbol after each step, with its probability. */
async function guesses(trainer: Trainer, spec: ModelSpecification, sequence: readonly number[]) {
  const { outputs: logits } = await trainer.predict({
    batchSize: 1,
    sequenceLength: sequence.length,
    inputs: oneHot([sequence], spec.inputSize),
    targets: new Float32Array(sequence.length),
  });
  return sequence.map((_, t) => {
    const row = logits.subarray(t * spec.outputSize, (t + 1) * spec.outputSize);
    const symbol = row.reduce((best, logit, k) => (logit > (row[best] ?? -Infinity) ? k : best), 0);
    const top = row[symbol] ?? Number.NaN;
    return { symbol, probability: 1 / row.reduce((sum, logit) => sum + Math.exp(logit - top), 0) };
  });
}

async function meanLoss(
  trainer: Trainer,
  spec: ModelSpecification,
  rows: readonly (readonly number[])[],
): Promise<number> {
  const batch = nextSymbolBatch(rows, spec.inputSize);
  return softmaxCrossEntropy((await trainer.predict(batch)).outputs, batch.targets, spec.outputSize)
    .loss;
}

/** What a reader who knows only how often each symbol occurs loses on the rows the models are scored on, in nats. */
function unigramLoss({ symbols, train, held }: Corpus): number {
  const counts = symbols.map(() => 0);
  const training = train.flatMap((row) => row.slice(1));
  for (const symbol of training) counts[symbol] = (counts[symbol] ?? 0) + 1;
  const scored = (held.length > 0 ? held : train).flatMap((row) => row.slice(1));
  const sum = scored.reduce((loss, s) => loss - Math.log((counts[s] ?? 0) / training.length), 0);
  return sum / scored.length;
}

const rounded = (x: number): number => Math.round(x * 1000) / 1000;
