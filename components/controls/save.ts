import type { ModelFile } from '#formats/model-files.ts';

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
