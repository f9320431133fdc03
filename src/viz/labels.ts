/** Where labels go: apart from each other, and for curves where the fewest lines run behind them. */

/** A rectangle in pixels, y downwards. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export type XY = readonly [x: number, y: number];

/** Do two rectangles share more than an edge? */
export const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * Moves positions on a line apart until neighbours are at least `gap` apart and all lie in [low, high], each as
 * near to where it wanted to be as its neighbours let it. Returned in the order given.
 */
export function spread(
  wanted: readonly number[],
  gap: number,
  [low, high]: readonly [number, number],
): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  let floor = low;
  for (const index of order) floor = (placed[index] = Math.max(wanted[index]!, floor)) + gap;
  let ceiling = high;
  for (const index of order.toReversed())
    ceiling = (placed[index] = Math.min(placed[index]!, ceiling)) - gap;
  return placed;
}

/** How far, in pixels, a label's box stands from the point of the curve that it names. */
const DISTANCE = 9;

/**
 * A box for a label of the given size beside one of `anchors`, inside `frame` and clear of `taken`, with as few of the
 * `points` in it as possible; of equal places the first anchor's wins.
 * Undefined when no place is left.
 */
export function placeLabel(
  anchors: readonly XY[],
  size: { readonly width: number; readonly height: number },
  frame: Box,
  taken: readonly Box[],
  points: readonly XY[],
): Box | undefined {
  let best: Box | undefined;
  let fewest = Infinity;
  for (const anchor of anchors)
    for (const box of around(anchor, size)) {
      if (!insideOf(box, frame) || taken.some((other) => overlaps(box, other))) continue;
      const hits = points.filter(
        ([x, y]) => x > box.left && x < box.right && y > box.top && y < box.bottom,
      ).length;
      if (hits < fewest) [fewest, best] = [hits, box];
    }
  return best;
}

/** The lines of one arm, and those it must not be confused with, as points close enough to fill a label's height. */
export interface Bundle {
  /** The line in the middle of the bundle. */
  readonly middle: readonly XY[];
  readonly own: readonly XY[];
  readonly others: readonly XY[];
}

/** Pixels between the heights that are tried. */
const ROW = 4;

/**
 * A box left or right of a whole bundle, at a height that its middle passes and where the bundle is most clearly the
 * outermost one, so that the name cannot be taken for that of the others. Undefined when there is no such place with
 * room beside it.
 */
export function placeBeside(
  bundle: Bundle,
  size: { readonly width: number; readonly height: number },
  frame: Box,
  taken: readonly Box[],
): Box | undefined {
  let best: Box | undefined;
  let clearest = -Infinity;
  // Mirrored for the left side, so that "outermost" is the largest in both cases.
  for (const side of [-1, 1]) {
    const own = farthestByRow(bundle.own, side, frame);
    const others = farthestByRow(bundle.others, side, frame);
    const middle = farthestByRow(bundle.middle, side, frame);
    const rows = Math.ceil(size.height / ROW);
    for (let row = 0; frame.top + (row + rows) * ROW <= frame.bottom; row++) {
      const at = (line: readonly number[]): number => Math.max(...line.slice(row, row + rows));
      const edge = at(own);
      const lead = Math.min(60, edge - at(others));
      // −Infinity where the middle line does not pass.
      const clear = lead - (edge - at(middle)) / 2;
      if (!(lead > 0 && clear > clearest)) continue;
      const left = side * (edge + DISTANCE) - (side > 0 ? 0 : size.width);
      const top = frame.top + row * ROW;
      const box = { left, top, right: left + size.width, bottom: top + size.height };
      if (!insideOf(box, frame) || taken.some((other) => overlaps(box, other))) continue;
      [clearest, best] = [clear, box];
    }
  }
  return best;
}

/** The largest `side · x` in each row of the frame, −Infinity in rows without points. */
function farthestByRow(points: readonly XY[], side: number, frame: Box): number[] {
  const rows = Array<number>(Math.ceil((frame.bottom - frame.top) / ROW) + 1).fill(-Infinity);
  for (const [x, y] of points) {
    const row = Math.floor((y - frame.top) / ROW);
    const far = rows[row];
    if (far !== undefined && side * x > far) rows[row] = side * x;
  }
  return rows;
}

const insideOf = (box: Box, frame: Box): boolean =>
  box.left >= frame.left &&
  box.right <= frame.right &&
  box.top >= frame.top &&
  box.bottom <= frame.bottom;

/** Right of, left of, above and below a point. */
function around([x, y]: XY, { width, height }: { width: number; height: number }): Box[] {
  const box = (left: number, top: number): Box => ({
    left,
    top,
    right: left + width,
    bottom: top + height,
  });
  return [
    box(x + DISTANCE, y - height / 2),
    box(x - DISTANCE - width, y - height / 2),
    box(x - width / 2, y - DISTANCE - height),
    box(x - width / 2, y + DISTANCE),
  ];
}

/** Points along the polyline through `vertices`, at most `spacing` pixels apart, vertices included. */
export function alongLine(vertices: readonly XY[], spacing: number): XY[] {
  return vertices.flatMap((point, index) => {
    const before = vertices[index - 1];
    if (!before) return [point];
    const [dx, dy] = [point[0] - before[0], point[1] - before[1]];
    const pieces = Math.max(1, Math.ceil(Math.hypot(dx, dy) / spacing));
    return Array.from({ length: pieces }, (_, piece): XY => {
      const share = (piece + 1) / pieces;
      return [before[0] + dx * share, before[1] + dy * share];
    });
  });
}
