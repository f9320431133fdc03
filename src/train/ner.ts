/**
 * A tagger of names: the model in TensorFlow.js, the chain of its tags in float64, words and tags by their numbers. The
 * library must have been started (`ner-engine.ts`).
 */
import { NerModel } from '#engine/tfjs-ner/model.ts';
import { type Crf, marginals, viterbi } from '#math/crf.ts';
import { createRng, type Rng, streamSeed } from '#math/rng.ts';
import type { NerBatch, NerSpec, NerWeights } from '#model/ner.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { nerBatch } from '#tasks/ner/batches.ts';
import { type NerVariant, partsOf } from '#tasks/ner/languages.ts';
import { BIO, type Entity, entitiesOf, TAGS } from '#tasks/ner/tags.ts';
import { type NerVocabulary, rowsOf, wordKey } from '#tasks/ner/vocabulary.ts';
import type { NerReading, NerSentence } from './ner-protocol.ts';

/** Sentences that are read at once when nothing is learned. */
const CHUNK = 64;
const K = TAGS.length;

const OPTIONS = {
  rules: BIO,
  optimizer: { ...DEFAULT_OPTIMIZER, clipNorm: 5, epsilonPlacement: 'pytorch' },
  dropout: 0.5,
} as const;

/** The model of a variant: letters are read in words, neighbours among characters. */
export function nerSpec(vocabulary: NerVocabulary, variant: NerVariant): NerSpec {
  const { cnn, lstm, crf } = partsOf(variant);
  const kind = vocabulary.language === 'en' ? 'letters' : 'neighbours';
  return {
    words: rowsOf(vocabulary.words),
    wordSize: 32,
    cnn: cnn ? kind : 'none',
    letters: rowsOf(vocabulary.letters),
    letterSize: 16,
    window: 3,
    filters: 24,
    hiddenSize: lstm ? 48 : 0,
    tags: K,
    crf,
  };
}

export class NerTagger {
  readonly variant: NerVariant;
  readonly spec: NerSpec;
  readonly seed: number;
  #updates = 0;
  readonly #vocabulary: NerVocabulary;
  readonly #model: NerModel;
  readonly #rng: Rng;

  /** @throws RangeError when the weights do not fit the variant or the vocabulary. */
  constructor(vocabulary: NerVocabulary, variant: NerVariant, weights: NerWeights, seed = 0) {
    this.variant = variant;
    this.spec = nerSpec(vocabulary, variant);
    this.seed = seed;
    this.#vocabulary = vocabulary;
    this.#model = new NerModel(this.spec, weights, OPTIONS);
    this.#rng = createRng(streamSeed(seed, 'ner', 'dropout'));
  }

  /** Updates made here. */
  get updates(): number {
    return this.#updates;
  }

  get weights(): NerWeights {
    return this.#model.weights();
  }

  /** One update. @returns the batch's loss before it, nats a token. @throws Error when it is not finite. */
  step(batch: NerBatch, learningRate: number): number {
    const loss = this.#model.step(batch, learningRate, this.#rng);
    this.#updates++;
    return loss;
  }

  /** Emissions of every sentence, [n, K]. */
  #emissions(sentences: readonly (readonly string[])[]): Float64Array[] {
    const answers: Float64Array[] = [];
    for (let k = 0; k < sentences.length; k += CHUNK) {
      const some = sentences.slice(k, k + CHUNK);
      const batch = nerBatch(
        this.#vocabulary,
        some.map((tokens) => ({ tokens })),
      );
      const scores = this.#model.emissions(batch);
      some.forEach(({ length: n }, b) => {
        answers.push(
          Float64Array.from(
            { length: n * K },
            (_, at) => scores[(Math.floor(at / K) * some.length + b) * K + (at % K)] ?? NaN,
          ),
        );
      });
    }
    return answers;
  }

  /** The entities of every sentence. */
  find(sentences: readonly (readonly string[])[]): Entity[][] {
    const chain = this.#model.chain();
    return this.#emissions(sentences).map((emissions) =>
      entitiesOf(viterbi(chain, emissions).path),
    );
  }

  /** All that the model says of sentences. @throws RangeError when there is none, or an empty one. */
  read(sentences: readonly (readonly string[])[]): NerReading {
    const chain = this.#model.chain();
    const all = this.#emissions(sentences);
    return {
      language: this.#vocabulary.language,
      variant: this.variant,
      chain: {
        transitions: rowsIn(chain.transitions),
        start: Array.from(chain.start),
        end: Array.from(chain.end),
      },
      sentences: sentences.map((tokens, k) => ({
        tokens,
        known: tokens.map((token) => this.#vocabulary.words.has(wordKey(token))),
        ...decode(chain, all[k] ?? new Float64Array()),
      })),
    };
  }

  dispose(): void {
    this.#model.dispose();
  }
}

const rowsIn = (values: ArrayLike<number>): number[][] =>
  Array.from({ length: values.length / K }, (_, row) =>
    Array.from({ length: K }, (__, k) => values[row * K + k] ?? NaN),
  );

function decode(chain: Crf, emissions: Float64Array): Omit<NerSentence, 'tokens' | 'known'> {
  const { path, score, best, back } = viterbi(chain, emissions);
  const { logZ, single } = marginals(chain, emissions);
  return {
    emissions: rowsIn(emissions),
    marginals: rowsIn(single),
    path: [...path],
    score,
    logZ,
    best: rowsIn(best),
    back: rowsIn(back),
    entities: entitiesOf(path),
  };
}
