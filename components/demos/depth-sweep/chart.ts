/** From recorded and live runs to what the chart, the table and the verdict say. */
import type { SweepChartStrings } from '#components/charts/sweep-strings.ts';
import type { ControlStrings } from '#components/controls/strings.ts';
import { formatSeeds } from '#viz/format.ts';
import { medianScore, type Series } from '#viz/series.ts';
import type { SweepChartInput, SweepGroup } from '#viz/sweep-chart.ts';
import { bits, gradient } from './bits.ts';
import type { KINDS } from './cells.ts';
import { type Cell, cellOf, CELLS, DEPTHS } from './cells.ts';
import { firstGradient, type SweepCell, type SweepRecording } from './recorded.ts';
import type { RecordedFacts, SweepStrings } from './strings.ts';
import type { Sweep } from './sweep.svelte.ts';
import { type CellScores, verdictOf } from './verdict.ts';

export const BASELINE_IDS = ['unigram', 'bigram', 'trigram', 'fourgram'] as const;
export type BaselineId = (typeof BASELINE_IDS)[number];

/** The n-grams of the recording with their names. */
export const baselinesOf = ({ baselines }: SweepRecording) =>
  BASELINE_IDS.flatMap((id, index) => {
    const score = baselines[index];
    return score === undefined ? [] : [{ id, score }];
  });

/** A score for each run of a recorded stack. */
export const scoresOf = ({ runs }: Pick<SweepCell, 'runs'>): (number | null)[] =>
  runs.map(({ test }) => test);

const groupOf = (
  cell: Cell,
  scores: readonly { seed: number; score: number | null }[],
): SweepGroup => ({
  id: cell.id,
  kind: cell.kind === 'plain' ? 0 : 1,
  layers: cell.layers,
  scores,
  shared: cell.layers === 1,
});

/** The scores of live curves as they stand. */
function liveGroups(live: readonly Series[]): SweepGroup[] {
  return CELLS.flatMap((cell) => {
    const own = live.filter(({ arm }) => arm === cell.id);
    const scores = own.flatMap(({ seed, points, diverged }) => {
      const last = points.at(-1);
      return last ? [{ seed, score: diverged === true ? null : last.score }] : [];
    });
    return scores.length > 0 ? [groupOf(cell, scores)] : [];
  });
}

/** Recorded curves of some stacks. */
const curvesOf = (cells: readonly SweepCell[], ids: readonly string[]): Series[] =>
  cells
    .filter(({ id }) => ids.includes(id))
    .flatMap(({ id, runs }) =>
      runs.map(({ seed, curve, stop }) => ({
        arm: id,
        seed,
        points: curve.map(([step, score]) => ({ step, score })),
        diverged: stop === 'diverged',
      })),
    );

/** What to draw. */
export function chartInput(sweep: Sweep): SweepChartInput {
  const { recording, settings, isLive, live, run } = sweep;
  const recorded = recording.cells.map((cell) =>
    groupOf(
      cell,
      cell.runs.map(({ seed, test }) => ({ seed, score: test })),
    ),
  );
  const shown = isLive ? (run.plan?.arms.map(({ id }) => id) ?? []) : settings.cells;
  const curves = curvesOf(recording.cells, shown);
  return {
    depths: DEPTHS,
    recorded,
    live: isLive ? liveGroups(live) : [],
    baselines: baselinesOf(recording),
    curves: isLive ? live : curves,
    ghosts: isLive ? curves : [],
    steps: isLive ? (run.plan?.steps ?? 1) : recording.settings.steps,
  };
}

/** What to write on it. */
export function chartStrings(sweep: Sweep, strings: SweepStrings): SweepChartStrings {
  const { recording, isLive } = sweep;
  const row = (kind: (typeof KINDS)[number]): Record<number, string> =>
    Object.fromEntries(
      recording.cells
        .filter((cell) => cell.kind === kind || cell.layers === 1)
        .map((cell) => [cell.layers, gradient(firstGradient(cell))]),
    );
  const source = isLive ? 'live' : 'recorded';
  return {
    label: strings.chartLabel(source),
    scoreAxis: strings.scoreAxis,
    depthAxis: strings.depthAxis,
    kinds: [strings.kinds.plain, strings.kinds.residual],
    references: Object.fromEntries(
      baselinesOf(recording).map(({ id, score }) => {
        const { long, short } = strings.baselines[id];
        return [id, { long: long(bits(score)), short }];
      }),
    ),
    rowTitle: strings.gradientRow,
    rows: [row('plain'), row('residual')],
    panelTitle: strings.panel[source],
    stepAxis: strings.stepAxis,
    ghost: isLive ? strings.ghost : '',
    curve: (layers, kind, narrow) =>
      strings[narrow ? 'shortCell' : 'cell'](layers, kind === 0 ? 'plain' : 'residual'),
  };
}

