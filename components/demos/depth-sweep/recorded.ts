/** The recorded runs of the depth sweep, as `npm run experiments depth-sweep` writes them, and what is read off them. */
import { median } from '#math/statistics.ts';
import { type Cell, CELLS, type Kind } from './cells.ts';

/** One model: everything that its curve follows from. */
export interface SweepConfig {
  readonly kind: Kind;
  readonly layers: number;
  readonly hiddenSize: number;
  readonly sequenceLength: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly seed: number;
  /** Updates at most. */
  readonly steps: number;
  readonly evaluateEvery: number;
  /** Evaluations without a gain after which a run has reached its plateau. */
  readonly patience: number;
  /** Bits a character that count as a gain. */
  readonly gain: number;
}

export interface SweepResult {
  /** Norm of the gradient of each layer’s weights before the first update, bottom first. */
  readonly gradientNorms: readonly number[];
  /** Bits a character of the uni-, bi-, tri- and 4-gram on the test text. */
  readonly baselines: readonly number[];
  /** Bits a character on windows of the three texts, after so many updates. */
  readonly curve: {
    readonly step: readonly number[];
    readonly train: readonly number[];
    readonly validation: readonly number[];
    readonly test: readonly number[];
  };
  readonly stop: 'plateau' | 'cap' | 'diverged';
}

/** The part of a recorded file that is read here. */
export interface SweepFile {
  readonly config: SweepConfig;
  readonly result: SweepResult;
  readonly engine: { readonly version: string; readonly backend: string; readonly runtime: string };
  /** ISO date. */
  readonly date: string;
}

/**
 * The rule by which runs end: the last `patience` scores hold none that is `gain` or more below the best of those
 * before them.
 * @param scores from the first evaluation on, bits a character
 */
export function hasPlateaued(scores: readonly number[], patience: number, gain: number): boolean {
  if (scores.length <= patience) return false;
  const before = Math.min(...scores.slice(0, -patience));
  return before - Math.min(...scores) < gain;
}

/** One run of a cell. */
export interface SweepRun {
  readonly seed: number;
  /** Bits a character at the evaluation with the best validation score; null where the model diverged. */
  readonly test: number | null;
  readonly train: number | null;
  readonly stop: SweepResult['stop'];
  /** Updates made. */
  readonly steps: number;
  /** Test score at every evaluation. */
  readonly curve: readonly (readonly [step: number, score: number])[];
  /** Of the first layer, before the first update. */
  readonly gradientNorm: number;
}

/** All runs of one stack. */
export interface SweepCell extends Cell {
  readonly learningRate: number;
  readonly runs: readonly SweepRun[];
}

/** The whole recording, as the page carries it. */
export interface SweepRecording {
  readonly date: string;
  readonly version: string;
  readonly runtime: string;
  readonly settings: Pick<
    SweepConfig,
    'hiddenSize' | 'sequenceLength' | 'batchSize' | 'steps' | 'evaluateEvery' | 'patience' | 'gain'
  >;
  readonly baselines: readonly number[];
  readonly cells: readonly SweepCell[];
}

/**
 * Puts the files of all runs together; cells without one are left out.
 * @throws Error when there is no file.
 */
export function summarise(files: readonly SweepFile[]): SweepRecording {
  const [first] = files;
  if (first === undefined) throw new Error('no run of depth-sweep has been recorded');
  const { hiddenSize, sequenceLength, batchSize, steps, evaluateEvery, patience, gain } =
    first.config;
  return {
    date: files.reduce((latest, { date }) => (date > latest ? date : latest), first.date),
    version: first.engine.version,
    runtime: first.engine.runtime,
    settings: { hiddenSize, sequenceLength, batchSize, steps, evaluateEvery, patience, gain },
    baselines: first.result.baselines,
    cells: CELLS.flatMap((cell): SweepCell[] => {
      const own = files
        .filter(({ config }) => config.kind === cell.kind && config.layers === cell.layers)
        .sort((a, b) => a.config.seed - b.config.seed);
      const [one] = own;
      return one ? [{ ...cell, learningRate: one.config.learningRate, runs: own.map(runOf) }] : [];
    }),
  };
}

function runOf({ config, result: { curve, gradientNorms, stop } }: SweepFile): SweepRun {
  const best = curve.validation.indexOf(Math.min(...curve.validation));
  const at = (scores: readonly number[]): number | null =>
    stop === 'diverged' ? null : (scores[best] ?? null);
  return {
    seed: config.seed,
    test: at(curve.test),
    train: at(curve.train),
    stop,
    steps: curve.step.at(-1) ?? 0,
    curve: curve.step.map((step, index) => [step, curve.test[index] ?? NaN] as const),
    gradientNorm: gradientNorms[0] ?? NaN,
  };
}

/** Median over the seeds of the first layer’s gradient norm before the first update. */
export const firstGradient = ({ runs }: Pick<SweepCell, 'runs'>): number =>
  median(runs.map(({ gradientNorm }) => gradientNorm));
