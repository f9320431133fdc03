/**
 * A sweep over the number of layers as geometry. Above: the final score of every run over its number of layers, two
 * kinds of stack side by side, their medians joined, and what simple models score. Below: the learning curves.
 */
import { NARROW } from './chart-widths.ts';
import { ticks } from 'd3-array';
import { type Tick, stepTicks } from './axis.ts';
import { formatScore } from './format.ts';
import { type Box, spread, type XY } from './labels.ts';
import { medianScore, type Series, summariseArm } from './series.ts';

/** All runs of one stack; `kind` is 0 or 1. */
export interface SweepGroup {
  readonly id: string;
  readonly kind: 0 | 1;
  readonly layers: number;
  /** Final scores, lower is better; null where a run diverged. */
  readonly scores: readonly { readonly seed: number; readonly score: number | null }[];
  /** Stands for both kinds: the lines of both begin here. */
  readonly shared: boolean;
}

export interface SweepChartInput {
  /** Numbers of layers on the axis, ascending. */
  readonly depths: readonly number[];
  readonly recorded: readonly SweepGroup[];
  /** The reader's run, drawn over the recorded ones; empty without one. */
  readonly live: readonly SweepGroup[];
  readonly baselines: readonly { readonly id: string; readonly score: number }[];
  /** The curves in colour; `arm` is the id of a group. */
  readonly curves: readonly Series[];
  /** Curves in grey beneath them. */
  readonly ghosts: readonly Series[];
  /** Right end of the curves' axis, updates. */
  readonly steps: number;
}

export interface SweepMark {
  readonly key: string;
  readonly kind: 0 | 1;
  readonly live: boolean;
  readonly x: number;
  readonly y: number;
  readonly diverged: boolean;
}

export interface SweepChart {
  readonly width: number;
  readonly height: number;
  readonly narrow: boolean;
  /** The scores over the layers. */
  readonly plot: Box;
  /** The learning curves. */
  readonly panel: Box;
  readonly scoreTicks: readonly { readonly y: number; readonly label: string }[];
  readonly depthTicks: readonly { readonly x: number; readonly layers: number }[];
  readonly references: readonly {
    readonly id: string;
    readonly y: number;
    readonly labelY: number;
    /** In the panel of the curves. */
    readonly panelY: number;
  }[];
  readonly marks: readonly SweepMark[];
  /** Short bars at the medians. */
  readonly medians: readonly {
    readonly key: string;
    readonly kind: 0 | 1;
    readonly live: boolean;
    readonly x: number;
    readonly y: number;
  }[];
  /** Lines through the recorded medians of one kind. */
  readonly lines: readonly { readonly kind: 0 | 1; readonly path: string; readonly end: XY }[];
  readonly panelTicks: readonly { readonly y: number; readonly label: string }[];
  readonly stepTicks: readonly {
    readonly x: number;
    readonly label: string;
    readonly last: boolean;
  }[];
  readonly ghosts: readonly string[];
  readonly seeds: readonly { readonly key: string; readonly kind: 0 | 1; readonly path: string }[];
  /** One for each group that has curves, with its name at the right and a thread that leads there. */
  readonly curves: readonly {
    readonly id: string;
    readonly kind: 0 | 1;
    readonly layers: number;
    readonly path: string;
    readonly thread: string;
    readonly labelY: number;
  }[];
}

/** Height over width; the page reserves the same room before the chart is drawn. */
export const SWEEP_ASPECT = { wide: 680 / 756, narrow: 640 / 326 } as const;

/** Half the width of a median's bar, and how far a kind's marks stand from the middle. */
const HALF = { wide: 15, narrow: 9 } as const;
/** Distance of two marks that would cover each other. */
const DOT = 9;
/** Pixels under the plot for the axis and the rows of numbers, and under the panel for its axis. */
const [BETWEEN, BELOW] = [150, 42];