/** What the sentences under the chart say: of the reader’s finished run, or else of the recorded ones. */
export function resultLines(
  sweep: Sweep,
  strings: SweepStrings,
): { headline: string[]; details: string[] } {
  const { recording, isLive, live, run, step } = sweep;
  const [unigram = NaN, , trigram = NaN] = recording.baselines;
  const headline = (cells: readonly CellScores[]): string[] =>
    verdictOf(cells, { unigram, trigram }).map(strings.verdict);
  if (!isLive) {
    const cells = recording.cells.map((cell) => ({ id: cell.id, scores: scoresOf(cell) }));
    return { headline: headline(cells), details: strings.recordedFacts(factsOf(recording)) };
  }
  if (!sweep.complete)
    return {
      headline: [],
      details: [run.state === 'failed' ? strings.stopped(step) : strings.running],
    };
  const { plan } = run;
  return {
    headline: headline(
      liveGroups(live).map(({ id, scores }) => ({ id, scores: scores.map(({ score }) => score) })),
    ),
    details: [
      strings.liveFacts(
        plan?.steps ?? 0,
        String(plan?.learningRate ?? ''),
        recording.settings.steps,
      ),
    ],
  };
}

/** A stack in the table: its rate, and the final scores of its runs. */
export interface TableRow {
  readonly id: string;
  readonly learningRate: number;
  readonly scores: readonly (number | null)[];
}

/** What the table holds: the reader’s final scores, or the recorded ones. */
export function tableRows({ isLive, live, run, recording }: Sweep): TableRow[] {
  if (!isLive) return recording.cells.map((cell) => ({ ...cell, scores: scoresOf(cell) }));
  return liveGroups(live).map(({ id, scores }) => ({
    id,
    learningRate: run.plan?.learningRate ?? NaN,
    scores: scores.map(({ score }) => score),
  }));
}

/** How the recorded runs ended. */
export function factsOf({ cells, settings }: SweepRecording): RecordedFacts {
  const runs = cells.flatMap((cell) => cell.runs);
  const ended = (stop: (typeof runs)[number]['stop']): number =>
    runs.filter((run) => run.stop === stop).length;
  const counts = cells.map((cell) => cell.runs.length);
  const medians = cells.flatMap((cell) => {
    const median = medianScore(scoresOf(cell), 'lower');
    return median === undefined ? [] : [{ layers: cell.layers, kind: cell.kind, median }];
  });
  return {
    runs: [Math.min(...counts), Math.max(...counts)],
    total: runs.length,
    plateau: ended('plateau'),
    cap: ended('cap'),
    diverged: ended('diverged'),
    steps: settings.steps,
    patience: settings.patience * settings.evaluateEvery,
    gain: settings.gain,
    best: medians.reduce((a, b) => (b.median < a.median ? b : a)),
  };
}

/** The name of one stack. */
export const cellName = (id: string, strings: SweepStrings): string => {
  const { layers, kind } = cellOf(id);
  return strings.cell(layers, kind);
};

/** Lines under a saved drawing: what it shows and where it was computed. */
export function noteLines(sweep: Sweep, strings: SweepStrings, controls: ControlStrings): string[] {
  const { recording, isLive, run } = sweep;
  const { date, version, runtime } = recording;
  const recorded = [controls.badge.recorded, date, `Strata ${version}`, runtime].join(' · ');
  if (!isLive || run.plan === undefined) return [strings.name, recorded];
  const live = [
    controls.badge.live,
    new Date().toISOString().slice(0, 10),
    ...(run.backend ? [controls.backends[run.backend]] : []),
    `${controls.seeds} ${formatSeeds(run.plan.seeds)}`,
    `${strings.learningRate} ${run.plan.learningRate}`,
  ];
  return [strings.name, recorded, live.join(' · ')];
}
