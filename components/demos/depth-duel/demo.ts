/**
 * Depth duel as data: its settings with their ranges, and what follows from them: which models meet, their widths and
 * parameter counts, and the plan of a run. The models themselves are in `arms.ts`.
 */
import type { NumberRange } from '#components/controls/number-field.ts';
import { countParameters } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { TaskFacts, TaskId } from '#tasks/task.ts';
import type { Arm, BackendChoice, Plan } from '#train/protocol.ts';
import { allows, type ArmId, armSpecification } from './arms.ts';
import { stepsInEqualTime } from './pace.ts';
import { taskOf } from './tasks.ts';
import { tunedRates } from './tuned.ts';

export const DEMO_ID = 'depth-duel';

/** What is kept equal: parameters, the width of a layer, or parameters and the time that training takes. */
export const KEEP = ['parameters', 'width', 'time'] as const;
export type Keep = (typeof KEEP)[number];

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

const EQUAL_PARAMETERS = [
  ['A', 'B'],
  ['A', 'C'],
  ['A', 'F'],
  ['A', 'B', 'C'],
  ['A', 'B', 'F'],
  ['A', 'B', 'C', 'F'],
] as const satisfies ArmId[][];

/**
 * Which arms can meet, by what is kept equal; the first set is the default. All are compared with their first arm.
 * A against D, equal in width only, is there because it is what most people compare.
 */
export const ARM_SETS: Readonly<Record<Keep, readonly (readonly ArmId[])[]>> = {
  parameters: EQUAL_PARAMETERS,
  width: [
    ['A', 'D'],
    ['D', 'E'],
  ],
  time: EQUAL_PARAMETERS,
};

/** Do the arms of a set have equally many parameters? A against D does not, and is no test of depth. */
export const isFairSet = (set: readonly ArmId[]): boolean =>
  set.includes('D') === set.includes('E');

export interface Settings {
  readonly task: TaskId;
  readonly keep: Keep;
  /** The models that meet, those that the task allows; all are compared with the first. */
  readonly arms: readonly ArmId[];
  /** H, units of the single layer. */
  readonly hiddenSize: number;
  readonly sequenceLength: number;
  /** Of every arm without one of its own. */
  readonly learningRate: number;
  /** Learning rates of arms that have their own. */
  readonly rates: Readonly<Partial<Record<ArmId, number>>>;
  /** How many seeds: 1, 2, … */
  readonly seeds: number;
  /** Updates of each model; in equal time, of the first arm. */
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
    seeds: { min: 1, max: 20, whole: true, log: false },
    steps: { min: 10, max: 5000, whole: true, log: true },
  } as const satisfies Partial<Record<keyof Settings, NumberRange>>;
}

/** The sets of arms that a task allows, by what is kept equal. */
export const armSets = (task: TaskFacts, keep: Keep): (readonly ArmId[])[] =>
  ARM_SETS[keep].filter((set) => set.every((arm) => allows(task, arm)));

/** The set equal to the one asked for, or the default where there is none. */
export function knownSet(
  task: TaskFacts,
  keep: Keep,
  wanted: readonly ArmId[] = [],
): readonly ArmId[] {
  const sets = armSets(task, keep);
  return sets.find((set) => set.join('') === wanted.join('')) ?? sets[0] ?? ['A', 'B'];
}

/** The settings with which a task begins: each arm at its tuned rate, those of the first arm in common. */
export function defaultsFor(task: TaskId): Settings {
  const { hiddenSize, sequenceLength, steps, ...facts } = taskOf(task).defaults;
  const tuned = tunedRates(task);
  const learningRate = tuned.A ?? facts.learningRate;
  return {
    task,
    keep: 'parameters',
    arms: ['A', 'B'],
    hiddenSize,
    sequenceLength,
    learningRate,
    rates: Object.fromEntries(Object.entries(tuned).filter(([, rate]) => rate !== learningRate)),
    seeds: 5,
    steps,
    backend: 'auto',
  };
}

export const DEFAULTS: Settings = defaultsFor('adding');

