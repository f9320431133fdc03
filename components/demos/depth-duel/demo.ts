/**
 * Depth duel as data: its settings with their ranges, and what follows from them (widths of both arms, parameter
 * counts, the plan of a run). One layer of H units meets two layers of H′ units; H′ is either H, or the width that
 * makes the parameter counts most nearly equal, head included.
 */
import type { NumberRange } from '#components/controls/number-field.ts';
import { countParameters, equalParameterWidth } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { Task, TaskId } from '#tasks/task.ts';
import type { BackendChoice, Plan } from '#train/protocol.ts';
import { taskOf } from './tasks.ts';

export const DEMO_ID = 'depth-duel';

export const KEEP = ['parameters', 'width'] as const;
export const BACKENDS = [
  'auto',
  'wasm',
  'wasm-relaxed',
  'webgpu',
  'reference',
  'tfjs-webgpu',
  'tfjs-wasm',
  'tfjs-cpu',
] as const satisfies BackendChoice[];

/** The two arms, in the order of the table. */
export const ARMS = ['one', 'two'] as const;
export type ArmId = (typeof ARMS)[number];

export interface Settings {
  readonly task: TaskId;
  /** What both arms have in common. */
  readonly keep: (typeof KEEP)[number];
  /** H, units of the single layer. */
  readonly hiddenSize: number;
  readonly sequenceLength: number;
  readonly learningRate: number;
  /** How many seeds: 1, 2, … */
  readonly seeds: number;
  /** Updates of each model. */
  readonly steps: number;
  readonly backend: (typeof BACKENDS)[number];
}

/** What the number settings may be; `sequenceLength` depends on the task. */
export function ranges(task: TaskId) {
  const [min, max] = taskOf(task).sequenceLengths;
  return {
    hiddenSize: { min: 2, max: 128, whole: true, log: false },
    sequenceLength: { min, max: Math.min(max, 200), whole: true, log: false },
    learningRate: { min: 1e-4, max: 0.1, whole: false, log: true },
    seeds: { min: 1, max: 5, whole: true, log: false },
    steps: { min: 10, max: 5000, whole: true, log: true },
  } as const satisfies Partial<Record<keyof Settings, NumberRange>>;
}

/** The settings with which a task begins. */
export function defaultsFor(task: TaskId): Settings {
  const { hiddenSize, sequenceLength, learningRate, steps } = taskOf(task).defaults;
  return {
    task,
    keep: 'parameters',
    hiddenSize,
    sequenceLength,
    learningRate,
    seeds: 5,
    steps,
    backend: 'auto',
  };
}

export const DEFAULTS: Settings = defaultsFor('adding');

/** The settings after a change; a new task brings its own sizes and learning rate along. */
export function change(settings: Settings, part: Partial<Settings>): Settings {
  if (part.task === undefined || part.task === settings.task) return { ...settings, ...part };
  const { keep, seeds, backend } = settings;
  return { ...defaultsFor(part.task), keep, seeds, backend, ...part };
}

function specification(task: Task, numLayers: number, hiddenSize: number): ModelSpecification {
  const { inputSize, outputSize, head, loss } = task;
  return { inputSize, hiddenSize, numLayers, outputSize, head, loss, forgetBias: 1 };
}

/** One row of the parameter table. */
export interface ArmSize {
  readonly id: ArmId;
  readonly keep: Settings['keep'];
  readonly spec: ModelSpecification;
  readonly layers: readonly number[];
  readonly head: number;
  readonly total: number;
  /** How far the total is from that of one layer, as a share of it. */
  readonly mismatch: number;
}

/** One layer, two layers of the chosen kind, and two layers of the kind that is not run. */
export interface Sizes {
  readonly one: ArmSize;
  readonly two: ArmSize;
  readonly other: ArmSize;
}

/** Widths and counts of the arms for a task, a width H and what is kept equal. */
export function sizes({
  task,
  keep,
  hiddenSize,
}: Pick<Settings, 'task' | 'keep' | 'hiddenSize'>): Sizes {
  const first = specification(taskOf(task), 1, hiddenSize);
  const total = countParameters(first).total;
  const row = (id: ArmId, kept: Settings['keep']): ArmSize => {
    const width = kept === 'width' ? hiddenSize : equalParameterWidth(first, 2);
    const spec = id === 'one' ? first : specification(taskOf(task), 2, width);
    const count = countParameters(spec);
    return { id, keep: kept, spec, ...count, mismatch: count.total / total - 1 };
  };
  return {
    one: row('one', keep),
    two: row('two', keep),
    other: row('two', keep === 'width' ? 'parameters' : 'width'),
  };
}

/** Above this mismatch a comparison at equal parameters is no longer one. */
export const FAIR = 0.03;

/** The width nearest to `hiddenSize` at which the counts differ by no more than 2 %; undefined if none is in range. */
export function fairWidth(settings: Pick<Settings, 'task' | 'hiddenSize'>): number | undefined {
  const { min, max } = ranges(settings.task).hiddenSize;
  const isFair = (hiddenSize: number): boolean =>
    hiddenSize >= min &&
    hiddenSize <= max &&
    Math.abs(sizes({ ...settings, keep: 'parameters', hiddenSize }).two.mismatch) <= 0.02;
  for (let away = 0; away < max; away++)
    for (const width of [settings.hiddenSize + away, settings.hiddenSize - away])
      if (isFair(width)) return width;
  return undefined;
}

/** Measurements along one curve, besides the one before the first update. */
const MEASUREMENTS = 60;

/** Everything a run needs; two equal plans give the same curves on the same backend. */
export function planOf(settings: Settings): Plan {
  const { task, sequenceLength, learningRate, steps, seeds } = settings;
  const { one, two } = sizes(settings);
  return {
    task,
    sequenceLength,
    batchSize: taskOf(task).defaults.batchSize,
    learningRate,
    steps,
    seeds: Array.from({ length: seeds }, (_, index) => index + 1),
    arms: [one, two].map(({ id, spec }) => ({ id, spec })),
    evaluateEvery: Math.max(1, Math.round(steps / MEASUREMENTS)),
  };
}

/** Do two plans ask for the same run? */
export const samePlan = (a: Plan, b: Plan): boolean => canonical(a) === canonical(b);

/** JSON with the keys in alphabetical order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
