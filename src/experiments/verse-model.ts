/** Trains a language model of verse in Node; what the recorded comparison and the published weights have in common. */
import { readFileSync } from 'node:fs';
import type { Trainer } from '#engine/backend.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { batchMaker, perplexity, type Tokens } from '#tasks/verse-batches.ts';
import {
  Alphabet,
  type Form,
  poemsIn,
  splitPoems,
  type SplitPoems,
  symbolsOf,
  VERSE_FILES,
  type VerseId,
} from '#tasks/verse.ts';
import { wasmBackend } from './node-backend.ts';

/** A verse, divided, and as tokens. */
export interface Corpus {
  readonly alphabet: Alphabet;
  readonly poems: SplitPoems;
  readonly tokens: Readonly<Record<keyof SplitPoems, readonly Tokens[]>>;
}

/** @param form only quatrains of this form. */
export function readCorpus(id: VerseId, form?: Form): Corpus {
  const files = VERSE_FILES[id].map((file) => readFileSync(`public/data/${file}`, 'utf8'));
  const all = splitPoems(id, poemsIn(id, files));
  const meant = (poems: SplitPoems['train']) =>
    poems.filter((poem) => form === undefined || poem[0]?.length === form);
  const poems = { train: meant(all.train), heldOut: meant(all.heldOut), test: meant(all.test) };
  const alphabet = new Alphabet(id, symbolsOf(id, poems.train));
  const encode = (part: keyof SplitPoems) => poems[part].map((poem) => alphabet.encode(poem));
  return {
    alphabet,
    poems,
    tokens: { train: encode('train'), heldOut: encode('heldOut'), test: encode('test') },
  };
}

/** A model that reads and writes the tokens of an alphabet. */
export const specificationFor = (
  symbols: number,
  embedding: number,
  hiddenSize: number,
  numLayers: number,
): ModelSpecification => ({
  inputSize: embedding,
  vocabulary: symbols,
  hiddenSize,
  numLayers,
  outputSize: symbols,
  head: 'every',
  loss: 'softmax',
  // With embeddings as small as Keras' the first thousand updates would only learn how frequent each token is.
  initialisation: 'pytorch',
  forgetBias: 1,
});

export interface VerseTraining {
  readonly spec: ModelSpecification;
  /** Of the initial weights and of the batches. */
  readonly seed: number;
  readonly steps: number;
  readonly batchSize: number;
  /** The first 70 % of the steps; a tenth of it afterwards, so that the weights settle. */
  readonly learningRate: number;
}

/** Initial weights, but for the biases of the head: with ln p of each token the model begins as the unigram. */
function initialWeights(spec: ModelSpecification, seed: number, train: readonly Tokens[]) {
  const parameters = initialParameters(spec, seed);
  const bias = parameters.subarray(parameters.length - spec.outputSize);
  const counts = new Float64Array(spec.outputSize).fill(1);
  let total = spec.outputSize;
  for (const tokens of train)
    for (const token of tokens) {
      counts[token] = (counts[token] ?? 0) + 1;
      total++;
    }
  bias.set(counts.map((count) => Math.log(count / total)));
  return parameters;
}

/** A trained model; whoever gets it disposes of it. */
export async function trainVerse(
  id: VerseId,
  corpus: Corpus,
  { spec, seed, steps, batchSize, learningRate }: VerseTraining,
): Promise<Trainer> {
  const batch = batchMaker(id, corpus.tokens.train, batchSize, seed);
  const trainer = await (
    await wasmBackend()
  ).createTrainer({
    spec,
    parameters: initialWeights(spec, seed, corpus.tokens.train),
    optimizer: { ...DEFAULT_OPTIMIZER, learningRate },
    seed,
  });
  for (let step = 0; step < steps; step++) {
    if (step === Math.floor(steps * 0.7)) trainer.configure({ learningRate: learningRate / 10 });
    await trainer.step([batch(step)]);
  }
  return trainer;
}

/** Perplexity a character on poems of the corpus. */
export const perplexityOn = (
  id: VerseId,
  corpus: Corpus,
  part: keyof SplitPoems,
  trainer: Trainer,
): Promise<number> =>
  perplexity(
    id,
    corpus.tokens[part],
    corpus.alphabet.symbols.length,
    async (each) => (await trainer.predict(each)).outputs,
  );
