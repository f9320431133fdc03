/** The recorded comparison of one and two layers on verse: what its table and its dots show. */
import type { BaselineResult, ModelResult, PoemArm } from '#components/demos/poem/experiment.ts';
import { median } from '#math/statistics.ts';
import { countParameters } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { VerseId } from '#tasks/verse.ts';

interface PoemFile {
  readonly config: {
    readonly seed: number;
    readonly learningRate: number;
    readonly steps: number;
    readonly spec: ModelSpecification;
  };
  readonly date: string;
  readonly result: ModelResult & BaselineResult;
}

const FILES = import.meta.glob<PoemFile>(
  ['/content/recorded/poem/*/baselines.json', '/content/recorded/poem/*/{one,two}/seed-*.json'],
  { eager: true, import: 'default' },
);

export interface ArmRow {
  readonly arm: PoemArm;
  readonly perplexities: readonly number[];
  readonly median: number;
  readonly range: readonly [low: number, high: number];
  readonly parameters: number;
  readonly width: number;
  readonly rate: number;
  readonly steps: number;
  /** Longest run that each written poem shares with a training poem. */
  readonly copied: readonly number[];
  /** Share of lines that alternate, of those in which that is decided; NaN for psalms. */
  readonly alternating: number;
}

export interface PoemResults {
  readonly nGrams: readonly number[];
  readonly arms: readonly ArmRow[];
  readonly real: { readonly copied: readonly number[]; readonly alternating: number };
  readonly date: string;
  /** The arm all of whose seeds are better than all seeds of the other, if there is one. */
  readonly better: PoemArm | undefined;
}

type Tones = NonNullable<BaselineResult['real']['tones']>;

const share = (tones: readonly (Tones | undefined)[]): number => {
  const of = (which: 'yes' | 'no') => tones.reduce((sum, one) => sum + (one?.[which] ?? 0), 0);
  return of('yes') / (of('yes') + of('no'));
};

/** @throws RangeError when something is not recorded. */
export function poemResults(verse: VerseId): PoemResults {
  const folder = `/content/recorded/poem/${verse}`;
  const baselines = FILES[`${folder}/baselines.json`];
  if (baselines === undefined) throw new RangeError(`${folder}/baselines.json must be recorded`);
  const arms = (['one', 'two'] as const).map((arm): ArmRow => {
    const files = Object.keys(FILES)
      .filter((path) => path.startsWith(`${folder}/${arm}/`))
      .sort()
      .flatMap((path) => FILES[path] ?? []);
    const [first] = files;
    if (first === undefined) throw new RangeError(`${folder}/${arm} must be recorded`);
    const perplexities = files.map(({ result }) => result.test ?? NaN);
    const { spec, learningRate, steps } = first.config;
    return {
      arm,
      perplexities,
      median: median(perplexities),
      range: [Math.min(...perplexities), Math.max(...perplexities)],
      parameters: countParameters(spec).total,
      width: spec.hiddenSize,
      rate: learningRate,
      steps,
      copied: files.flatMap(({ result }) => result.written?.copied ?? []),
      alternating: share(files.map(({ result }) => result.written?.tones)),
    };
  });
  const [one, two] = arms as [ArmRow, ArmRow];
  const better =
    one.range[1] < two.range[0] ? 'one' : two.range[1] < one.range[0] ? 'two' : undefined;
  const { nGrams, real } = baselines.result;
  return {
    nGrams,
    arms,
    real: { copied: real.copied, alternating: share([real.tones]) },
    date: baselines.date,
    better,
  };
}

/** Where a perplexity lies on the axis of all, a logarithmic one, as a percentage with room at both ends. */
export function axisPlace(value: number, { nGrams, arms }: PoemResults): string {
  const all = [...nGrams, ...arms.flatMap(({ perplexities }) => perplexities)].map(Math.log);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  return `${(4 + (92 * (Math.log(value) - low)) / (high - low)).toFixed(2)}%`;
}
