/** A strip of dots: one for each seed, pushed sideways where they would cover each other. */
import { type FinalScore, medianScore } from './series.ts';

export interface StripDot {
  readonly seed: number;
  /** Along the score axis, pixels. */
  readonly at: number;
  /** Sideways from the middle of the strip, pixels. */
  readonly offset: number;
  readonly diverged: boolean;
}

export interface Strip {
  readonly arm: string;
  readonly dots: readonly StripDot[];
  /** Median along the score axis; undefined without scores or when too many runs diverged. */
  readonly medianAt: number | undefined;
  readonly median: number | undefined;
}

/** How a strip is drawn. */
export interface StripStyle {
  readonly better: 'lower' | 'higher';
  /** Where a score lies along the axis, pixels. */
  readonly position: (score: number) => number;
  /** Where runs that diverged are drawn, pixels. */
  readonly worst: number;
  /** Diameter of a dot; centres keep at least this distance. */
  readonly size: number;
  /** How far a dot may be pushed to either side, pixels. */
  readonly room: number;
}

/** Lays out the final scores of one arm. */
export function layoutStrip(arm: string, scores: readonly FinalScore[], style: StripStyle): Strip {
  const { better, position, worst, size, room } = style;
  const own = scores.filter((one) => one.arm === arm);
  const dots: StripDot[] = [];
  for (const { seed, score } of own) {
    const at = score === null ? worst : position(score);
    dots.push({ seed, at, offset: freeOffset(at, dots, size, room), diverged: score === null });
  }
  const median = medianScore(
    own.map(({ score }) => score),
    better,
  );
  return { arm, dots, median, medianAt: median === undefined ? undefined : position(median) };
}

/** The offset nearest the middle, tried right before left, at which a dot touches none of the placed ones. */
export function freeOffset(
  at: number,
  placed: readonly Pick<StripDot, 'at' | 'offset'>[],
  size: number,
  room: number,
): number {
  const near = placed.filter((dot) => Math.abs(dot.at - at) < size);
  for (let step = 0; step * size <= room; step++)
    for (const offset of step === 0 ? [0] : [step * size, -step * size])
      if (near.every((dot) => Math.hypot(dot.at - at, dot.offset - offset) >= size - 1e-9))
        return offset;
  // No room left: on top of the others, but not hidden exactly beneath one.
  return room < 1 ? 0 : ((placed.length * 7) % (2 * room)) - room;
}
