/** What is published of a model that finds names: `manifest.json` and `weights.safetensors` in a folder of its own, float32. */
import { readSafetensors, SafetensorsError, writeSafetensors } from '#formats/safetensors.ts';
import type { WeightsManifest } from '#model/manifest.ts';
import { nerLayout, type NerSpec, type NerWeights } from '#model/ner.ts';
import type { NerLanguage, NerVariant } from '#tasks/ner/languages.ts';
import type { NerScores } from '#tasks/ner/scores.ts';
import type { NerReading } from './ner-protocol.ts';

/** Below the site's root. */
export const nerModelFolder = (language: NerLanguage): string => `models/ner-${language}`;

/** `manifest.json` beside the weights. */
export interface NerManifest extends WeightsManifest {
  readonly id: `ner-${NerLanguage}`;
  readonly task: string;
  readonly variant: NerVariant;
  readonly epochs: number;
  readonly learningRate: number;
  readonly parameters: number;
  readonly scores: NerScores;
  readonly baselines: {
    /** The longest match with a training name. */
    readonly longestMatch: NerScores;
    /** Each token's most frequent tag in training. */
    readonly mostFrequentTag: NerScores;
  };
  /** What it says of a text, for the page before anything is loaded. Scores have 3 decimals, probabilities 4. */
  readonly example: { readonly text: string; readonly reading: NerReading };
}

/** The weights as a file. */
export const writeNer = (spec: NerSpec, weights: NerWeights): Uint8Array =>
  writeSafetensors(
    new Map(
      nerLayout(spec).map(({ name, shape }) => [
        name,
        { shape, data: weights.get(name) ?? new Float32Array() },
      ]),
    ),
  );

/** @throws SafetensorsError when it is no such file, or not of this model. */
export function readNer(spec: NerSpec, file: Uint8Array): NerWeights {
  const { tensors } = readSafetensors(file);
  return new Map(
    nerLayout(spec).map(({ name, shape }) => {
      const tensor = tensors.get(name);
      const wanted = shape.join(' × ');
      if (!(tensor?.data instanceof Float32Array) || tensor.shape.join(' × ') !== wanted)
        throw new SafetensorsError(name, `float32, ${wanted}`, tensor?.shape.join(' × ') ?? 'none');
      return [name, tensor.data];
    }),
  );
}
