/**
 * What a recorded experiment is. Its jobs are independent of each other, so they can be spread over threads and
 * machines; each writes one file below `content/recorded/`, and whoever has the file need not compute it again.
 */

/** One file to compute. */
export interface Job<Config> {
  /** Below `content/recorded/`, with the experiment's id in front: `depth-duel/adding/A/seed-1.json`. */
  readonly path: string;
  /** Everything the result follows from, seeds included; JSON. A file made from another config is computed anew. */
  readonly config: Config;
}

/**
 * What computes: the plain-SIMD WebAssembly engine (`node-backend.ts`), the float64 reference, or TensorFlow.js with the
 * fused LSTM (`node-tfjs.ts`).
 */
export type ExperimentBackend = 'wasm' | 'reference' | 'tfjs-wasm';

/** A file below `content/recorded/`. */
export interface Recorded<Config, Result> {
  readonly experiment: string;
  readonly config: Config;
  readonly engine: {
    /** Version of the package. */
    readonly version: string;
    readonly backend: ExperimentBackend;
    readonly runtime: string;
  };
  /** ISO date. */
  readonly date: string;
  /** Absent in files older than its measurement. */
  readonly seconds?: number;
  /**
   * The same numbers on every machine with the same config and engine version, except for its field `timings`, where
   * it has one: what a clock said is kept, but never compared.
   */
  readonly result: Result;
}

/** Reads a file that an earlier stage has made; undefined where it is not there yet. */
export type ReadRecorded = (path: string) => Recorded<unknown, unknown> | undefined;

/** An experiment: a file beside this one that exports one as `experiment`, and a line in `registry.ts`. */
export interface Experiment<Config = unknown, Result = unknown> {
  /** The name on the command line and of the folder. */
  readonly id: string;
  /** Default `wasm`. */
  readonly backend?: ExperimentBackend;
  /**
   * Jobs, stage by stage, what matters most first; a later stage begins when all files of the earlier ones are there,
   * and may read them. A stage may leave out jobs that it cannot name yet.
   */
  readonly stages: readonly ((read: ReadRecorded) => readonly Job<Config>[])[];
  /** Computes one result, in a thread of its own; equal configs give equal results. */
  run(config: Config): Promise<Result>;
}
