/** A model trained on the page as a file to take along. Loaded when the reader asks for one. */
import { download } from '#components/charts/export.ts';
import {
  modelFileName,
  modelScript,
  weightsFile,
  type ModelFile,
  type ModelOrigin,
} from '#formats/model-files.ts';
import type { ScriptLanguage } from '#formats/model-words.ts';
import { testModel } from '#run/test-client.ts';
import type { TrainedModels, TrainedState } from './save.ts';

/** Which model of a run, and where it is to be found again. */
export interface Taken {
  readonly run: TrainedModels;
  /** The demo's id. */
  readonly demo: string;
  readonly arm: string;
  readonly seed: number;
  /** Of the page, with its settings. */
  readonly url: string;
  readonly language: ScriptLanguage;
}

/** What a file says of itself. @throws Error when the run has no such model. */
function originOf({ run, demo, arm, seed, url }: Taken): ModelOrigin {
  const { plan, backend = 'reference' } = run;
  const spec = plan?.arms.find(({ id }) => id === arm)?.spec;
  if (plan === undefined || spec === undefined) throw new Error(`there is no model ${arm}`);
  const { task } = plan;
  const name = `${demo}-${task}-${arm}-seed-${seed}`;
  return { name, task, arm, seed, spec, url, engine: backend };
}

/** Where the model stood a moment ago. @throws Error before its first checkpoint. */
function stateOf({ run, arm, seed }: Taken): Required<Pick<TrainedState, 'step' | 'state'>> {
  const model = run.checkpoint?.models.find((one) => one.arm === arm && one.seed === seed);
  if (model?.state === undefined) throw new Error(`the model ${arm} has not been trained yet`);
  return { step: model.step, state: model.state };
}

async function weights(taken: Taken, origin: ModelOrigin): Promise<Uint8Array> {
  const { plan } = taken.run;
  const { step, state } = stateOf(taken);
  if (plan === undefined) throw new Error('there is no run');
  const { task, sequenceLength, batchSize } = plan;
  const parameters = Float32Array.from(state.parameters);
  const { seed } = taken;
  const { spec } = origin;
  const test = await testModel({ task, sequenceLength, batchSize, seed, spec, parameters });
  return weightsFile(origin, { parameters, step, test });
}

/**
 * Saves a file.
 * @returns its name, and that of the file that it reads
 * @throws Error when there is no such model, or the worker that runs it on test sequences fails
 */
export async function takeModel(
  file: ModelFile,
  taken: Taken,
): Promise<{ file: string; reads?: string }> {
  const origin = originOf(taken);
  const name = modelFileName(origin, file);
  if (file === 'safetensors') {
    const bytes = await weights(taken, origin);
    download(
      new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' }),
      name,
    );
    return { file: name };
  }
  const type = file === 'ipynb' ? 'application/x-ipynb+json' : 'text/x-python';
  download(new Blob([modelScript(origin, file, taken.language)], { type }), name);
  return { file: name, reads: modelFileName(origin, 'safetensors') };
}
