/**
 * The weights of the stepper by name. A name says where a weight sits: `2f1h3` is layer 2, forget gate, unit 1, from
 * its own layer's unit 3 one step back. Sources are x1…x3 (what comes from below), h1…h3 and b, the bias.
 */
import { type LstmWeights, zeroLstmWeights } from '#math/lstm.ts';

/** Most layers, and most units in each: few enough for every number to be shown. */
export const MOST = 3;

/** The order of `LstmWeights`' columns. */
export const GATES = ['i', 'f', 'g', 'o'] as const;
export type Gate = (typeof GATES)[number];

export const SOURCES = ['x1', 'x2', 'x3', 'h1', 'h2', 'h3', 'b'] as const;
export type Source = (typeof SOURCES)[number];

/** Where a weight sits. Layers and units count from 1. */
export interface Place {
  readonly layer: number;
  readonly gate: Gate;
  readonly unit: number;
  readonly source: Source;
}

/** All weights, by `nameOf` their place. */
export type WeightTable = Readonly<Record<string, number>>;

/** What a weight may be; dragging goes in tenths, typing in hundredths. */
export const WEIGHT_RANGE = { min: -10, max: 10, whole: false, log: false } as const;

export const nameOf = ({ layer, gate, unit, source }: Place): string =>
  `${layer}${gate}${unit}${source}`;

const counted = [1, 2, 3];

/** Every place there can be; the first layer reads one number only. */
export const PLACES: readonly Place[] = counted.flatMap((layer) =>
  GATES.flatMap((gate) =>
    counted.flatMap((unit) =>
      SOURCES.filter((source) => layer > 1 || (source !== 'x2' && source !== 'x3')).map(
        (source): Place => ({ layer, gate, unit, source }),
      ),
    ),
  ),
);

/** The sources that a unit of `layer` reads, in the order of the formula; `units` in every layer. */
export function sourcesOf(layer: number, units: number): readonly Source[] {
  const below = layer === 1 ? 1 : units;
  return SOURCES.filter((source) => {
    const number = Number(source[1]);
    return source === 'b' || number <= (source.startsWith('x') ? below : units);
  });
}

/** How many weights and biases a stack has: 4H(I + H + 1) in the first layer, 4H(2H + 1) in every other. */
export const countWeights = (layers: number, units: number): number =>
  4 * units * (1 + units + 1) + (layers - 1) * 4 * units * (2 * units + 1);

/**
 * The layers of a stack as the reference computes them, bottom first.
 * @param layers 1…3
 * @param units of every layer, 1…3
 */
export function layersOf(table: WeightTable, layers: number, units: number): LstmWeights[] {
  return counted.slice(0, layers).map((layer) => {
    const inputs = layer === 1 ? 1 : units;
    const weights = zeroLstmWeights(inputs, units);
    for (const [block, gate] of GATES.entries())
      for (let unit = 1; unit <= units; unit++) {
        const column = block * units + unit - 1;
        const value = (source: Source): number => table[nameOf({ layer, gate, unit, source })] ?? 0;
        for (const source of sourcesOf(layer, units)) {
          const row = Number(source[1]) - 1;
          if (source === 'b') weights.bias[column] = value(source);
          else if (source.startsWith('x')) weights.kernel[row * 4 * units + column] = value(source);
          else weights.recurrent[row * 4 * units + column] = value(source);
        }
      }
    return weights;
  });
}
