/** The recorded comparison of engines, as `npm run bench -- --record` writes it, and what pages read off it. Pure. */
import type { BackendId } from '#engine/backend.ts';
import { growthExponent, type BenchmarkShapeId } from '#model/benchmark.ts';

/** PyTorch ran beside the backends, in processes of its own: as it comes, and with an allocator that keeps memory. */
export type EngineId = BackendId | 'pytorch' | 'pytorch-tuned';

export interface RecordedRow {
  readonly shape: BenchmarkShapeId;
  readonly backend: EngineId;
  /** Trained side by side; a step is one update of each. */
  readonly models: number;
  readonly msMin: number;
  readonly msMedian: number;
  /** GPU dispatches a step (WebGL: draw calls); 0 on the processor. */
  readonly dispatches: number;
  readonly gflops: number;
  /** Of the processor's peak with SIMD, measured in the same run; absent for GPU engines. */
  readonly peakShare?: number;
  /** From starting a worker to the first loss. */
  readonly msFirst: number;
  /** Steps between two readings of the losses. */
  readonly chunk: number;
}

export interface RecordedBench {
  /** ISO date. */
  readonly date: string;
  /** Version of the package. */
  readonly version: string;
  readonly browser: string;
  readonly processor: string;
  /** `software`: WebGPU and WebGL were computed by the processor. */
  readonly gpu: { readonly name: string; readonly software: boolean };
  /** Version of PyTorch, or null when it did not run. */
  readonly pytorch: string | null;
  readonly rounds: number;
  /** GFLOP/s of one core. */
  readonly peaks: { readonly plain: number; readonly relaxed: number };
  readonly rows: readonly RecordedRow[];
  /** Rows of a second run on the same day, of a few engines; ratios are taken within one run. */
  readonly second?: readonly RecordedRow[];
  readonly growth: readonly {
    readonly factor: string;
    readonly value: number;
    readonly backend: BackendId;
    readonly msMin: number;
  }[];
}

/** In the order of the tables: what there was, then ours. */
export const ENGINE_ORDER: readonly EngineId[] = [
  'tfjs-cpu',
  'tfjs-wasm',
  'tfjs-webgl',
  'tfjs-webgpu',
  'pytorch',
  'pytorch-tuned',
  'reference',
  'wasm',
  'wasm-relaxed',
  'webgpu',
];

/** Shapes that were measured, in their order. */
export const shapesOf = ({ rows }: Pick<RecordedBench, 'rows'>): BenchmarkShapeId[] =>
  [...new Set(rows.map(({ shape }) => shape))].sort();

/** Engines that were measured, in the order of the tables. */
export const enginesOf = ({ rows }: Pick<RecordedBench, 'rows'>): EngineId[] =>
  ENGINE_ORDER.filter((id) => rows.some(({ backend }) => backend === id));

/** The row of an engine, of one model unless said otherwise. */
export const rowOf = (
  { rows }: Pick<RecordedBench, 'rows'>,
  shape: BenchmarkShapeId,
  engine: EngineId,
  models = 1,
): RecordedRow | undefined =>
  rows.find((row) => row.shape === shape && row.backend === engine && row.models === models);

/**
 * How many times the minimum time of `fast` goes into that of `slow`, the least and the most over all shapes that both
 * were measured on; undefined when there is none.
 */
export function speedUp(
  record: Pick<RecordedBench, 'rows'>,
  slow: EngineId,
  fast: EngineId,
): readonly [least: number, most: number] | undefined {
  const ratios = shapesOf(record).flatMap((shape) => {
    const [a, b] = [rowOf(record, shape, slow), rowOf(record, shape, fast)];
    return a && b ? [a.msMin / b.msMin] : [];
  });
  return ratios.length > 0 ? [Math.min(...ratios), Math.max(...ratios)] : undefined;
}

/** How the time of one engine grows with one size. */
export interface Growth {
  readonly factor: string;
  readonly backend: BackendId;
  readonly points: readonly { readonly value: number; readonly msMin: number }[];
  /** 1 is linear. */
  readonly exponent: number;
}

/** The recorded growth, size by size and engine by engine, in the order in which it was measured. */
export function growthOf({ growth }: Pick<RecordedBench, 'growth'>): Growth[] {
  const groups = Map.groupBy(growth, ({ factor, backend }) => `${factor} ${backend}`);
  return [...groups.values()].flatMap((points) => {
    const [first] = points;
    if (first === undefined || points.length < 2) return [];
    const { factor, backend } = first;
    return [{ factor, backend, points, exponent: growthExponent(points) }];
  });
}
