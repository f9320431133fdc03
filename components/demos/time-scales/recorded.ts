/** The recorded models of `content/recorded/time-scales/`, as the page carries them. */
import {
  DEMO_ID,
  type Layers,
  METRICS,
  type ScaleTask,
  type Settings,
  type WeightState,
} from './demo.ts';
import type { LayerScales, ModelScales } from './measure.ts';

/** `result` of a recorded file. */
export interface ScaleResult extends Readonly<Record<WeightState, ModelScales>> {
  /** On the task's test set after training, in the task's metric. */
  readonly score: number;
}

/** What the page needs of a recorded file. */
export interface ScaleFile {
  readonly config: { readonly task: string; readonly layers: number; readonly seed: number };
  readonly engine: { readonly version: string; readonly runtime: string };
  readonly date: string;
  readonly result: ScaleResult;
}

/** Numbers of one model, flat: metric by metric, layer by layer, unit by unit. Shorter than names for each. */
type Flat = readonly (number | null)[];

/** As JSON in the page. */
export interface RecordedScales {
  /** Of the newest file. */
  readonly date: string;
  readonly engine: ScaleFile['engine'];
  readonly models: readonly ({
    readonly task: ScaleTask;
    readonly layers: Layers;
    readonly seed: number;
    readonly score: number;
  } & Readonly<Record<WeightState, Flat>>)[];
}

const flatten = (model: ModelScales): Flat =>
  METRICS.flatMap((metric) => model.flatMap((layer) => layer[metric]));

function unflatten(flat: Flat, layers: number): ModelScales {
  const units = flat.length / METRICS.length / layers;
  return Array.from({ length: layers }, (_, layer) => {
    const [forget = [], autocorrelation = []] = METRICS.map((_metric, index) => {
      const start = (index * layers + layer) * units;
      return flat.slice(start, start + units);
    });
    return { forget, autocorrelation } satisfies LayerScales;
  });
}

/**
 * Recorded files as the page carries them, by seed.
 * @throws Error when there is none.
 */
export function collect(files: readonly ScaleFile[]): RecordedScales {
  const newest = files.toSorted((a, b) => a.date.localeCompare(b.date)).at(-1);
  if (newest === undefined) throw new Error(`content/recorded/${DEMO_ID} must hold files`);
  return {
    date: newest.date,
    engine: newest.engine,
    models: files
      .map(({ config, result }) => ({
        task: config.task as ScaleTask,
        layers: config.layers as Layers,
        seed: config.seed,
        score: Number(result.score.toPrecision(4)),
        trained: flatten(result.trained),
        untrained: flatten(result.untrained),
      }))
      .sort((a, b) => a.seed - b.seed),
  };
}

/** One recorded model. */
export interface SeedScales {
  readonly seed: number;
  readonly score: number;
  readonly scales: ModelScales;
}

/** Every recorded seed of a task, number of layers and state of the weights. */
export const modelsOf = (
  recorded: RecordedScales,
  { task, layers, state }: Pick<Settings, 'task' | 'layers' | 'state'>,
): SeedScales[] =>
  recorded.models
    .filter((model) => model.task === task && model.layers === layers)
    .map((model) => ({
      seed: model.seed,
      score: model.score,
      scales: unflatten(model[state], layers),
    }));
