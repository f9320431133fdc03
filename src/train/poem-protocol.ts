/** The messages between a page and the worker that writes poems. Every message can be cloned structurally. */
import type { BackendId } from '#engine/backend.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { Copy } from '#tasks/verse-copies.ts';
import type { ToneMark } from '#tasks/tones.ts';
import type { Refusal } from '#tasks/verse-input.ts';
import type { Form, VerseId } from '#tasks/verse.ts';
import type { WriteOptions, WrittenStep } from './verse-writer.ts';

/** What the reader typed is checked by the worker, which knows the characters of the model. */
export type PoemTask =
  | {
      readonly type: 'write';
      readonly mode: 'free' | 'opening' | 'acrostic';
      readonly text: string;
      readonly form: Form;
      readonly draw: Pick<WriteOptions, 'temperature' | 'topK' | 'seed'>;
    }
  /** Learns from lines, from where the model now is. */
  | {
      readonly type: 'learn';
      readonly text: string;
      readonly updates: number;
      readonly learningRate: number;
    }
  /** The model as it is, with what may come next after a text. Waits for the order under way, and takes no place. */
  | { readonly type: 'hand'; readonly text: string }
  /** Back to the published weights. */
  | { readonly type: 'forget' };

/** A new order takes the place of the one under way. */
export interface PoemOrder {
  /** Rises with every order; each answer names the order it belongs to. */
  readonly id: number;
  readonly verse: VerseId;
  readonly task: PoemTask;
}

export type PoemFailure = 'no-backend' | 'no-model' | 'worker-failed' | 'worker-silent';

/** A model with what a copy of it needs. */
export interface HandedPoet {
  readonly spec: ModelSpecification;
  /** In the order of `parameterLayout(spec)`. */
  readonly parameters: Float32Array;
  /** By token number. */
  readonly symbols: readonly string[];
  /** First token of a character. */
  readonly first: number;
  readonly seed: number;
  /** Updates, those on the reader's lines included. */
  readonly step: number;
  /** It has learned the reader's lines. */
  readonly live: boolean;
  readonly engine: BackendId;
  /** Probabilities after the opening and after each character of the text, [characters + 1, tokens]. */
  readonly next: Float64Array;
}

export type PoemNews = { readonly id: number } & (
  | { readonly type: 'step'; readonly step: WrittenStep }
  | {
      readonly type: 'written';
      readonly copy: Copy;
      /** Of every character of a quatrain, without breaks; empty for psalms. */
      readonly tones: readonly ToneMark[];
      readonly backend: BackendId;
      readonly device: string;
      /** Milliseconds of computing. */
      readonly ms: number;
    }
  /** One update more; `perplexity` of the lines before it, a character and break. */
  | {
      readonly type: 'learning';
      readonly done: number;
      readonly total: number;
      readonly perplexity: number;
    }
  | { readonly type: 'forgotten' }
  | { readonly type: 'handed'; readonly poet: HandedPoet }
  /** What was typed cannot be used. */
  | { readonly type: 'refused'; readonly refusal: Refusal }
  /** `detail` is in English. */
  | { readonly type: 'failed'; readonly reason: PoemFailure; readonly detail: string }
);
