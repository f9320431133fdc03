/** What articles print of the recorded depth sweep, so that no text repeats a number by hand. */
import { bits, gradient, range } from '#components/demos/depth-sweep/bits.ts';
import { scoresOf } from '#components/demos/depth-sweep/chart.ts';
import { DEPTHS, KINDS, specificationOf } from '#components/demos/depth-sweep/cells.ts';
import {
  firstGradient,
  type SweepCell,
  type SweepRecording,
} from '#components/demos/depth-sweep/recorded.ts';
import { median } from '#math/statistics.ts';
import { countParameters } from '#model/parameters.ts';
import { medianScore } from '#viz/series.ts';

/** The recorded runs of one stack. @throws Error when there are none. */
export function sweepCell(recording: SweepRecording, id: string): SweepCell {
  const cell = recording.cells.find((one) => one.id === id);
  if (cell === undefined) throw new Error(`no run of ${id} has been recorded`);
  return cell;
}

/** Median and range over the seeds, `2.74 (2.71–2.78)`; the range only where there are several seeds. */
export function scoreText(cell: SweepCell): string {
  const scores = scoresOf(cell);
  const middle = medianScore(scores, 'lower');
  if (middle === undefined) return '–';
  return scores.length > 1 ? `${bits(middle)} (${range(scores)})` : bits(middle);
}

/** How far the median test error lies above the median error on the text that was trained on, bits. */
export function overfitText({ runs }: SweepCell): string {
  const gaps = runs.flatMap(({ test, train }) =>
    test === null || train === null ? [] : [test - train],
  );
  return gaps.length === 0 ? '–' : bits(median(gaps));
}

/** One row of the table: a number of layers, plain and residual. */
export interface SweepRow {
  readonly layers: number;
  readonly parameters: number;
  /** One for each kind; undefined where there is no such stack. */
  readonly kinds: readonly (
    | {
        readonly score: string;
        readonly rate: number;
        readonly gradient: string;
        readonly overfit: string;
      }
    | undefined
  )[];
}

/** The whole table, shallow first. A single layer stands under plain only. */
export const sweepRows = (recording: SweepRecording): SweepRow[] =>
  DEPTHS.map((layers) => ({
    layers,
    parameters: countParameters(specificationOf({ kind: 'plain', layers })).total,
    kinds: KINDS.map((kind) => {
      const cell = recording.cells.find((one) => one.kind === kind && one.layers === layers);
      return (
        cell && {
          score: scoreText(cell),
          rate: cell.learningRate,
          gradient: gradient(firstGradient(cell)),
          overfit: overfitText(cell),
        }
      );
    }),
  }));
