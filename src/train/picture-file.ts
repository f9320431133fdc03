/** What is published of the autoencoder of pictures: a folder for each loss, `manifest.json` and `weights.safetensors`, float32. */
import { convolutionTensors } from '#formats/convolution-code.ts';
import { checkDigest } from '#formats/digest.ts';
import { readSafetensors, SafetensorsError, writeSafetensors } from '#formats/safetensors.ts';
import { LAYERS, PARAMETERS } from '#math/autoencoder.ts';
import type { JointLoss } from '#math/joint-loss.ts';
import type { WeightsManifest } from '#model/manifest.ts';
import type { Score } from '#model/picture-fit.ts';
import type { TestPhotograph } from '#tasks/photographs.ts';
import type { FileSource } from './site-file.ts';

/** `manifest.json` beside the weights. */
export interface PictureManifest extends WeightsManifest {
  readonly id: string;
  readonly task: string;
  readonly loss: JointLoss;
  /** Of the first update; it falls in a straight line to a fiftieth. */
  readonly learningRate: number;
  /** Patches of an update, and their side in pixels. */
  readonly batch: number;
  readonly patch: number;
  /** Of the processor, in seconds. */
  readonly trainingTime: number;
  readonly parameters: number;
  /** Of the published weights on photographs that were not trained on. */
  readonly scores: Readonly<Record<TestPhotograph, Score>>;
  /** On the way, of the cat: updates, MSE, SSIM, MS-SSIM. */
  readonly curve: readonly (readonly [step: number, mse: number, ssim: number, msSsim: number])[];
}

/** The name of a loss' model: `autoencoder-dissimilarity-0.5`. Without the SSIM term its form and range do not matter. */
export function pictureModelId({ alpha, term, range }: JointLoss): string {
  if (alpha === 1) return 'autoencoder-mse';
  return `autoencoder-${term}-${alpha}${range === 1 ? '' : `-range-${range}`}`;
}

/** Below the site's root. */
export const pictureModelFolder = (id: string): string => `models/${id}`;

/** Every tensor by its name: `conv1.weight`, `conv1.bias`, … */
const tensorsOf = (parameters: Float64Array) => convolutionTensors({ layers: LAYERS }, parameters);

/** Shapes by names. */
export const autoencoderShapes = (): PictureManifest['tensors'] =>
  Object.fromEntries(
    [...tensorsOf(new Float64Array(PARAMETERS))].map(([name, { shape }]) => [name, shape]),
  );

/** @param parameters layer by layer, as `autoencode` takes them; rounded to float32. */
export const writeAutoencoder = (parameters: Float64Array): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    writeSafetensors(
      new Map(
        [...tensorsOf(parameters)].map(([name, { shape, data }]) => [
          name,
          { shape, data: Float32Array.from(data) },
        ]),
      ),
    ),
  );

/** @throws SafetensorsError when it is no such file, or not of this model. */
export function readAutoencoder(file: Uint8Array): Float64Array {
  const { tensors } = readSafetensors(file);
  const parameters = new Float64Array(PARAMETERS);
  let at = 0;
  for (const [name, shape] of Object.entries(autoencoderShapes())) {
    const found = tensors.get(name);
    if (!(found?.data instanceof Float32Array) || found.shape.join() !== shape.join())
      throw new SafetensorsError(
        name,
        `float32, ${shape.join(' × ')}`,
        found?.shape.join(' × ') ?? 'none',
      );
    parameters.set(found.data, at);
    at += found.data.length;
  }
  return parameters;
}

/** A model as published. */
export interface PublishedAutoencoder {
  readonly parameters: Float64Array;
  readonly seed: number;
  readonly steps: number;
}

/** What `manifest.json` must say for the weights to be used. @throws Error naming what it does not. */
function checkManifest(text: string, id: string): PictureManifest {
  const found = JSON.parse(text) as Partial<Record<keyof PictureManifest, unknown>> | null;
  const must = (holds: boolean, name: keyof PictureManifest, what: string): void => {
    if (!holds)
      throw new Error(
        `manifest.json: ${name} must be ${what}, got ${JSON.stringify(found?.[name])}`,
      );
  };
  must(found?.id === id, 'id', id);
  must(
    Number.isInteger(found?.steps) && Number(found?.steps) > 0,
    'steps',
    'a whole number above 0',
  );
  must(Number.isInteger(found?.seed), 'seed', 'a whole number');
  must(typeof found?.sha256 === 'string', 'sha256', 'a text');
  return found as PictureManifest;
}

/** Rejects when a file does not come, is not what the manifest says, or does not fit the model. */
export async function openAutoencoder(id: string, read: FileSource): Promise<PublishedAutoencoder> {
  const folder = pictureModelFolder(id);
  const [about, weights] = await Promise.all([
    read(`${folder}/manifest.json`),
    read(`${folder}/weights.safetensors`),
  ]);
  const { seed, steps, sha256 } = checkManifest(new TextDecoder().decode(about), id);
  await checkDigest('weights.safetensors', weights, sha256);
  return { parameters: readAutoencoder(weights), seed, steps };
}