/** Lays both panels out for a width in pixels, 240 or more. */
export function layoutSweepChart(input: SweepChartInput, width: number): SweepChart {
  const narrow = width < NARROW;
  const height = Math.round(width * SWEEP_ASPECT[narrow ? 'narrow' : 'wide']);
  // Of what is left, a little more than a third for the curves.
  const middle = Math.round(30 + (height - 30 - BETWEEN - BELOW) * 0.62);
  const right = width - (narrow ? 62 : 178);
  const plot: Box = { left: 40, right, top: 30, bottom: middle };
  const panel: Box = { left: 40, right, top: middle + BETWEEN, bottom: height - BELOW };
  const axis = linear(scoresOf(input), [plot.bottom, plot.top]);
  const panelAxis = linear(
    [
      ...[...input.curves, ...input.ghosts].flatMap(({ points }) =>
        points.filter(({ step }) => step <= input.steps).map(({ score }) => score),
      ),
      ...input.baselines.map(({ score }) => score),
    ],
    [panel.bottom, panel.top],
  );
  const x = depthPositions(input.depths, plot, HALF[narrow ? 'narrow' : 'wide']);
  return {
    width,
    height,
    narrow,
    plot,
    panel,
    scoreTicks: axis.ticks.map(({ value, label }) => ({ y: axis.at(value), label })),
    depthTicks: input.depths.map((layers) => ({ x: x(layers), layers })),
    references: references(input, axis, panelAxis, plot),
    ...layoutScores(input, axis, x, plot, narrow),
    panelTicks: panelAxis.ticks.map(({ value, label }) => ({ y: panelAxis.at(value), label })),
    stepTicks: stepTicks(input.steps, narrow ? 2 : 5).map(({ value, label }) => ({
      x: panel.left + (value / input.steps) * (panel.right - panel.left),
      label,
      last: value === input.steps,
    })),
    ...layoutCurvePanel(input, panelAxis, panel),
  };
}

interface LinearAxis {
  readonly ticks: readonly Tick[];
  at(score: number): number;
}

/** A linear axis that holds all values with a little room; it does not begin at zero. */
function linear(values: readonly number[], [start, end]: readonly [number, number]): LinearAxis {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite, Infinity);
  const high = Math.max(...finite, -Infinity);
  const [from, to] = low < high ? [low, high] : [0, 1];
  const room = (to - from) * 0.06;
  const [bottom, top] = [from - room, to + room];
  return {
    ticks: ticks(bottom, top, 5).map((value) => ({ value, label: formatScore(value) })),
    at: (score) =>
      start + (end - start) * Math.min(1, Math.max(0, (score - bottom) / (top - bottom))),
  };
}

const scoresOf = ({ recorded, live, baselines }: SweepChartInput): number[] => [
  ...[...recorded, ...live].flatMap(({ scores }) => scores.flatMap(({ score }) => score ?? [])),
  ...baselines.map(({ score }) => score),
];

/** Places at equal distances, one for each number of layers that was tried. */
function depthPositions(
  depths: readonly number[],
  plot: Box,
  half: number,
): (layers: number) => number {
  const [left, right] = [plot.left + 2 * half + 8, plot.right - 2 * half - 8];
  return (layers) =>
    left + ((right - left) * depths.indexOf(layers)) / Math.max(1, depths.length - 1);
}

function references(
  { baselines }: SweepChartInput,
  axis: LinearAxis,
  panelAxis: LinearAxis,
  plot: Box,
): SweepChart['references'] {
  const labels = spread(
    baselines.map(({ score }) => axis.at(score) + 4),
    17,
    [plot.top, plot.bottom],
  );
  return baselines.map(({ id, score }, index) => ({
    id,
    y: axis.at(score),
    labelY: labels[index] ?? axis.at(score),
    panelY: panelAxis.at(score),
  }));
}

