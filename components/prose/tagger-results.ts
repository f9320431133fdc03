/** The recorded taggers of one and two layers, and the baseline, as the article's table shows them. */
import { median } from '#math/statistics.ts';
import type { TagScores } from '#tasks/tagging/scores.ts';
import { compareArms, type Evidence } from '#viz/evidence.ts';

/** A file of `npm run experiments pos-tagger`, as far as it is needed here. */
export interface TaggerFile {
  readonly date: string;
  readonly config: {
    readonly kind: 'baseline' | 'tuning' | 'run';
    readonly plan?: { readonly layers: 1 | 2; readonly seed: number };
  };
  readonly result: { readonly test?: TagScores };
}

export const TAGGER_METRIC = { id: 'accuracy', better: 'higher', scale: 'linear' } as const;

const GROUPS = ['all', 'seen', 'unseen'] as const;

export interface TaggerRow {
  readonly id: 'baseline' | 'one' | 'two';
  /** Median, least and largest accuracy over the seeds, on all, seen and unseen words. */
  readonly scores: readonly { readonly middle: number; readonly range?: [number, number] }[];
}

export interface TaggerTable {
  readonly date: string;
  readonly rows: readonly TaggerRow[];
  readonly evidence: Evidence;
}

/** @throws RangeError when a row has not been recorded. */
export function taggerTable(files: readonly TaggerFile[]): TaggerTable {
  const testsOf = (layers: 1 | 2) =>
    files.flatMap(({ config: { kind, plan }, result: { test } }) =>
      kind === 'run' && plan?.layers === layers && test ? [{ seed: plan.seed, test }] : [],
    );
  const [one, two] = [testsOf(1), testsOf(2)];
  const baseline = files.find(({ config }) => config.kind === 'baseline');
  if (baseline?.result.test === undefined || one.length === 0 || two.length === 0)
    throw new RangeError('pos-tagger must be recorded: npm run experiments pos-tagger');
  const { test } = baseline.result;
  const rowOf = (id: 'one' | 'two', runs: typeof one): TaggerRow => ({
    id,
    scores: GROUPS.map((group) => {
      const all = runs.map((run) => run.test[group]);
      return { middle: median(all), range: [Math.min(...all), Math.max(...all)] };
    }),
  });
  const finals = (arm: 'A' | 'B', runs: typeof one) =>
    runs.map((run) => ({ arm, seed: run.seed, score: run.test.all }));
  return {
    date: baseline.date,
    rows: [
      { id: 'baseline', scores: GROUPS.map((group) => ({ middle: test[group] })) },
      rowOf('one', one),
      rowOf('two', two),
    ],
    evidence: compareArms([...finals('A', one), ...finals('B', two)], ['A', 'B'], TAGGER_METRIC),
  };
}
