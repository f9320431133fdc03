/** The messages between a page and the worker that times engines. Every message can be cloned structurally. */
import type { BackendId } from '#engine/backend.ts';
import type { RefusalReason } from '#engine/probe.ts';
import type { BenchmarkShape } from '#model/benchmark.ts';

export type { BackendId, BenchmarkShape, RefusalReason };

/** What to time: every backend on every shape, in rounds that alternate over the backends. */
export interface BenchPlan<Shape extends string = string> {
  /** Names from `BENCHMARK_SHAPES` or from `sizes`. */
  readonly shapes: readonly Shape[];
  /** Shapes besides those of the benchmark, by name. */
  readonly sizes?: Readonly<Record<string, BenchmarkShape>>;
  readonly backends: readonly BackendId[];
  /** At least 1. */
  readonly rounds: number;
}

export type BenchOrder =
  | { readonly type: 'start'; readonly plan: BenchPlan }
  /** Before the next measurement. */
  | { readonly type: 'pause' }
  | { readonly type: 'resume' };

export type BenchNews =
  | { readonly type: 'opened'; readonly backend: BackendId; readonly device: string }
  /** Left out, from here on. */
  | {
      readonly type: 'refused';
      readonly backend: BackendId;
      readonly reason: RefusalReason;
      readonly detail: string;
    }
  /** A measurement more: the shortest so far, and how many measurements of how many are done. */
  | {
      readonly type: 'time';
      readonly shape: string;
      readonly backend: BackendId;
      readonly msPerStep: number;
      readonly done: number;
      readonly total: number;
    }
  | { readonly type: 'finished' }
  /** Ends everything: no backend could be used, or the worker itself failed. */
  | {
      readonly type: 'failed';
      readonly reason: 'no-backend' | 'worker-failed';
      readonly detail: string;
    }
  | { readonly type: 'heartbeat' };
