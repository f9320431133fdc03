/** From measured times to the rows of the table, and to text. Pure. */
import { median } from '#math/statistics.ts';
import { trainingOperations } from '#model/benchmark.ts';

/** Backends that compute on the processor, and so can be held against its peak. */
const ON_CPU = [
  'tfjs-cpu',
  'tfjs-wasm',
  'reference',
  'wasm',
  'wasm-relaxed',
  'pytorch',
  'pytorch-tuned',
];

/**
 * One row. A step of several models is one update of each of them.
 * @param {object} measured `shape` its name, `sizes` its numbers, `times` ms of single steps, at least one
 */
export function row({ shape, sizes, backend, models, times, dispatches, chunk, msFirst }) {
  const msMin = Math.min(...times);
  return {
    shape,
    backend,
    models,
    msMin,
    msMedian: median(times),
    dispatches,
    gflops: (models * trainingOperations(sizes)) / msMin / 1e6,
    msFirst,
    chunk,
    steps: times.length,
  };
}

/**
 * The row of an engine on the processor with its share of the peak of the whole run, other rows as they are.
 * @param {{ plain: number, relaxed: number }} peaks GFLOP/s of multiply-adds in registers; 0 when not measured
 */
export function withPeakShare(row, { plain, relaxed }) {
  const peak = row.backend === 'wasm' ? plain : Math.max(plain, relaxed);
  return peak > 0 && ON_CPU.includes(row.backend) ? { ...row, peakShare: row.gflops / peak } : row;
}

/** The ratios that matter, of minimum times within one run: slower engine, faster engine. */
const RATIOS = [
  ['wasm', 'pytorch'],
  ['wasm-relaxed', 'pytorch'],
  ['wasm', 'pytorch-tuned'],
  ['wasm-relaxed', 'pytorch-tuned'],
  ['tfjs-wasm', 'wasm'],
  ['tfjs-wasm', 'wasm-relaxed'],
  ['tfjs-cpu', 'wasm'],
  ['tfjs-cpu', 'wasm-relaxed'],
  ['tfjs-webgpu', 'webgpu'],
  ['tfjs-webgl', 'webgpu'],
];

const find = (rows, shape, backend) =>
  rows.find((r) => r.shape === shape && r.backend === backend && r.models === 1);

/** Text of the ratios that the rows allow, a line each: `tfjs-wasm ÷ wasm   S1 51.2   S2 47.0`. */
export function ratioText(rows) {
  const shapes = [...new Set(rows.map(({ shape }) => shape))];
  return RATIOS.flatMap(([a, b]) => {
    const cells = shapes.flatMap((shape) => {
      const [over, under] = [find(rows, shape, a), find(rows, shape, b)];
      if (!over || !under) return [];
      const ratio = over.msMin / under.msMin;
      return [`${shape} ${ratio.toFixed(ratio < 10 ? 2 : 1)}`];
    });
    return cells.length > 0 ? [`${`${a} ÷ ${b}`.padEnd(26)}  ${cells.join('   ')}`] : [];
  }).join('\n');
}

const number = (value, digits) => (value === undefined ? '' : value.toFixed(digits));

/** The table as text for a terminal. */
export function tableText(rows) {
  const head = ['', 'engine', 'ms min', 'median', 'dispatches', 'GFLOP/s', 'of peak', 'first, ms'];
  const cells = rows.map((r) => [
    r.shape,
    r.models > 1 ? `${r.backend} ×${r.models}` : r.backend,
    number(r.msMin, 2),
    number(r.msMedian, 2),
    String(r.dispatches),
    number(r.gflops, 2),
    r.peakShare === undefined ? '' : `${(100 * r.peakShare).toFixed(0)} %`,
    number(r.msFirst, 0),
  ]);
  const table = [head, ...cells];
  const widths = head.map((_, k) => Math.max(...table.map((line) => line[k].length)));
  return table
    .map((line) =>
      line
        .map((cell, k) => (k < 2 ? cell.padEnd(widths[k]) : cell.padStart(widths[k])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
