import type { ModelFile } from '#formats/model-files.ts';
import type { ModelCheckpoint, Plan } from '#train/protocol.ts';

/** What a figure can be saved as. */
export const SAVE_FORMATS = ['png', 'svg', 'csv'] as const;
export type SaveFormat = (typeof SAVE_FORMATS)[number];

/** What a trained model can be taken along as, in the order of the list. */
export const MODEL_FILES: readonly ModelFile[] = ['safetensors', 'pytorch', 'keras', 'ipynb'];

/** A model that was trained on the page and can be taken along. */
export interface SavedModel {
  readonly arm: string;
  readonly seed: number;
  /** As the reader reads it. */
  readonly label: string;
}

/** Models that were trained, and what they were trained on: a run of the page, or what stands for one. */
export interface TrainedModels {
  readonly plan: Pick<Plan, 'task' | 'sequenceLength' | 'batchSize' | 'arms'> | undefined;
  readonly checkpoint: { readonly models: readonly TrainedState[] } | undefined;
  /** The engine that trained them. */
  readonly backend: string | undefined;
}

/** Where one of them stands. */
export interface TrainedState extends Pick<ModelCheckpoint, 'arm' | 'seed' | 'step'> {
  readonly state?: Pick<NonNullable<ModelCheckpoint['state']>, 'parameters'>;
}
