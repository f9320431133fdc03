/**
 * Answers orders to read a file or to forecast a series; the latest order wins. No worker API in here: orders come in
 * through `receive`, and whatever happens goes out through `post`.
 */
import type { Backend } from '#engine/backend.ts';
import { errorText } from '#engine/probe.ts';
import { lastColumn, readCsv } from '#tasks/forecast/csv.ts';
import { createProblem, lastWindows, type Problem } from '#tasks/forecast/problem.ts';
import { prepare, toldOf } from '#tasks/forecast/view.ts';
import { forecaster, trainForecaster } from './forecast.ts';
import type {
  ForecastFailure,
  ForecastNews,
  ForecastOrder,
  ForecastPlan,
} from './forecast-protocol.ts';
import { openEngine } from './open-engine.ts';

type TrainOrder = Extract<ForecastOrder, { type: 'train' }>;

/** Milliseconds between two reports of progress at least. */
const REPORT_MS = 100;

/** Windows by which a copy of a model is tried. */
const TRIED = 4;

async function valuesOf({ source }: ForecastPlan): Promise<Float64Array> {
  if ('values' in source) return source.values;
  const answer = await fetch(source.url);
  if (!answer.ok) throw new Error(`${source.url}: ${answer.status} ${answer.statusText}`);
  return lastColumn(new Uint8Array(await answer.arrayBuffer()));
}

export class ForecastSession {
  readonly #post: (news: ForecastNews) => void;
  readonly #open: () => Promise<Backend>;
  #engine: Promise<Backend> | undefined;
  #latest = -1;
  /** Looks at the validation part that may still be passed; Infinity while it runs. */
  #allowed = Infinity;
  #wake: (() => void) | undefined;

  /** `open`: how the engine is had, replaced by tests. */
  constructor(post: (news: ForecastNews) => void, open: () => Promise<Backend> = openEngine) {
    this.#post = post;
    this.#open = open;
  }

  /** Follows an order. Never rejects: what goes wrong is posted. */
  async receive(order: ForecastOrder): Promise<void> {
    switch (order.type) {
      case 'read':
        this.#post({ type: 'table', id: order.id, result: readCsv(order.bytes) });
        return;
      case 'train':
        this.#latest = order.id;
        this.#let(Infinity);
        return this.#train(order);
      case 'pause':
        this.#allowed = 0;
        return;
      case 'resume':
        this.#let(Infinity);
        return;
      case 'step':
        this.#let(1);
        return;
      case 'stop':
        this.#latest = -1;
        this.#let(Infinity);
        return;
      default:
        order satisfies never;
    }
  }

  #let(looks: number): void {
    this.#allowed = looks;
    this.#wake?.();
    this.#wake = undefined;
  }

  async #train(order: TrainOrder): Promise<void> {
    const fail = (reason: ForecastFailure, error: unknown): void => {
      if (order.id === this.#latest)
        this.#post({ type: 'failed', id: order.id, reason, detail: errorText(error) });
    };
    let problem: Problem;
    try {
      problem = createProblem(await valuesOf(order.plan), order.plan.options);
      if (order.id !== this.#latest) return;
      this.#post({ type: 'prepared', id: order.id, prepared: prepare(problem) });
    } catch (error) {
      return fail(error instanceof RangeError ? 'bad-plan' : 'worker-failed', error);
    }
    let backend: Backend;
    try {
      backend = await (this.#engine ??= this.#open());
    } catch (error) {
      this.#engine = undefined; // the next order may have more luck
      return fail('no-backend', error);
    }
    try {
      await this.#trainAll(order, problem, backend);
    } catch (error) {
      fail(error instanceof RangeError ? 'bad-plan' : 'worker-failed', error);
    }
  }

  async #trainAll({ id, plan }: TrainOrder, problem: Problem, backend: Backend): Promise<void> {
    const { steps, seeds, rates } = plan;
    const total = 2 * seeds.length * steps;
    let before = 0;
    let reported = -Infinity;
    for (const seed of seeds)
      for (const layers of [1, 2] as const) {
        const run = { numLayers: layers, seed, steps, learningRate: rates[layers - 1] ?? NaN };
        const forecast = await trainForecaster(backend, problem, run, async (step) => {
          const now = performance.now();
          if (now - reported > REPORT_MS || this.#allowed < Infinity) {
            reported = now;
            const { id: backendId, device } = backend;
            this.#post({
              type: 'progress',
              id,
              backend: backendId,
              device,
              done: before + step,
              total,
            });
          }
          return this.#mayGoOn(id);
        });
        if (forecast === undefined) return;
        before += steps;
        const [direct, recursive] = [forecast.direct, forecast.recursive].map((one) =>
          toldOf(problem, one),
        );
        const model = {
          spec: forecaster(layers, problem.horizon),
          parameters: forecast.parameters,
          step: forecast.bestStep,
          scaler: problem.scaler,
          trend: problem.trend,
          windows: lastWindows(problem, TRIED),
        };
        if (direct && recursive)
          this.#post({ type: 'trained', id, trained: { layers, seed, direct, recursive, model } });
      }
    this.#post({ type: 'finished', id });
  }

  /** Lets newer orders in, and waits while the run is paused. */
  async #mayGoOn(id: number): Promise<boolean> {
    await new Promise((resolve) => setTimeout(resolve));
    if (id === this.#latest && this.#allowed <= 0) {
      this.#post({ type: 'paused', id });
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    this.#allowed--;
    return id === this.#latest;
  }
}
