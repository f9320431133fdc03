/** The manifest of a model of the probe, which says what it is. */
import type { ModelSpecification } from '#model/specification.ts';
import { type FeatureId } from './features.ts';

/** Correlation of every unit with a feature over many sequences, layer by layer; null where it never changed. */
export type Scores = Readonly<Partial<Record<FeatureId, readonly (number | null)[]>>>;

export interface Manifest {
  readonly id: string;
  readonly task: string;
  readonly spec: ModelSpecification;
  /** Of the initial weights and of the training data. */
  readonly seed: number;
  readonly steps: number;
  readonly sequenceLength: number;
  readonly batchSize: number;
  /** The first 70 % of the steps; a tenth of it afterwards. */
  readonly learningRate: number;
  /** On the task's test set, in its metric. */
  readonly score: number;
  /** ISO date. */
  readonly date: string;
  readonly engine: { readonly version: string; readonly backend: string; readonly runtime: string };
  readonly command: string;
  /** Shapes of the tensors in `weights.safetensors`, by name. */
  readonly tensors: Readonly<Record<string, readonly number[]>>;
  /** Of `weights.safetensors`, in hexadecimal. */
  readonly sha256: string;
  /** On sequences that the model has not learned from. */
  readonly unseen: {
    readonly sequences: number;
    readonly length: number;
    readonly trained: Scores;
    /** The same architecture with the initial weights of the same seed. */
    readonly untrained: Scores;
  };
}
