/**
 * The cell stepper as data: what the reader can set, and what one step of one unit comes to, number by number.
 * Everything is computed by the float64 reference of `#math`.
 */
import { hiddenSequence, cellSequence } from '#math/lstm.ts';
import { forwardStack, type StackTrace } from '#math/lstm-stack.ts';
import { type PresetId, PRESETS, STEPS } from './presets.ts';
import {
  type Gate,
  GATES,
  layersOf,
  MOST,
  nameOf,
  type Source,
  sourcesOf,
  type WeightTable,
} from './weights.ts';

export const DEMO_ID = 'cell-stepper';

/** The six quantities of a cell in the order of the formulas. */
export const QUANTITIES = [...GATES, 'c', 'h'] as const;
export type Quantity = (typeof QUANTITIES)[number];

export interface Settings {
  /** What layers, units, series and weights were before the reader changed them. */
  readonly preset: PresetId;
  readonly layers: number;
  readonly units: number;
  /** What the first layer reads, −1…1 each, `STEPS` of them. */
  readonly series: readonly number[];
  readonly weights: WeightTable;
  /** The cell that is looked into; layers, units and steps count from 1. */
  readonly layer: number;
  readonly unit: number;
  readonly step: number;
}

/** A preset as it opens. */
export function settingsOf(preset: PresetId): Settings {
  const { layers, units, step, series, weights } = PRESETS[preset];
  return { preset, layers, units, series, weights, layer: layers, unit: 1, step };
}

export const DEFAULTS = settingsOf('remember');

const within = (value: number, most: number): number => Math.min(most, Math.max(1, value));

/** The settings after a change: a new preset brings all its own along, and the cell stays one that exists. */
export function change(settings: Settings, part: Partial<Settings>): Settings {
  const base = part.preset === undefined ? settings : settingsOf(part.preset);
  const next = { ...base, ...part };
  const layers = within(next.layers, MOST);
  const units = within(next.units, MOST);
  return {
    ...next,
    layers,
    units,
    layer: within(next.layer, layers),
    unit: within(next.unit, units),
    step: within(next.step, STEPS),
  };
}

/** Weights that differ from the preset's, among those that the stack has. */
export const changedWeights = ({ preset, layers, units, weights }: Settings): readonly string[] =>
  Object.keys(weights).filter((name) => {
    const [layer, , unit] = name;
    return (
      Number(layer) <= layers &&
      Number(unit) <= units &&
      weights[name] !== PRESETS[preset].weights[name]
    );
  });

/** Nothing but the place that is looked at differs from the preset. */
export function isPristine(settings: Settings): boolean {
  const { layers, units, series } = PRESETS[settings.preset];
  return (
    settings.layers === layers &&
    settings.units === units &&
    settings.series.every((value, index) => value === series[index]) &&
    changedWeights(settings).length === 0
  );
}

/** Runs the whole series through the stack. */
export const runStack = ({ weights, layers, units, series }: Settings): StackTrace =>
  forwardStack(layersOf(weights, layers, units), Float64Array.from(series), STEPS, 1);

/** One quantity of one unit over all steps. */
export type Readings = Readonly<Record<Quantity, readonly number[]>>;

/** The six quantities of one unit over time; layer and unit count from 1. */
export function readingsOf(trace: StackTrace, layer: number, unit: number): Readings {
  const cell = trace.cells[layer - 1];
  if (!cell)
    throw new RangeError(`layer must be 1…${String(trace.cells.length)}, got ${String(layer)}`);
  const units = cell.tanhC.length / STEPS;
  const pick = (values: Float64Array, width: number, column: number): number[] =>
    Array.from({ length: STEPS }, (_, t) => values[t * width + column] ?? NaN);
  const gates = GATES.map((gate, block) => [
    gate,
    pick(cell.gates, 4 * units, block * units + unit - 1),
  ]);
  return {
    ...(Object.fromEntries(gates) as Record<Gate, number[]>),
    c: pick(cellSequence(cell), units, unit - 1),
    h: pick(hiddenSequence(cell), units, unit - 1),
  };
}

/** One product of a formula: `weight · value`; the bias has the value 1. */
export interface Term {
  readonly name: string;
  readonly source: Source;
  readonly weight: number;
  readonly value: number;
}

/** One gate's formula at one step: `value = σ(z)`, or tanh for g, with z the sum of the terms. */
export interface GateLine {
  readonly gate: Gate;
  readonly terms: readonly Term[];
  readonly z: number;
  readonly value: number;
}

/** One step of one unit, number by number. */
export interface StepLines {
  readonly gates: readonly GateLine[];
  /** c and h of the unit one step back; 0 before the first step. */
  readonly before: { readonly c: number; readonly h: number };
  readonly c: number;
  readonly h: number;
}

/** The formulas of the cell that is looked into, with their numbers. */
export function linesOf(settings: Settings, trace: StackTrace): StepLines {
  const { layer, unit, step, units, series, weights } = settings;
  const at = (values: readonly number[] | undefined, t: number): number => values?.[t - 1] ?? 0;
  const hiddenOf = (l: number, u: number, t: number): number => at(readingsOf(trace, l, u).h, t);
  const valueOf = (source: Source): number => {
    const number = Number(source[1]);
    if (source === 'b') return 1;
    if (source.startsWith('h')) return hiddenOf(layer, number, step - 1);
    return layer === 1 ? at(series, step) : hiddenOf(layer - 1, number, step);
  };
  const readings = readingsOf(trace, layer, unit);
  const gates = GATES.map((gate): GateLine => {
    const terms = sourcesOf(layer, units).map((source): Term => {
      const name = nameOf({ layer, gate, unit, source });
      return { name, source, weight: weights[name] ?? 0, value: valueOf(source) };
    });
    const z = terms.reduce((sum, { weight, value }) => sum + weight * value, 0);
    return { gate, terms, z, value: at(readings[gate], step) };
  });
  return {
    gates,
    before: { c: at(readings.c, step - 1), h: at(readings.h, step - 1) },
    c: at(readings.c, step),
    h: at(readings.h, step),
  };
}