/**
 * The settings after a change. A new task brings its own sizes and learning rate along; arms that do not fit what is kept
 * equal, or the task, give way to the default set; a new common learning rate is that of every arm.
 */
export function change(settings: Settings, part: Partial<Settings>): Settings {
  const { keep, arms, seeds, backend } = settings;
  const start =
    part.task === undefined || part.task === settings.task
      ? settings
      : { ...defaultsFor(part.task), keep, arms, seeds, backend };
  const rates = part.rates ?? (part.learningRate === undefined ? start.rates : {});
  const next = { ...start, ...part, rates };
  return { ...next, arms: knownSet(taskOf(next.task), next.keep, next.arms) };
}

/** One row of the parameter table. */
export interface ArmSize {
  readonly id: ArmId;
  readonly spec: ModelSpecification;
  readonly embedding: number;
  readonly layers: readonly number[];
  readonly head: number;
  readonly total: number;
  /** How far the total is from that of the first arm, as a share of it. */
  readonly mismatch: number;
}

/** The arms that meet, and one more that does not, for comparison. */
export interface Sizes {
  readonly run: readonly ArmSize[];
  readonly other: ArmSize;
}

type Sized = Pick<Settings, 'task' | 'keep' | 'arms' | 'hiddenSize'>;

/** Widths and counts of the arms. */
export function sizes({ task, keep, arms, hiddenSize }: Sized): Sizes {
  const specOf = (arm: ArmId): ModelSpecification =>
    armSpecification(taskOf(task), hiddenSize, arm);
  const first = countParameters(specOf(arms[0] ?? 'A')).total;
  const row = (id: ArmId): ArmSize => {
    const spec = specOf(id);
    const count = countParameters(spec);
    return { id, spec, ...count, mismatch: count.total / first - 1 };
  };
  const other = keep !== 'width' ? 'D' : arms.includes('A') ? 'B' : 'A';
  return { run: arms.map(row), other: row(other) };
}

/** Above this mismatch a comparison at equal parameters is no longer one. */
export const FAIR = 0.03;

/** Widths are offered where the counts of all arms differ from the first by no more than this. */
const GOOD = 0.02;

/** The largest mismatch among the arms, signed. */
export const worstMismatch = ({ run }: Pick<Sizes, 'run'>): number =>
  run.reduce((worst, { mismatch }) => (Math.abs(mismatch) > Math.abs(worst) ? mismatch : worst), 0);

/** The width nearest to `hiddenSize` at which the counts differ by no more than 2 %; undefined if none is in range. */
export function fairWidth(settings: Sized): number | undefined {
  const { min, max } = ranges(settings.task).hiddenSize;
  const isFair = (hiddenSize: number): boolean =>
    hiddenSize >= min &&
    hiddenSize <= max &&
    Math.abs(worstMismatch(sizes({ ...settings, hiddenSize }))) <= GOOD;
  for (let away = 0; away < max; away++)
    for (const width of [settings.hiddenSize + away, settings.hiddenSize - away])
      if (isFair(width)) return width;
  return undefined;
}

/** Measurements along one curve, besides the one before the first update. */
const MEASUREMENTS = 60;

/** Everything a run needs; two equal plans give the same curves on the same backend. */
export function planOf(settings: Settings): Plan {
  const { task, keep, arms, hiddenSize, sequenceLength, learningRate, rates, seeds } = settings;
  const facts = taskOf(task);
  const first = arms[0] ?? 'A';
  const planned = arms.map((id): Arm => {
    const rate = rates[id];
    const steps =
      keep === 'time' ? stepsInEqualTime(task, id, first, settings.steps) : settings.steps;
    return {
      id,
      spec: armSpecification(facts, hiddenSize, id),
      ...(rate === undefined || rate === learningRate ? {} : { learningRate: rate }),
      ...(steps === settings.steps ? {} : { steps }),
    };
  });
  return {
    task,
    sequenceLength,
    batchSize: facts.defaults.batchSize,
    learningRate,
    steps: settings.steps,
    seeds: Array.from({ length: seeds }, (_, index) => index + 1),
    arms: planned,
    evaluateEvery: Math.max(1, Math.round(settings.steps / MEASUREMENTS)),
  };
}
