/**
 * Signed values between −1 and 1 as a map of cells in eleven colours, one path for each colour: a hundred times fewer
 * elements than one for each cell. Colour k is `--div-k`, from −1 to +1; the middle one holds the zero.
 */

/** Colours of the diverging map. */
export const HEAT_CLASSES = 11;

/** Colour of a value, 0…10; values outside −1…1 get the nearest. @returns −1 for what is no number. */
export function heatClass(value: number): number {
  if (Number.isNaN(value)) return -1;
  const place = Math.floor(((value + 1) / 2) * HEAT_CLASSES);
  return Math.min(HEAT_CLASSES - 1, Math.max(0, place));
}

/** The values that a colour stands for. */
export const heatRange = (index: number): readonly [number, number] => [
  (2 * index) / HEAT_CLASSES - 1,
  (2 * (index + 1)) / HEAT_CLASSES - 1,
];

/**
 * One path for each colour, in a coordinate system of one unit a cell, column by column and row by row; runs of one
 * colour along a row are one rectangle.
 * @param rows `[row][column]`
 */
export function heatPaths(rows: readonly (readonly number[])[]): string[] {
  const paths = Array.from({ length: HEAT_CLASSES }, () => '');
  rows.forEach((values, y) => {
    let start = 0;
    for (let x = 1; x <= values.length; x++) {
      const own = heatClass(values[start] ?? NaN);
      if (x < values.length && heatClass(values[x] ?? NaN) === own) continue;
      if (own >= 0) paths[own] += `M${start} ${y}h${x - start}v1h-${x - start}z`;
      start = x;
    }
  });
  return paths;
}

/** Where a value lies between the ends of a range, 0…1; 0.5 where the range is empty. */
const share = (value: number, low: number, high: number): number =>
  high > low ? (value - low) / (high - low) : 0.5;

/**
 * A step-shaped line through values, one column a step, as tall as 1: the largest value at 0, the smallest at 1. Gaps
 * where a value is no number.
 */
export function stepLine(
  values: readonly number[],
  [low, high]: readonly [number, number],
): string {
  let path = '';
  let drawing = false;
  values.forEach((value, x) => {
    if (Number.isNaN(value)) {
      drawing = false;
      return;
    }
    const y = (1 - share(value, low, high)).toFixed(3);
    path += drawing ? `V${y}H${x + 1}` : `M${x} ${y}H${x + 1}`;
    drawing = true;
  });
  return path;
}
