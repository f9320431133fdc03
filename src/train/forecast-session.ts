/**
 * Answers orders to read a file or to forecast a series; the latest order wins. No worker API in here: orders come in
 * through `receive`, and whatever happens goes out through `post`.
 */
import type { Backend } from '#engine/backend.ts';
import { errorText } from '#engine/probe.ts';
import { lastColumn, readCsv } from '#tasks/forecast/csv.ts';
import { createProblem, lastWindows, type Problem } from '#tasks/forecast/problem.ts';
import { prepare, toldOf } from '#tasks/forecast/view.ts';
import { type BothForecasts, forecaster, forecastWith, trainForecaster } from './forecast.ts';
import { readPublished } from './forecast-file.ts';
import type {
  ForecastFailure,
  ForecastModel,
  ForecastNews,
  ForecastOrder,
  ForecastPlan,
  Published,
  Trained,
} from './forecast-protocol.ts';
import { openEngine } from './open-engine.ts';
import { fetchFile, type FileSource } from './site-file.ts';

type TrainOrder = Extract<ForecastOrder, { type: 'train' }>;

/** Milliseconds between two reports of progress at least. */
const REPORT_MS = 100;

/** Windows by which a copy of a model is tried. */
const TRIED = 4;

/** A model as pages get it. @param one its weights, the update that they are of, and what it says. */
function trainedOf(
  problem: Problem,
  one: BothForecasts &
    Pick<Trained, 'layers' | 'seed'> &
    Pick<ForecastModel, 'parameters' | 'step'>,
): Trained {
  const { layers, seed, parameters, step } = one;
  return {
    layers,
    seed,
    direct: toldOf(problem, one.direct),
    recursive: toldOf(problem, one.recursive),
    model: {
      spec: forecaster(layers, problem.horizon),
      parameters,
      step,
      scaler: problem.scaler,
      trend: problem.trend,
      windows: lastWindows(problem, TRIED),
    },
  };
}

export class ForecastSession {
  readonly #post: (news: ForecastNews) => void;
  readonly #open: () => Promise<Backend>;
  readonly #read: FileSource;
  #engine: Promise<Backend> | undefined;
  #latest = -1;
  /** Looks at the validation part that may still be passed; Infinity while it runs. */
  #allowed = Infinity;
  #wake: (() => void) | undefined;

  /** `open` and `read`: how the engine and files are had, replaced by tests. */
  constructor(
    post: (news: ForecastNews) => void,
    open: () => Promise<Backend> = openEngine,
    read: FileSource = fetchFile,
  ) {
    this.#post = post;
    this.#open = open;
    this.#read = read;
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
      problem = createProblem(await this.#values(order.plan), order.plan.options);
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
    let start: Published | undefined;
    try {
      start = await this.#show(order, problem, backend);
    } catch (error) {
      return fail('no-model', error);
    }
    try {
      await this.#trainAll(order, problem, backend, start);
    } catch (error) {
      fail(error instanceof RangeError ? 'bad-plan' : 'worker-failed', error);
    }
  }

  async #values({ source }: ForecastPlan): Promise<Float64Array> {
    return 'values' in source ? source.values : lastColumn(await this.#read(source.file));
  }

  /** Tells what the published models say, where the plan begins with them; whether they learn more is the reader's choice. */
  async #show(
    { id, plan }: TrainOrder,
    problem: Problem,
    backend: Backend,
  ): Promise<Published | undefined> {
    if (plan.published === undefined) return undefined;
    const { manifest, parameters } = await readPublished(plan.published, this.#read);
    const { seed, steps, date } = manifest;
    const models: Trained[] = [];
    for (const layers of [1, 2] as const) {
      const own = parameters[layers];
      const forecasts = await forecastWith(backend, problem, layers, own);
      const step = manifest.models[layers === 1 ? 0 : 1].keptStep;
      models.push(trainedOf(problem, { layers, seed, parameters: own, step, ...forecasts }));
    }
    if (id !== this.#latest) return undefined;
    const published = { models, seed, steps, date };
    this.#post({ type: 'published', id, published });
    this.#allowed = 0;
    return published;
  }

  async #trainAll(
    { id, plan }: TrainOrder,
    problem: Problem,
    backend: Backend,
    start: Published | undefined,
  ): Promise<void> {
    const { steps, seeds, rates } = plan;
    const total = 2 * seeds.length * steps;
    let before = 0;
    let reported = -Infinity;
    for (const seed of seeds)
      for (const layers of [1, 2] as const) {
        const from = start?.models.find((one) => one.layers === layers)?.model;
        const run = {
          numLayers: layers,
          seed,
          steps,
          learningRate: rates[layers - 1] ?? NaN,
          ...(start && from && { from: { parameters: from.parameters, updates: start.steps } }),
        };
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
        const step = (from?.step ?? 0) + forecast.bestStep;
        const trained = trainedOf(problem, { layers, seed, step, ...forecast });
        this.#post({ type: 'trained', id, trained });
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
