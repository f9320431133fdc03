/**
 * The stacks that the stepper opens with. All but `random` have weights set by hand, so that each shows one thing that
 * an LSTM cell can do; none is trained. What the words say of them is tested in `tests/demos/cell-stepper.test.ts`.
 */
import { createRng } from '#math/rng.ts';
import { type Gate, nameOf, type Place, PLACES, type WeightTable } from './weights.ts';

export const PRESET_IDS = [
  'remember',
  'leak',
  'reset',
  'hide',
  'count',
  'smooth',
  'random',
] as const;
export type PresetId = (typeof PRESET_IDS)[number];

/** Length of the series that the stack reads. */
export const STEPS = 12;

/** The seed of the random weights. */
export const SEED = 1;

/** What each gate of one unit reads: x from below, h from its own last step, b the bias; 0 where left out. */
type Cell = Readonly<
  Record<Gate, { readonly x?: number; readonly h?: number; readonly b?: number }>
>;

export interface Preset {
  readonly layers: number;
  readonly units: number;
  /** The step it opens at, 1…12. */
  readonly step: number;
  /** What the first layer reads, −1…1. */
  readonly series: readonly number[];
  readonly weights: WeightTable;
}

/** Writes only what is 1 at the input: i ≈ 0.02 at x = 0 and 0.98 at x = 1, where g = 0.96. */
const WRITER = { i: { x: 8, b: -4 }, g: { x: 2 } } as const;

/** Units and layers that a preset does not speak of: they read what has their own number and no other unit. */
const added = (unit: number): Cell => ({ i: { b: 1 }, f: { b: unit }, g: { x: 1 }, o: { b: 1 } });

/** The whole table of a preset whose cells, one unit a layer, are given bottom first. */
function byHand(...cells: readonly Cell[]): WeightTable {
  const value = ({ layer, gate, unit, source }: Place): number => {
    const cell = (unit === 1 ? cells[layer - 1] : undefined) ?? added(unit);
    const own = source === 'b' || source === `h${unit}` || source === `x${layer === 1 ? 1 : unit}`;
    return own ? (cell[gate][source[0] as 'x' | 'h' | 'b'] ?? 0) : 0;
  };
  return Object.fromEntries(PLACES.map((place) => [nameOf(place), value(place)]));
}

/** Uniform in ±1/√H, here for H = 3, as PyTorch draws them, rounded to tenths; but biases 0, so that nothing drifts. */
function drawn(seed: number): WeightTable {
  const rng = createRng(seed);
  const bound = 1 / Math.sqrt(3);
  const value = ({ source }: Place): number => {
    const weight = Math.round(10 * rng.uniform(-bound, bound)) / 10 + 0;
    return source === 'b' ? 0 : weight;
  };
  return Object.fromEntries(PLACES.map((place) => [nameOf(place), value(place)]));
}

/** Zeros with some steps set. */
const pulses = (at: Readonly<Record<number, number>>): readonly number[] =>
  Array.from({ length: STEPS }, (_, index) => at[index + 1] ?? 0);

const one = { layers: 1, units: 1 } as const;

export const PRESETS: Readonly<Record<PresetId, Preset>> = {
  remember: {
    ...one,
    step: 5,
    series: pulses({ 3: 1 }),
    weights: byHand({ ...WRITER, f: { b: 5 }, o: { b: 2 } }),
  },
  leak: {
    ...one,
    step: 5,
    series: pulses({ 3: 1 }),
    weights: byHand({ ...WRITER, f: { b: 1 }, o: { b: 2 } }),
  },
  reset: {
    ...one,
    step: 7,
    series: pulses({ 2: 1, 7: -1, 10: 1 }),
    weights: byHand({ ...WRITER, f: { x: 8, b: 5 }, o: { b: 2 } }),
  },
  hide: {
    ...one,
    step: 10,
    series: pulses({ 3: 1, 10: -1 }),
    weights: byHand({ ...WRITER, f: { b: 5 }, o: { x: -8, b: -4 } }),
  },
  count: {
    ...one,
    step: 11,
    series: pulses({ 2: 1, 4: 1, 5: 1, 8: 1, 11: 1 }),
    weights: byHand({ i: { x: 10, b: -5 }, f: { b: 10 }, g: { x: 6 }, o: { b: 4 } }),
  },
  smooth: {
    layers: 2,
    units: 1,
    step: 9,
    series: [-1, 0.1, -0.8, 0.2, -0.9, 0, 0.9, -0.1, 1, 0, 0.8, -0.2],
    weights: byHand(
      { i: { b: 10 }, f: { b: -10 }, g: { x: 1.5 }, o: { b: 10 } },
      { i: { b: -1.5 }, f: { b: 1.5 }, g: { x: 2 }, o: { b: 10 } },
    ),
  },
  random: {
    layers: 3,
    units: 3,
    step: 4,
    series: [0, 0.5, 0.85, 1, 0.85, 0.5, 0, -0.5, -0.85, -1, -0.85, -0.5],
    weights: drawn(SEED),
  },
};
