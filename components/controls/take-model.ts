/** A model of the page as a file to take along. Loaded when the reader asks for one. */
import { download } from '#components/charts/export.ts';
import {
  modelFileName,
  modelScript,
  weightsFile,
  type HandedModel,
  type ModelFile,
} from '#formats/model-files.ts';
import type { ScriptLanguage } from '#formats/model-words.ts';

/** Where a model is to be found again, and for whom its files are. */
export interface Taking {
  /** The demo's id. */
  readonly demo: string;
  /** Of the page, with its settings. */
  readonly url: string;
  readonly language: ScriptLanguage;
}

/**
 * Saves a file.
 * @returns its name, and that of the file that it reads
 * @throws Error when the worker that has to run the model fails
 */
export async function takeModel(
  file: ModelFile,
  { origin: own, numbers }: HandedModel,
  { demo, url, language }: Taking,
): Promise<{ file: string; reads?: string }> {
  const origin = { ...own, name: `${demo}-${own.name}`, url };
  const name = modelFileName(origin, file);
  if (file === 'safetensors') {
    const bytes = weightsFile(origin, await numbers());
    download(
      new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' }),
      name,
    );
    return { file: name };
  }
  const type = file === 'ipynb' ? 'application/x-ipynb+json' : 'text/x-python';
  download(new Blob([modelScript(origin, file, language)], { type }), name);
  return { file: name, reads: modelFileName(origin, 'safetensors') };
}
