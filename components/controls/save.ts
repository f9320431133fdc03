import type { HandedModel, ModelFile } from '#formats/model-files.ts';

/** What a figure can be saved as. */
export const SAVE_FORMATS = ['png', 'svg', 'csv'] as const;
/** `scores`: those of the trainings behind a figure that draws something else, as CSV. */
export type SaveFormat = (typeof SAVE_FORMATS)[number] | 'scores';

/** What a trained model can be taken along as, in the order of the list. */
export const MODEL_FILES: readonly ModelFile[] = ['safetensors', 'pytorch', 'keras', 'ipynb'];

/** A model of the page that can be taken along. */
export interface SavedModel {
  /** As the reader reads it; each once in a list. */
  readonly label: string;
  /** Rejects with an Error, its text in English, where the model is gone or its worker fails. */
  readonly hand: () => Promise<HandedModel>;
}
