/** Geometry of the small charts of published figures by depth: one dot a depth, its value above it. Pure. */

/** One published figure. */
export interface DepthPoint {
  /** Layers, 1 or more. */
  readonly layers: number;
  readonly value: number;
}

export interface Dot extends DepthPoint {
  readonly x: number;
  readonly y: number;
}

export const SIZE = { width: 132, height: 62, left: 20, top: 20, bottom: 20 } as const;

/**
 * Dots from left to right by depth, at equal distances; the highest value at the top.
 * @param noise a difference that means nothing; the scale never spans less than twice of it
 * @throws RangeError without two points
 */
export function depthDots(points: readonly DepthPoint[], noise = 0): Dot[] {
  if (points.length < 2)
    throw new RangeError(`a chart by depth needs at least 2 points, got ${points.length}`);
  const sorted = points.toSorted((a, b) => a.layers - b.layers);
  const values = sorted.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = Math.max(high - low, 2 * noise, Number.EPSILON);
  const middle = (low + high) / 2;
  const inner = SIZE.height - SIZE.top - SIZE.bottom;
  return sorted.map(({ layers, value }, index) => ({
    layers,
    value,
    x: SIZE.left + (index * (SIZE.width - 2 * SIZE.left)) / (sorted.length - 1),
    y: SIZE.top + inner * (0.5 - (value - middle) / span),
  }));
}
