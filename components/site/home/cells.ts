/**
 * A heat strip as one SVG path for each colour class, in units of cells: x is the time step, y the unit.
 * Neighbours of one class are drawn as one rectangle, which keeps the page small.
 */

/** Classes of the diverging map over −1…+1; class 5 of 0…10 is the middle. */
export const CLASSES = 11;

/** The class 0…10 of a hidden state. @throws RangeError when it is outside −1…1. */
export function classOf(value: number): number {
  if (!(value >= -1 && value <= 1))
    throw new RangeError(`a hidden state must be −1…1, got ${value}`);
  return Math.min(CLASSES - 1, Math.floor(((value + 1) / 2) * CLASSES));
}

/** For each class the path of its cells, empty where it has none. `rows` is [unit][step]. */
export function cellPaths(rows: readonly (readonly number[])[]): string[] {
  const paths = Array.from({ length: CLASSES }, () => '');
  rows.forEach((row, y) => {
    let start = 0;
    for (let x = 1; x <= row.length; x++) {
      const colour = classOf(row[start] ?? 0);
      const next = row[x];
      if (next !== undefined && classOf(next) === colour) continue;
      paths[colour] += `M${start} ${y}h${x - start}v1h${start - x}z`;
      start = x;
    }
  });
  return paths;
}

/** The lines between the cells of a strip of `units` rows and `steps` columns. */
export function gapPath(units: number, steps: number): string {
  const columns = Array.from({ length: steps - 1 }, (_, i) => `M${i + 1} 0V${units}`);
  const rows = Array.from({ length: units - 1 }, (_, i) => `M0 ${i + 1}H${steps}`);
  return columns.concat(rows).join('');
}
