/** The manifest of a model of the probe, which says what it is. */
import type { WeightsManifest } from '#model/manifest.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { type FeatureId } from './features.ts';

/** Correlation of every unit with a feature over many sequences, layer by layer; null where it never changed. */
export type Scores = Readonly<Partial<Record<FeatureId, readonly (number | null)[]>>>;

export interface Manifest extends WeightsManifest {
  readonly id: string;
  readonly task: string;
  readonly spec: ModelSpecification;
  readonly sequenceLength: number;
  readonly batchSize: number;
  /** The first 70 % of the steps; a tenth of it afterwards. */
  readonly learningRate: number;
  /** On the task's test set, in its metric. */
  readonly score: number;
  /** On sequences that the model has not learned from. */
  readonly unseen: {
    readonly sequences: number;
    readonly length: number;
    readonly trained: Scores;
    /** The same architecture with the initial weights of the same seed. */
    readonly untrained: Scores;
  };
}
