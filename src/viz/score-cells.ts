/**
 * Scores of several models in several test sets as geometry: a panel a set, a row a model, a dot a seed, a bar at the median,
 * and lines at the baselines; one score axis for all. Panels stand side by side, in narrow places one below the other.
 */
import { NARROW } from './chart-widths.ts';
import { layoutStrip, type Strip } from './strip.ts';

export interface CellInput {
  readonly rows: readonly {
    readonly id: string;
    /** One score a seed, 0…1. */
    readonly scores: readonly number[];
    /** Of a training on the page. */
    readonly live: number | undefined;
  }[];
  readonly baselines: readonly { readonly id: string; readonly score: number }[];
}

export interface CellPanel {
  readonly left: number;
  readonly right: number;
  /** Baseline of its title. */
  readonly title: number;
  readonly top: number;
  readonly bottom: number;
  readonly rows: readonly {
    readonly id: string;
    readonly y: number;
    readonly strip: Strip;
    readonly live: number | undefined;
  }[];
  readonly baselines: readonly { readonly id: string; readonly x: number }[];
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
}

export interface ScoreCells {
  readonly width: number;
  readonly height: number;
  readonly narrow: boolean;
  readonly panels: readonly CellPanel[];
}

const NAMES = 112;
const [TITLE, ROW, TICKS, GAP] = [26, 26, 24, 26];

/** @param width of the drawing, px. @throws RangeError for a score outside 0…1. */
export function layoutScoreCells(cells: readonly CellInput[], width: number): ScoreCells {
  const narrow = width < NARROW;
  const all = cells.flatMap(({ rows, baselines }) => [
    ...rows.flatMap(({ scores, live }) => (live === undefined ? scores : [...scores, live])),
    ...baselines.map(({ score }) => score),
  ]);
  const odd = all.find((score) => !(score >= 0 && score <= 1));
  if (odd !== undefined) throw new RangeError(`scores must be 0…1, got ${odd}`);
  const low = Math.min(0.8, Math.floor(10 * Math.min(1, ...all)) / 10);
  const room = narrow ? width - NAMES - 8 : (width - NAMES) / Math.max(1, cells.length);
  const heightOf = ({ rows }: CellInput): number => TITLE + ROW * rows.length + TICKS;
  let y = 0;
  const panels = cells.map((cell, k): CellPanel => {
    const left = NAMES + (narrow ? 0 : k * room) + 8;
    const right = narrow ? width - 8 : NAMES + (k + 1) * room - 14;
    const position = (score: number): number => left + ((right - left) * (score - low)) / (1 - low);
    const [title, top] = [y + 14, y + TITLE];
    if (narrow) y += heightOf(cell) + GAP - 10;
    return {
      left,
      right,
      title,
      top,
      bottom: top + ROW * cell.rows.length,
      rows: cell.rows.map(({ id, scores, live }, row) => ({
        id,
        y: top + ROW * (row + 0.5),
        strip: layoutStrip(
          id,
          scores.map((score, seed) => ({ arm: id, seed, score })),
          { better: 'higher', position, worst: left, size: 6, room: 8 },
        ),
        live: live === undefined ? undefined : position(live),
      })),
      baselines: cell.baselines.map(({ id, score }) => ({ id, x: position(score) })),
      ticks: ticksFrom(low).map((score) => ({ x: position(score), label: String(score) })),
    };
  });
  const height = narrow ? y - GAP + 10 : Math.max(0, ...cells.map(heightOf));
  return { width, height, narrow, panels };
}

/** Every 0.1 or 0.2 or 0.5, at most six. */
function ticksFrom(low: number): number[] {
  const step = [0.1, 0.2, 0.5].find((one) => (1 - low) / one <= 5.01) ?? 0.5;
  const ticks: number[] = [];
  for (let at = 1; at >= low - 1e-9; at -= step) ticks.unshift(Math.round(10 * at) / 10);
  return ticks;
}
