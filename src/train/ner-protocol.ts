/** The messages between a page and the worker that finds names. Every message can be cloned structurally. */
import type { BackendId } from '#engine/backend.ts';
import type { NerSpec, NerWeights } from '#model/ner.ts';
import type { NerLanguage, NerVariant } from '#tasks/ner/languages.ts';
import type { NerScores } from '#tasks/ner/scores.ts';
import type { Entity } from '#tasks/ner/tags.ts';
import type { FailedNews, TrainingOrder } from './reader-protocol.ts';

/** What is trained, from seeded weights. */
export interface NerPlan {
  readonly language: NerLanguage;
  readonly variant: NerVariant;
  /** Whole number ≥ 0. */
  readonly seed: number;
  /** Passes over the training sentences, 1 or more. */
  readonly epochs: number;
  /** At the first update; it falls in a straight line to 0 at the end. */
  readonly learningRate: number;
}

/** Orders to read. */
export type NerAsk =
  /** Answered by the model of that language that was trained last, also while it trains; by the published one before that. */
  | {
      readonly type: 'read';
      readonly id: number;
      readonly language: NerLanguage;
      /** Tokens of each sentence, as `readText` gives them. */
      readonly sentences: readonly (readonly string[])[];
    }
  /** As it would read: the model itself, and what it says of these sentences. */
  | {
      readonly type: 'hand';
      readonly id: number;
      readonly language: NerLanguage;
      readonly sentences: readonly (readonly string[])[];
    };

export type NerOrder = NerAsk | TrainingOrder<NerPlan>;

/** Scores that belong to no token, in the order of `TAGS`. Zeros where the model has no CRF. */
export interface NerChain {
  /** From tag i to tag j, [K, K]; about −10⁴ where BIO forbids it. */
  readonly transitions: readonly (readonly number[])[];
  /** [K] */
  readonly start: readonly number[];
  /** [K] */
  readonly end: readonly number[];
}

/** What a model says of a sentence of n tokens. */
export interface NerSentence {
  readonly tokens: readonly string[];
  /** Has the token a vector of its own? */
  readonly known: readonly boolean[];
  /** The linear layer's scores, [n, K] */
  readonly emissions: readonly (readonly number[])[];
  /** p(tag of token t is j), [n, K] */
  readonly marginals: readonly (readonly number[])[];
  /** The best path, places in `TAGS`, [n] */
  readonly path: readonly number[];
  /** Score of the best path. */
  readonly score: number;
  /** log Z: the path's probability is exp(score − logZ). */
  readonly logZ: number;
  /** The lattice: the best score of a path to tag j of token t, its emission included, `end` not, [n, K] */
  readonly best: readonly (readonly number[])[];
  /** Tag of the token before on that path, [n, K]; −1 for the first token. */
  readonly back: readonly (readonly number[])[];
  /** Of the best path. */
  readonly entities: readonly Entity[];
}

export interface NerReading {
  readonly language: NerLanguage;
  readonly variant: NerVariant;
  readonly chain: NerChain;
  readonly sentences: readonly NerSentence[];
}

/** A model with what a copy of it needs. */
export interface HandedNer {
  readonly spec: NerSpec;
  readonly weights: NerWeights;
  readonly seed: number;
  /** Updates made. */
  readonly step: number;
  /** Trained here, not the published one. */
  readonly live: boolean;
  readonly engine: BackendId;
  /** In the order of their rows, from row 2. */
  readonly words: readonly string[];
  /** The same; none where the language's models read no letters. */
  readonly letters: readonly string[];
  readonly reading: NerReading;
}

export type NerNews =
  | { readonly type: 'handed'; readonly id: number; readonly tagger: HandedNer }
  | {
      readonly type: 'read';
      readonly id: number;
      readonly reading: NerReading;
      /** The model was trained here. */
      readonly live: boolean;
    }
  | {
      readonly type: 'progress';
      readonly id: number;
      /** Where it is computed. */
      readonly device: string;
      /** Epoch under way, from 1. */
      readonly epoch: number;
      readonly epochs: number;
      /** Updates so far, and how many there will be. */
      readonly done: number;
      readonly total: number;
      /** Mean of the updates since the last report, nats a token; NaN before the first. */
      readonly loss: number;
      readonly state: 'running' | 'paused';
    }
  /** After every epoch: F1 on sentences of held-out templates and names. */
  | {
      readonly type: 'scored';
      readonly id: number;
      readonly epoch: number;
      readonly heldOut: number;
      /** Mean of the epoch, nats a token. */
      readonly loss: number;
    }
  | { readonly type: 'finished'; readonly id: number; readonly scores: NerScores }
  | FailedNews;
