/**
 * The tagger of names in TensorFlow.js on its current backend, which must have the fused LSTM (`installFusedLstm`) and keep
 * its tensors in this thread's memory (`wasm`, `cpu`): values are read without waiting.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Crf } from '#math/crf.ts';
import type { Rng } from '#math/rng.ts';
import { type NerBatch, nerLayout, type NerSpec, type NerWeights } from '#model/ner.ts';
import type { OptimizerOptions } from '#model/optimizer.ts';
import { clipByGlobalNorm } from '../tfjs/clip.ts';
import { createStockOptimizer, type StockOptimizer } from '../tfjs/optimizer.ts';
import { chainOf, crfLoss, type CrfTensors } from './crf-loss.ts';
import {
  bidirectional,
  type Cnn,
  drop,
  type LstmTensors,
  readLetters,
  readNeighbours,
  readWords,
} from './layers.ts';

export interface NerOptions {
  /** Scores that are added to the CRF's and not learned, in a model that has one. */
  readonly rules: Crf;
  readonly optimizer: OptimizerOptions;
  /** Share that is dropped before and after the LSTM while training. */
  readonly dropout: number;
}

export class NerModel {
  readonly spec: NerSpec;
  readonly #options: NerOptions;
  readonly #variables: ReadonlyMap<string, tf.Variable>;
  readonly #optimizer: StockOptimizer;

  /** @throws RangeError when weights are missing or of another size. */
  constructor(spec: NerSpec, weights: NerWeights, options: NerOptions) {
    this.spec = spec;
    this.#options = options;
    for (const { name, shape } of nerLayout(spec)) {
      const size = shape.reduce((product, n) => product * n, 1);
      if (weights.get(name)?.length !== size)
        throw new RangeError(
          `${name} must hold ${size} numbers, got ${weights.get(name)?.length ?? 'none'}`,
        );
    }
    this.#variables = new Map(
      nerLayout(spec).map(({ name, shape }) => {
        const values = tf.tensor(Float32Array.from(weights.get(name)!), [...shape]);
        const variable = tf.variable(values);
        values.dispose();
        return [name, variable];
      }),
    );
    this.#optimizer = createStockOptimizer(options.optimizer, this.#list);
  }

  get #list(): tf.Variable[] {
    return [...this.#variables.values()];
  }

  #get<T extends tf.Tensor>(name: string): T {
    return this.#variables.get(name) as tf.Tensor as T;
  }

  #lstm(direction: string): LstmTensors {
    return {
      kernel: this.#get(`${direction}.kernel`),
      recurrent: this.#get(`${direction}.recurrent`),
      bias: this.#get(`${direction}.bias`),
    };
  }

  /** Zeros where the model has no CRF. */
  get #crf(): CrfTensors {
    const { crf, tags: K } = this.spec;
    return crf
      ? {
          transitions: this.#get('crf.transitions'),
          start: this.#get('crf.start'),
          end: this.#get('crf.end'),
        }
      : { transitions: tf.zeros([K, K]), start: tf.zeros([K]), end: tf.zeros([K]) };
  }

  get #rules(): Crf {
    const { crf, tags: K } = this.spec;
    const none = new Float64Array(K);
    return crf
      ? this.#options.rules
      : { transitions: new Float64Array(K * K), start: none, end: none };
  }

  /** [T, B, K] @param rng for dropout; none is dropped without. */
  #forward(batch: NerBatch, rng?: Rng): tf.Tensor3D {
    const { sequenceLength: T, batchSize: B, spellings } = batch;
    const { cnn, hiddenSize, tags } = this.spec;
    const { dropout } = this.#options;
    const words = readWords(this.#get('words'), batch);
    const parts = [words];
    if (cnn !== 'none') {
      const filters: Cnn = { kernel: this.#get('cnn.kernel'), bias: this.#get('cnn.bias') };
      if (cnn === 'neighbours') parts.push(readNeighbours(words, filters, batch));
      else if (spellings) parts.push(readLetters(this.#get('letters'), filters, spellings));
      else throw new RangeError('spellings must be given to a CNN that reads letters, got none');
    }
    let x = drop(tf.concat(parts, 1), dropout, rng);
    if (hiddenSize > 0) {
      const inputs = tf.reshape(x, [T, B, x.shape[1]]) as tf.Tensor3D;
      const both = [this.#lstm('forward'), this.#lstm('backward')] as const;
      x = drop(
        tf.reshape(bidirectional(inputs, both, batch), [T * B, 2 * hiddenSize]),
        dropout,
        rng,
      );
    }
    const scores = tf.add(tf.matMul(x, this.#get('head.kernel')), this.#get('head.bias'));
    return tf.reshape(scores, [T, B, tags]);
  }

  #loss(batch: NerBatch, rng?: Rng): tf.Scalar {
    return crfLoss(this.#forward(batch, rng), this.#crf, this.#rules, batch);
  }

  /** One update. @returns the batch's loss before it, nats a token. */
  step(batch: NerBatch, learningRate: number, rng?: Rng): number {
    this.#optimizer.setLearningRate(learningRate);
    const loss = tidied(() => {
      const variables = this.#list;
      const { value, grads } = tf.variableGrads(() => this.#loss(batch, rng), variables);
      const gradients = variables.map(({ name }) => grads[name]!);
      this.#optimizer.update(clipByGlobalNorm(gradients, this.#options.optimizer.clipNorm));
      return value.dataSync()[0]!;
    });
    if (!Number.isFinite(loss)) throw new Error(`the loss must be finite, got ${loss}`);
    return loss;
  }

  /** The loss without dropout, nats a token, and its gradients by name. */
  differentiate(batch: NerBatch): { readonly loss: number; readonly gradients: NerWeights } {
    return tidied(() => {
      const { value, grads } = tf.variableGrads(() => this.#loss(batch), this.#list);
      const gradients = [...this.#variables].map(([name, variable]): [string, Float32Array] => [
        name,
        copyOf(grads[variable.name]!),
      ]);
      return { loss: value.dataSync()[0]!, gradients: new Map(gradients) };
    });
  }

  /** Scores of all tags for all tokens, [T, B, K]; those of padding mean nothing. */
  emissions(batch: NerBatch): Float32Array {
    return tidied(() => copyOf(this.#forward(batch)));
  }

  /** The scores between tags, rules included; zeros without a CRF. */
  chain(): Crf {
    return tidied(() => chainOf(this.#crf, this.#rules));
  }

  /** Copies. */
  weights(): NerWeights {
    return new Map([...this.#variables].map(([name, variable]) => [name, copyOf(variable)]));
  }

  dispose(): void {
    this.#optimizer.dispose();
    tf.dispose(this.#list);
  }
}

const copyOf = (tensor: tf.Tensor): Float32Array => Float32Array.from(tensor.dataSync());

/** As `tf.tidy`, for what holds no tensors. */
function tidied<T>(read: () => T): T {
  const results: T[] = [];
  tf.tidy(() => {
    results.push(read());
  });
  return results[0]!;
}
