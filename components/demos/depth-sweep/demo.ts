/** The reader's own run of the depth sweep as data: its settings with their ranges, and the plan that follows. */
import type { NumberRange } from '#components/controls/number-field.ts';
import { FACTS } from '#tasks/facts.ts';
import type { BackendChoice, Plan } from '#train/protocol.ts';
import { BATCH_SIZE, CELLS, specificationOf } from './cells.ts';

const TASK = FACTS['char-lm'];

export const BACKENDS = ['auto', 'wasm', 'webgpu', 'reference'] as const satisfies BackendChoice[];

/** Stacks that one run may hold. */
export const MOST_CELLS = 8;

export interface Settings {
  /** Ids of the stacks to train, 1…8 of them, in the order of `CELLS`. */
  readonly cells: readonly string[];
  /** The same for all of them. */
  readonly learningRate: number;
  /** Updates of each model. */
  readonly steps: number;
  /** How many seeds: 1, 2, … */
  readonly seeds: number;
  readonly backend: (typeof BACKENDS)[number];
}

export const DEFAULTS: Settings = {
  cells: ['plain-1', 'plain-4', 'plain-8', 'residual-8'],
  learningRate: 0.01,
  steps: 400,
  seeds: 1,
  backend: 'auto',
};

export const RANGES = {
  learningRate: { min: 1e-4, max: 0.1, whole: false, log: true },
  steps: { min: 10, max: 5000, whole: true, log: true },
  seeds: { min: 1, max: 5, whole: true, log: false },
} as const satisfies Partial<Record<keyof Settings, NumberRange>>;

/** Of all ids those that there are, each once, in order, and no more than fit; the defaults where that leaves none. */
export function chosenCells(ids: readonly string[]): readonly string[] {
  const known = CELLS.map(({ id }) => id).filter((id) => ids.includes(id));
  return known.length > 0 ? known.slice(0, MOST_CELLS) : DEFAULTS.cells;
}

/** The settings after a change. */
export const change = (settings: Settings, part: Partial<Settings>): Settings => ({
  ...settings,
  ...part,
  cells: chosenCells(part.cells ?? settings.cells),
});

/** Measurements along one curve, besides the one before the first update. */
const MEASUREMENTS = 20;

/** Everything a run needs; two equal plans give the same curves on the same backend. */
export function planOf({ cells, learningRate, steps, seeds }: Settings): Plan {
  return {
    task: TASK.id,
    sequenceLength: TASK.defaults.sequenceLength,
    batchSize: BATCH_SIZE,
    learningRate,
    steps,
    seeds: Array.from({ length: seeds }, (_, index) => index + 1),
    arms: CELLS.filter(({ id }) => cells.includes(id)).map((cell) => ({
      id: cell.id,
      spec: specificationOf(cell),
    })),
    evaluateEvery: Math.max(1, Math.round(steps / MEASUREMENTS)),
  };
}
