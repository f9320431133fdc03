/** The published models of verse as `public/models/<id>/` holds them. */
import type { WeightsManifest } from '#model/manifest.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { VerseId } from './verse.ts';

/** Folder of a verse's model below `public/models/`. */
export const VERSE_MODELS: Readonly<Record<VerseId, string>> = {
  quatrains: 'quatrains-2x96',
  psalms: 'psalms-2x128',
};

export interface VerseManifest extends WeightsManifest {
  readonly id: string;
  readonly verse: VerseId;
  readonly spec: ModelSpecification;
  /** By token number. */
  readonly symbols: readonly string[];
  readonly batchSize: number;
  /** The first 70 % of the steps; a tenth of it afterwards. */
  readonly learningRate: number;
  /** Poems that were trained on. */
  readonly trainingPoems: number;
  /** A character on test poems, as trained and as rounded to eight bits. */
  readonly perplexity: { readonly trained: number; readonly published: number };
  /** Of the processor, in seconds. */
  readonly trainingTime: number;
}
