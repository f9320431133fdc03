/**
 * The short comparison of engines as data: what is timed, and the bars that come of it. Shares are of the slowest
 * engine of a shape, so a short bar is a fast engine; factors are against TensorFlow.js on the processor.
 */
import type { BackendId } from '#engine/backend.ts';
import type { BenchmarkShapeId } from '#model/benchmark.ts';
import type { BenchPlan } from '#train/bench-protocol.ts';
import { formatCount } from '#viz/format.ts';
import type { RecordedBench } from './recorded.ts';

export const DEMO_ID = 'engine-bench';

/** What others compare with: the stock library on the same processor. */
export const BASELINE: BackendId = 'tfjs-wasm';

/** Stock first; the two on the GPU run only where there is a real one. */
const BACKENDS = ['tfjs-wasm', 'wasm', 'wasm-relaxed', 'tfjs-webgpu', 'webgpu'] as const;
const ON_GPU: readonly BackendId[] = ['tfjs-webgpu', 'webgpu'];

export const PLAN: BenchPlan<BenchmarkShapeId> = {
  shapes: ['S1', 'S2'],
  backends: BACKENDS,
  rounds: 5,
};

/** Ours are drawn solid, the library hollow. */
export const isOurs = (backend: BackendId): boolean => !backend.startsWith('tfjs');

/** Shortest milliseconds per step, by shape and backend. */
export type Times = Readonly<
  Partial<Record<BenchmarkShapeId, Readonly<Partial<Record<BackendId, number>>>>>
>;

/** The part of the recorded run that compares with a live one: times on a software GPU say nothing about GPUs. */
export function recordedTimes({ rows, gpu }: Pick<RecordedBench, 'rows' | 'gpu'>): Times {
  const shown = BACKENDS.filter((id) => !(gpu.software && ON_GPU.includes(id)));
  const times: Record<string, Record<string, number>> = {};
  for (const { shape, backend, models, msMin } of rows)
    if (PLAN.shapes.includes(shape) && shown.some((id) => id === backend) && models === 1)
      (times[shape] ??= {})[backend] = msMin;
  return times;
}

export interface Bar {
  readonly backend: BackendId;
  /** Undefined while it has not been measured. */
  readonly ms: number | undefined;
  /** Length of the bar, 0…1. */
  readonly share: number;
  /** How many times as fast as the baseline; undefined for itself and without its time. */
  readonly factor: number | undefined;
}

/** Bars of one shape, in the order of the plan; `left` are those that are not shown. */
export function bars(
  times: Times,
  shape: BenchmarkShapeId,
  left: readonly BackendId[] = [],
): readonly Bar[] {
  const own = times[shape] ?? {};
  const slowest = Math.max(...Object.values(own), 0);
  const baseline = own[BASELINE];
  return BACKENDS.filter((id) => !left.includes(id)).map((backend) => {
    const ms = own[backend];
    const comparable = ms !== undefined && baseline !== undefined && backend !== BASELINE;
    return {
      backend,
      ms,
      share: ms === undefined ? 0 : ms / slowest,
      factor: comparable ? baseline / ms : undefined,
    };
  });
}

/** Backends that the recorded run does not show. */
export const notRecorded = (times: Times): readonly BackendId[] =>
  BACKENDS.filter((id) => PLAN.shapes.every((shape) => times[shape]?.[id] === undefined));

/** A factor in two digits or more: `1,214`, `51`, `5.1`, `0.48`. */
export const formatFactor = (factor: number): string =>
  factor >= 9.95 ? formatCount(factor) : factor.toPrecision(2);