function layoutScores(
  { recorded, live }: SweepChartInput,
  axis: LinearAxis,
  x: (layers: number) => number,
  plot: Box,
  narrow: boolean,
): Pick<SweepChart, 'marks' | 'medians' | 'lines'> {
  const half = HALF[narrow ? 'narrow' : 'wide'];
  const middle = ({ layers, kind, shared }: SweepGroup): number =>
    x(layers) + (shared ? 0 : (kind === 0 ? -1 : 1) * (half + 2));
  const median = ({ scores }: SweepGroup): number | undefined =>
    medianScore(
      scores.map(({ score }) => score),
      'lower',
    );
  const marksOf = (group: SweepGroup, isLive: boolean): SweepMark[] => {
    const placed: SweepMark[] = [];
    for (const { seed, score } of group.scores) {
      const y = score === null ? plot.top : axis.at(score);
      const beside = placed.filter((one) => Math.abs(one.y - y) < DOT).length;
      const offset = Math.ceil(beside / 2) * (beside % 2 === 0 ? 1 : -1) * (narrow ? 4 : 7);
      placed.push({
        key: `${group.id} ${seed} ${isLive ? 'live' : 'recorded'}`,
        kind: group.kind,
        live: isLive,
        x: middle(group) + offset,
        y,
        diverged: score === null,
      });
    }
    return placed;
  };
  const all = [
    ...recorded.map((group) => ({ group, isLive: false })),
    ...live.map((group) => ({ group, isLive: true })),
  ];
  return {
    marks: all.flatMap(({ group, isLive }) => marksOf(group, isLive)),
    medians: all.flatMap(({ group, isLive }) => {
      const score = median(group);
      return score === undefined || group.scores.length < 2
        ? []
        : [
            {
              key: `${group.id} ${isLive ? 'live' : 'recorded'}`,
              kind: group.kind,
              live: isLive,
              x: middle(group),
              y: axis.at(score),
            },
          ];
    }),
    lines: ([0, 1] as const).flatMap((kind) => {
      const points = recorded
        .filter((group) => group.kind === kind || group.shared)
        .toSorted((a, b) => a.layers - b.layers)
        .flatMap((group): XY[] => {
          const score = median(group);
          return score === undefined ? [] : [[middle(group), axis.at(score)]];
        });
      const end = points.at(-1);
      return points.length > 1 && end ? [{ kind, path: draw(points), end }] : [];
    }),
  };
}

function layoutCurvePanel(
  { curves, ghosts, recorded, live, steps }: SweepChartInput,
  axis: LinearAxis,
  panel: Box,
): Pick<SweepChart, 'ghosts' | 'seeds' | 'curves'> {
  const pixels = (points: Series['points']): XY[] =>
    points
      .filter(({ step }) => step <= steps)
      .map(({ step, score }) => [
        panel.left + (step / steps) * (panel.right - panel.left),
        axis.at(score),
      ]);
  const groups = new Map([...recorded, ...live].map((group) => [group.id, group]));
  const named = [...new Set(curves.map(({ arm }) => arm))].flatMap((id) => {
    const group = groups.get(id);
    const { points } = summariseArm(curves, id, 'lower');
    const line = pixels(points.map(({ step, median }) => ({ step, score: median })));
    const tip = line.at(-1);
    return group && tip ? [{ id, kind: group.kind, layers: group.layers, line, tip }] : [];
  });
  const labels = spread(
    named.map(({ tip }) => tip[1] + 4),
    15,
    [panel.top, panel.bottom],
  );
  return {
    ghosts: ghosts.map(({ points }) => draw(pixels(points))),
    seeds: curves.map(({ arm, seed, points }) => ({
      key: `${arm} ${seed}`,
      kind: groups.get(arm)?.kind ?? 0,
      path: draw(pixels(points)),
    })),
    curves: named.map(({ id, kind, layers, line, tip }, index) => {
      const labelY = labels[index] ?? tip[1];
      return {
        id,
        kind,
        layers,
        path: draw(line),
        thread: draw([
          [tip[0] + 4, tip[1]],
          [Math.max(tip[0] + 4, panel.right), tip[1]],
          [panel.right + 10, labelY - 4],
        ]),
        labelY,
      };
    }),
  };
}

/** A polyline as SVG path data; empty without points. */
const draw = (points: readonly XY[]): string =>
  points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${round(x)},${round(y)}`).join('');
const round = (value: number): number => Math.round(value * 10) / 10;
