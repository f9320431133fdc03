/** The recorded gradient maps, for the numbers in articles, so that no text repeats one by hand. */
import type { RecordedGrid } from '#components/demos/gradient-grid/recorded.ts';
import { mean } from '#math/statistics.ts';
import type { GradientMap, GradientProbe } from '#model/gradient-map.ts';

const FILES = import.meta.glob<RecordedGrid>('/content/recorded/gradient-grid/**/*.json', {
  eager: true,
  import: 'default',
});

/** @throws RangeError when there is no such record. */
export function gradientRecord(kind: Omit<GradientProbe, 'numLayers'>): RecordedGrid {
  const links = kind.residual ? 'residual' : 'plain';
  const path = `/content/recorded/gradient-grid/${kind.initialisation}/${links}/bias-${kind.forgetBias}.json`;
  const file = FILES[path];
  if (file === undefined) throw new RangeError(`a gradient map must be recorded at ${path}`);
  return file;
}

/** @throws RangeError when the stack is not recorded. */
export function recordedMap({ numLayers, ...kind }: GradientProbe): GradientMap {
  const { config, result } = gradientRecord(kind);
  const map = result.maps[config.layers.indexOf(numLayers)];
  if (map === undefined) throw new RangeError(`numLayers must be recorded, got ${numLayers}`);
  return map;
}

/** Numbers of a recorded map that articles print. */
export const QUANTITIES = {
  /** Mean fitted slope of log₁₀ per step. */
  slope: ({ slopes }) => mean(slopes),
  /** Length of the gradient of the input at lag 0, and at lag 50. */
  now: ({ input }) => 10 ** (input[0] ?? NaN),
  far: ({ input }) => 10 ** (input[50] ?? NaN),
  /** Length of the gradient of the first layer's weights. */
  weights: ({ weights }) => 10 ** (weights[0] ?? NaN),
} as const satisfies Record<string, (map: GradientMap) => number>;

export type GradientQuantity = keyof typeof QUANTITIES;
