/** The messages between a page and the worker that tags words. Every message can be cloned structurally. */
import type { BackendId } from '#engine/backend.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { TagScores } from '#tasks/tagging/scores.ts';
import type { FailedNews, TrainingOrder } from './reader-protocol.ts';
import type { Probabilities, TaggerWeights } from './tagger.ts';
import type { TaggerPlan } from './train-tagger.ts';

export type { TaggerPlan };

/** Orders to read. */
export type TaggerAsk =
  /** Answered by the model that was trained last, also while it trains; by the published one before that. */
  | {
      readonly type: 'tag';
      readonly id: number;
      readonly sentences: readonly (readonly string[])[];
    }
  /** As it would tag: the model itself, and what it says of these sentences. */
  | {
      readonly type: 'hand';
      readonly id: number;
      readonly sentences: readonly (readonly string[])[];
    };

export type TaggerOrder = TaggerAsk | TrainingOrder<TaggerPlan>;

export interface Tagged {
  readonly words: readonly string[];
  /** Was the word in the training texts? */
  readonly seen: readonly boolean[];
  readonly answers: readonly Probabilities[];
}

/** A model with what a copy of it needs. */
export interface HandedTagger extends TaggerWeights {
  readonly spec: ModelSpecification;
  readonly seed: number;
  /** Updates made. */
  readonly step: number;
  /** Trained here, not the published one. */
  readonly live: boolean;
  readonly engine: BackendId;
  /** In the order of their rows, from row 1. */
  readonly words: readonly string[];
  /** Of every word of the sentences, [words][tags]. */
  readonly answers: readonly Probabilities[];
}

export type TaggerNews =
  | { readonly type: 'handed'; readonly id: number; readonly tagger: HandedTagger }
  | {
      readonly type: 'tagged';
      readonly id: number;
      readonly tagged: Tagged;
      /** The model was trained here. */
      readonly live: boolean;
    }
  | {
      readonly type: 'progress';
      readonly id: number;
      readonly backend: BackendId;
      readonly device: string;
      readonly done: number;
      readonly total: number;
      readonly state: 'running' | 'paused';
    }
  /** After every epoch: accuracy on the test texts. */
  | { readonly type: 'scored'; readonly id: number; readonly scores: TagScores }
  | { readonly type: 'finished'; readonly id: number }
  | FailedNews;
