/** The two axes of a learning curve: score (log or linear, as the task's metric says) and training steps. */
import { ticks } from 'd3-array';
import { formatCount, formatPercent, formatPower, formatScore } from './format.ts';

/** What a score axis must know about a metric. */
export interface AxisMetric {
  readonly scale: 'log' | 'linear';
  readonly better: 'lower' | 'higher';
  readonly solved?: number | undefined;
}

export interface Tick {
  readonly value: number;
  readonly label: string;
}

export interface ScoreAxis {
  /** Smallest and largest score on the axis. */
  readonly domain: readonly [number, number];
  readonly ticks: readonly Tick[];
  /** Position of a score within `range`, kept inside it; `range` runs from the low end to the high end. */
  position(score: number, range: readonly [number, number]): number;
}

/**
 * A score axis that holds all values. Log axes begin at a power of ten, at the latest one decade below `solved`, and
 * span at most eight decades; linear axes run from 0 to 1 for shares such as accuracy, else from a whole number.
 */
export function scoreAxis(values: readonly number[], metric: AxisMetric): ScoreAxis {
  const finite = values.filter(Number.isFinite);
  return metric.scale === 'log' ? logAxis(finite, metric.solved) : linearAxis(finite);
}

/** Smallest and largest of one value or more. */
const ends = (values: readonly number[]): readonly [number, number] => [
  Math.min(...values),
  Math.max(...values),
];

/** Maps a domain to a range linearly; what lies outside goes to the nearer end. */
function between(
  value: number,
  [low, high]: readonly [number, number],
  [start, end]: readonly [number, number],
): number {
  const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return start + (end - start) * share;
}

function logAxis(values: readonly number[], solved: number | undefined): ScoreAxis {
  const positive = values.filter((value) => value > 0);
  // One value, or none, says nothing about the range that scores will have.
  const [smallest, largest] = positive.length > 1 ? ends(positive) : [0.001, 1];
  const high = largest * 1.25;
  const floor = Math.min(
    Math.log10(smallest),
    Math.log10(largest) - 1,
    Math.log10((solved ?? 1) / 10),
  );
  // Tolerance: log10(0.001) is −2.9999999999999996.
  const low = Math.max(Math.floor(floor + 1e-9), Math.floor(Math.log10(high)) - 8);
  const powers = ticks(low, Math.log10(high), 8).filter(Number.isInteger);
  return {
    domain: [10 ** low, high],
    ticks: powers.map((power) => ({ value: 10 ** power, label: formatPower(power) })),
    position: (score, range) => between(Math.log10(score), [low, Math.log10(high)], range),
  };
}

function linearAxis(values: readonly number[]): ScoreAxis {
  const shares = values.every((value) => value >= 0 && value <= 1);
  const low = Math.floor(Math.min(...values));
  const domain: readonly [number, number] = shares ? [0, 1] : [low, Math.max(low + 1, ...values)];
  const label = domain[1] === 1 && domain[0] === 0 ? formatPercent : formatScore;
  return {
    domain,
    ticks: ticks(domain[0], domain[1], 5).map((value) => ({ value, label: label(value) })),
    position: (score, range) => between(score, domain, range),
  };
}

/**
 * About `count` round step numbers from 0 to `steps`, which is always the last one. Distances that divide `steps` are
 * preferred, so that the last one is as far from its neighbour as the others.
 */
export function stepTicks(steps: number, count: number): Tick[] {
  const scale = 10 ** Math.floor(Math.log10(steps / count));
  const distances = [1, 2, 2.5, 5, 10]
    .map((digit) => digit * scale)
    .filter((distance) => Number.isInteger(distance) && steps % distance === 0)
    .filter((distance) => steps / distance <= count + 2 && steps / distance >= count / 2);
  const off = (distance: number): number => Math.abs(steps / distance - count);
  const best = distances.sort((a, b) => off(a) - off(b))[0];
  const round = ticks(0, steps, count).filter((value) => Number.isInteger(value));
  const gap = (round[1] ?? steps) - (round[0] ?? 0);
  const values =
    best === undefined
      ? [...round.filter((value) => value === 0 || steps - value > gap / 2), steps]
      : Array.from({ length: steps / best + 1 }, (_, index) => index * best);
  return [...new Set(values)].map((value) => ({ value, label: formatCount(value) }));
}
