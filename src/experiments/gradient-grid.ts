/**
 * The recorded gradient maps: untrained stacks of 1 … 8 layers with the weights of PyTorch and of Keras, plain and
 * residual, for some forget biases; one file for each combination, five seeds.
 */
import {
  averageNorms,
  type GradientMap,
  type GradientNorms,
  type GradientProbe,
} from '#model/gradient-map.ts';
import { measureGradients } from '#train/probe.ts';
import type { Experiment } from './experiment.ts';
import { wasmBackend } from './node-backend.ts';

/** Everything a file follows from. */
export interface GradientGridConfig extends Omit<GradientProbe, 'numLayers'> {
  readonly layers: readonly number[];
  readonly seeds: readonly number[];
}

/** Maps in the order of the layers. log₁₀ with 3 decimals for inputs and weights, 2 for h; without c. */
export interface GradientGridResult {
  readonly maps: readonly GradientMap[];
}

/** Forget biases that are recorded. */
export const BIASES = [0, 1, 2, 4] as const;

const LAYERS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const SEEDS = [1, 2, 3, 4, 5] as const;

/** Where the maps of a kind of stack are recorded, below `content/recorded/`. */
export const recordedPath = ({
  initialisation,
  residual,
  forgetBias,
}: Omit<GradientProbe, 'numLayers'>): string =>
  `gradient-grid/${initialisation}/${residual ? 'residual' : 'plain'}/bias-${forgetBias}.json`;

const configs = (['pytorch', 'keras'] as const).flatMap((initialisation) =>
  [false, true].flatMap((residual) =>
    BIASES.map((forgetBias): GradientGridConfig => ({
      initialisation,
      residual,
      forgetBias,
      layers: LAYERS,
      seeds: SEEDS,
    })),
  ),
);

const rounded = (values: readonly number[], decimals: number): number[] =>
  // Adding 0 turns −0 into 0, as JSON does.
  values.map((value) => Number(value.toFixed(decimals)) + 0);

/** A map with the digits that are recorded. */
export const shortMap = ({ input, h, weights, slopes }: GradientMap): GradientMap => ({
  input: rounded(input, 3),
  h: h.map((row) => rounded(row, 2)),
  c: [],
  weights: rounded(weights, 3),
  slopes: rounded(slopes, 5),
});

/** One map from several seeds. */
async function mapOf(probe: GradientProbe, seeds: readonly number[]): Promise<GradientMap> {
  const backend = await wasmBackend();
  const norms: GradientNorms[] = [];
  for (const seed of seeds) norms.push(await measureGradients(backend, probe, seed));
  return shortMap(averageNorms(norms));
}

export const experiment: Experiment<GradientGridConfig, GradientGridResult> = {
  id: 'gradient-grid',
  stages: [() => configs.map((config) => ({ path: recordedPath(config), config }))],
  async run({ layers, seeds, ...kind }) {
    const maps: GradientMap[] = [];
    for (const numLayers of layers) maps.push(await mapOf({ ...kind, numLayers }, seeds));
    return { maps };
  },
};
