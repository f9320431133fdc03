/**
 * A part-of-speech tagger: sums of feature vectors → bidirectional LSTM layers → a head on every word → softmax.
 *
 * The LSTM and its head are the fused engine's; the table of vectors is ours. So a step asks the engine for the gradients,
 * those of its inputs included, adds the table's, and updates all weights by one Adam with one clipping.
 */
import type { Backend, Trainer } from '#engine/backend.ts';
import { clipByGlobalNorm, createAdamState, updateAdam } from '#math/adam.ts';
import { addSumGradient, sumVectors } from '#math/embedding-bag.ts';
import { createRng, type Rng, streamSeed } from '#math/rng.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { equalParameterWidth } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { batchOf, type TagBatch } from '#tasks/tagging/batches.ts';
import { FEATURES, type Vocabulary } from '#tasks/tagging/features.ts';
import { TAGS } from '#tasks/tagging/tags.ts';

/** I, numbers of a word's vector. */
export const VECTOR = 24;
/** Share of a vector's numbers that is dropped in training. */
const DROPOUT = 0.25;
/** Sentences that are read at once when nothing is learned. */
const CHUNK = 64;

const ONE_LAYER: ModelSpecification = {
  inputSize: VECTOR,
  hiddenSize: 32,
  numLayers: 1,
  bidirectional: true,
  outputSize: TAGS.length,
  head: 'every',
  loss: 'softmax',
};

/** 1 × 32 units a direction, or two layers with most nearly as many parameters. */
export const taggerSpec = (layers: 1 | 2): ModelSpecification =>
  layers === 1
    ? ONE_LAYER
    : { ...ONE_LAYER, numLayers: 2, hiddenSize: equalParameterWidth(ONE_LAYER, 2) };

/** All weights, float64 while training. */
export interface TaggerWeights {
  /** [rows, I] */
  readonly table: Float64Array;
  /** In the order of `parameterLayout(spec)`. */
  readonly parameters: Float64Array;
}

/** Seeded initial weights: the table uniform in ±0.05·√3 (a spread of 0.05), the LSTM's as Keras has them. */
export function initialWeights(
  spec: ModelSpecification,
  vocabulary: Vocabulary,
  seed: number,
): TaggerWeights {
  const rng = createRng(streamSeed(seed, 'weights', 'table'));
  const limit = 0.05 * Math.sqrt(3);
  return {
    table: Float64Array.from({ length: vocabulary.rows * VECTOR }, () =>
      rng.uniform(-limit, limit),
    ),
    parameters: Float64Array.from(initialParameters(spec, seed)),
  };
}

/** One word's answer: a probability for each of `TAGS`. */
export type Probabilities = readonly number[];

export class Tagger {
  readonly spec: ModelSpecification;
  readonly seed: number;
  readonly #vocabulary: Vocabulary;
  readonly #trainer: Trainer;
  /** The table, then the LSTM's parameters, in one vector. */
  readonly #all: Float64Array;
  readonly #size: number;
  readonly #adam;
  readonly #rng: Rng;

  private constructor(
    spec: ModelSpecification,
    vocabulary: Vocabulary,
    trainer: Trainer,
    { table, parameters }: TaggerWeights,
    seed: number,
  ) {
    this.spec = spec;
    this.seed = seed;
    this.#vocabulary = vocabulary;
    this.#trainer = trainer;
    this.#size = table.length;
    this.#all = new Float64Array(table.length + parameters.length);
    this.#all.set(table);
    this.#all.set(parameters, table.length);
    this.#adam = createAdamState(this.#all.length);
    this.#rng = createRng(streamSeed(seed, 'tagging', 'dropout'));
  }

  /** @throws RangeError when the weights do not fit the model or the vocabulary. */
  static async create(
    backend: Backend,
    spec: ModelSpecification,
    vocabulary: Vocabulary,
    weights: TaggerWeights,
    seed = 0,
  ): Promise<Tagger> {
    if (weights.table.length !== vocabulary.rows * VECTOR)
      throw new RangeError(
        `table must hold ${vocabulary.rows * VECTOR} numbers, got ${weights.table.length}`,
      );
    const trainer = await backend.createTrainer({
      spec,
      parameters: Float32Array.from(weights.parameters),
      // Only for its gradients: the update is ours.
      optimizer: { ...DEFAULT_OPTIMIZER, kind: 'sgd' },
    });
    return new Tagger(spec, vocabulary, trainer, weights, seed);
  }

  /** Updates made here. */
  get updates(): number {
    return this.#adam.updates;
  }

  get weights(): TaggerWeights {
    return {
      table: this.#all.slice(0, this.#size),
      parameters: this.#all.slice(this.#size),
    };
  }

  /** One update. @returns the batch's loss before it, nats a word. */
  async step(batch: TagBatch, learningRate: number): Promise<number> {
    const { features, batchSize, sequenceLength, targets, lengths } = batch;
    const table = this.#all.subarray(0, this.#size);
    const vectors = Float32Array.from(sumVectors(table, features, FEATURES, VECTOR));
    const mask = Float32Array.from(vectors, () =>
      this.#rng.uniform() < DROPOUT ? 0 : 1 / (1 - DROPOUT),
    );
    const inputs = vectors.map((value, k) => value * (mask[k] ?? 0));
    const { loss, ...found } = await this.#trainer.differentiate({
      batchSize,
      sequenceLength,
      inputs,
      targets,
      lengths,
    });
    const gradient = new Float64Array(this.#all.length);
    gradient.set(found.parameters, this.#size);
    const dInputs = found.inputs.map((value, k) => value * (mask[k] ?? 0));
    addSumGradient(dInputs, features, FEATURES, gradient.subarray(0, this.#size), VECTOR);
    clipByGlobalNorm(gradient, DEFAULT_OPTIMIZER.clipNorm);
    updateAdam(this.#all, gradient, this.#adam, { ...DEFAULT_OPTIMIZER, learningRate });
    const none = new Float32Array();
    await this.#trainer.restore({
      parameters: Float32Array.from(this.#all.subarray(this.#size)),
      m: none,
      v: none,
      updates: this.#adam.updates,
    });
    return loss;
  }

  /** Probabilities of every tag for every word of every sentence. */
  async read(sentences: readonly (readonly string[])[]): Promise<Probabilities[][]> {
    const answers: Probabilities[][] = [];
    const table = this.#all.subarray(0, this.#size);
    for (let k = 0; k < sentences.length; k += CHUNK) {
      const some = sentences.slice(k, k + CHUNK);
      const { features, ...batch } = batchOf(
        this.#vocabulary,
        some.map((words) => ({ words })),
      );
      const inputs = Float32Array.from(sumVectors(table, features, FEATURES, VECTOR));
      const { outputs } = await this.#trainer.predict({ ...batch, inputs });
      some.forEach((words, b) => {
        answers.push(words.map((_, t) => softmax(outputs, (t * some.length + b) * TAGS.length)));
      });
    }
    return answers;
  }

  dispose(): void {
    this.#trainer.dispose();
  }
}

function softmax(logits: Float32Array, start: number): number[] {
  const own = [...logits.subarray(start, start + TAGS.length)];
  const most = Math.max(...own);
  const powers = own.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** The likeliest tag of each word. */
export const likeliest = (answers: readonly Probabilities[]): number[] =>
  answers.map((probabilities) => probabilities.indexOf(Math.max(...probabilities)));
