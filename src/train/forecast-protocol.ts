/** The messages between a page and the worker that forecasts. Every message can be cloned structurally. */
import type { BackendId } from '#engine/backend.ts';
import type { CsvResult } from '#tasks/forecast/csv.ts';
import type { ModelSpecification } from '#model/specification.ts';
import type { ProblemOptions, Scaler } from '#tasks/forecast/problem.ts';
import type { SeriesId } from '#tasks/forecast/series.ts';
import type { Prepared, Told } from '#tasks/forecast/view.ts';

/** A series of the site, or the reader's. */
export type ForecastSource =
  /** Below the site's root. */
  { readonly file: string } | { readonly values: Float64Array };

/** What to train: every seed with one layer and with two, at equal parameters. */
export interface ForecastPlan {
  readonly source: ForecastSource;
  readonly options: ProblemOptions;
  /** Updates of each model. */
  readonly steps: number;
  readonly seeds: readonly number[];
  /** Learning rates of one layer and of two. */
  readonly rates: readonly [number, number];
  /**
   * Begin with the models that are published of this series, in place of new weights. What they say is told at once; then
   * the run is paused.
   */
  readonly published?: SeriesId;
}

export type ForecastOrder =
  | { readonly type: 'read'; readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  /** A new one takes the place of the one under way. */
  | { readonly type: 'train'; readonly id: number; readonly plan: ForecastPlan }
  | { readonly type: 'pause' | 'resume' | 'step' | 'stop'; readonly id: number };

export type { BackendId };

export type ForecastFailure =
  'no-backend' | 'no-model' | 'bad-plan' | 'worker-failed' | 'worker-silent';

/** What a copy of a trained model needs to make the same forecasts. */
export interface ForecastModel {
  readonly spec: ModelSpecification;
  /** In the order of `parameterLayout(spec)`. */
  readonly parameters: Float32Array;
  /** Updates behind them. */
  readonly step: number;
  readonly scaler: Scaler;
  /** Windows are read relative to their last value. */
  readonly trend: boolean;
  /** Values of y up to the last origins of the test part, [windows, W]; one or more. */
  readonly windows: Float64Array;
}

/** One trained model, here or elsewhere. */
export interface Trained {
  readonly layers: 1 | 2;
  readonly seed: number;
  readonly direct: Told;
  readonly recursive: Told;
  readonly model: ForecastModel;
}

/** The models that are published of a series, and what their manifest says. */
export interface Published {
  readonly models: readonly Trained[];
  readonly seed: number;
  /** Updates of each. */
  readonly steps: number;
  /** ISO date. */
  readonly date: string;
}

export type ForecastNews =
  | { readonly type: 'table'; readonly id: number; readonly result: CsvResult }
  | { readonly type: 'prepared'; readonly id: number; readonly prepared: Prepared }
  /** Before anything is trained: the plan begins with these. */
  | { readonly type: 'published'; readonly id: number; readonly published: Published }
  | {
      readonly type: 'progress';
      readonly id: number;
      readonly backend: BackendId;
      readonly device: string;
      /** Updates of all models so far, and how many there will be. */
      readonly done: number;
      readonly total: number;
    }
  | { readonly type: 'trained'; readonly id: number; readonly trained: Trained }
  | { readonly type: 'paused' | 'finished'; readonly id: number }
  /** The order cannot be followed; others may be. `detail` is in English. */
  | {
      readonly type: 'failed';
      readonly id: number;
      readonly reason: ForecastFailure;
      readonly detail: string;
    };
