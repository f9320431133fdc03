/** The weights of a tagger as a safetensors file, float32: `table`, then the blocks of `parameterLayout`. */
import { readSafetensors, SafetensorsError, writeSafetensors } from '#formats/safetensors.ts';
import type { Tensor } from '#formats/safetensors.ts';
import type { WeightsManifest } from '#model/manifest.ts';
import { parameterLayout } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { TagScores } from '#tasks/tagging/scores.ts';
import { type Probabilities, type TaggerWeights, VECTOR } from './tagger.ts';

/** Of the published model: below the site's root. */
export const TAGGER_FOLDER = 'models/pos-tagger';

/** `manifest.json` beside the weights. */
export interface TaggerManifest extends WeightsManifest {
  readonly id: 'pos-tagger';
  readonly task: string;
  readonly spec: ModelSpecification;
  readonly epochs: number;
  readonly learningRate: number;
  /** On the test texts. */
  readonly scores: TagScores;
  readonly baseline: TagScores;
  /** What it says of a sentence, for the page before anything is loaded. */
  readonly example: {
    readonly words: readonly string[];
    readonly seen: readonly boolean[];
    readonly answers: readonly Probabilities[];
  };
}

/** Every tensor by its name. */
export function taggerTensors(
  spec: ModelSpecification,
  { table, parameters }: TaggerWeights,
): ReadonlyMap<string, Tensor> {
  return new Map<string, Tensor>([
    ['table', { shape: [table.length / VECTOR, VECTOR], data: Float32Array.from(table) }],
    ...parameterLayout(spec).map(({ name, shape, offset, size }): [string, Tensor] => [
      name,
      { shape, data: Float32Array.from(parameters.subarray(offset, offset + size)) },
    ]),
  ]);
}

export const writeTagger = (spec: ModelSpecification, weights: TaggerWeights): Uint8Array =>
  writeSafetensors(taggerTensors(spec, weights));

/** @throws SafetensorsError when it is no such file. */
export function readTagger(spec: ModelSpecification, file: Uint8Array): TaggerWeights {
  const { tensors } = readSafetensors(file);
  const take = (name: string, size?: number): Float64Array => {
    const data = tensors.get(name)?.data;
    if (data === undefined || (size !== undefined && data.length !== size))
      throw new SafetensorsError(name, `there with ${size ?? 'its'} numbers`, data?.length ?? 0);
    return Float64Array.from(data);
  };
  const blocks = parameterLayout(spec);
  const parameters = new Float64Array(blocks.reduce((sum, { size }) => sum + size, 0));
  for (const { name, offset, size } of blocks) parameters.set(take(name, size), offset);
  return { table: take('table'), parameters };
}
