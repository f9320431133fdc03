/**
 * Picks a backend by timing the very model on each, never by capability: which one is fastest depends on the model
 * and on the machine, and on many machines it is not the GPU.
 *
 * Each candidate first trains on two time steps as a warm-up (compilation, first allocations) that is not timed, then
 * on the opening of a batch, a tenth of its time steps. Its time, scaled to the whole sequence, tells whether the
 * candidate can still win; only then is it timed on whole batches. Of several times the shortest counts: whatever else
 * the machine is doing can only make them longer.
 */
import type { Batch } from '#model/batch.ts';
import type { Backend, BackendId, TrainerOptions } from './backend.ts';
import { BACKEND_LOADERS, BACKEND_ORDER, type BackendLoaders } from './loaders.ts';
import {
  BackendRefusal,
  errorText,
  failureReason,
  type BackendChoice,
  type Probe,
} from './probe.ts';

/** A candidate whose scaled time is so many times the best so far is stopped: the scaling is rough. */
const HOPELESS = 2;
/** Time steps of the warm-up. */
const WARM_UP_STEPS = 2;
/** Updates that are timed at most, and milliseconds that openings, and then whole batches, may take together. */
const TIMED = 3;
const OPENINGS_MS = 100;
const BATCHES_MS = 150;
/** Whole batches are timed unless one would take longer than this, in ms. */
const FIRST_BATCH_MS = 600;
/** Milliseconds from the start of picking after which a backend that works is not kept waiting for others. */
const PATIENCE_MS = 4000;
/** Milliseconds a candidate may take when there is no other yet, or when the reader asked for it. */
const LAST_HOPE_MS = 60_000;

export interface PickOptions {
  readonly choice: BackendChoice;
  /** The model to time; a backend that refuses it is out. */
  readonly model: TrainerOptions;
  readonly batch: Batch;
  /** Backends that have failed already, with what became of them; they are not tried again. */
  readonly given?: readonly Probe[];
  readonly loaders?: BackendLoaders;
  /** Milliseconds; a parameter for tests. */
  readonly now?: () => number;
  /**
   * Called once, with the first backend that was timed, before the others are tried: it may be used until the
   * promise settles, which must not reject.
   */
  readonly onFirst?: (backend: Backend) => Promise<void>;
  /** Aborting ends the picking after the current update, without a backend. */
  readonly signal?: AbortSignal;
}

export interface Picked {
  /** Undefined when every backend is out, or when picking was aborted. */
  readonly backend: Backend | undefined;
  /** One outcome for each backend that was tried, in order. */
  readonly probes: readonly Probe[];
}

/**
 * Tries the reader's choice, and where that is `auto` or out of order, the others against each other.
 * Never throws: whatever goes wrong with a candidate becomes its probe.
 */
export async function pickBackend(options: PickOptions): Promise<Picked> {
  const { choice, given = [], loaders = BACKEND_LOADERS, signal } = options;
  const deadline = performance.now() + PATIENCE_MS;
  const probes: Probe[] = [...given];
  const open = BACKEND_ORDER.filter(
    (id) => loaders[id] !== undefined && !given.some(({ backend }) => backend === id),
  );
  if (choice !== 'auto' && open.includes(choice)) {
    const { backend, probe } = await tryBackend(choice, options, { asked: true });
    probes.push(probe);
    if (backend !== undefined) return settle(backend, probes, signal);
  }
  let best: { backend: Backend; msPerStep: number } | undefined;
  for (const id of open) {
    if (signal?.aborted === true) break;
    if (id === choice) continue;
    const { backend, probe } = await tryBackend(id, options, {
      asked: false,
      ...(best && { best: best.msPerStep, patience: deadline - performance.now() }),
    });
    probes.push(probe);
    if (backend === undefined || !('msPerStep' in probe)) continue;
    if (best === undefined) await options.onFirst?.(backend);
    if (best !== undefined && best.msPerStep <= probe.msPerStep) {
      backend.dispose();
    } else {
      best?.backend.dispose();
      best = { backend, msPerStep: probe.msPerStep };
    }
  }
  return settle(best?.backend, probes, signal);
}

function settle(
  backend: Backend | undefined,
  probes: readonly Probe[],
  signal: AbortSignal | undefined,
): Picked {
  if (signal?.aborted !== true) return { backend, probes };
  backend?.dispose();
  return { backend: undefined, probes };
}

interface Tried {
  readonly backend?: Backend;
  readonly probe: Probe;
}

interface Terms {
  /** The reader named this backend: it may use software. */
  readonly asked: boolean;
  /** Milliseconds of an update on the best backend so far. */
  readonly best?: number;
  readonly patience?: number;
}

/** Loads and times one candidate. */
async function tryBackend(
  id: BackendId,
  options: PickOptions,
  { asked, best = Infinity, patience = LAST_HOPE_MS }: Terms,
): Promise<Tried> {
  const load = (options.loaders ?? BACKEND_LOADERS)[id];
  let backend: Backend | undefined;
  let abandoned = false;
  const attempt = async (): Promise<number> => {
    if (load === undefined) throw new BackendRefusal('failed', `${id} is not available`);
    const loaded = await load({ allowSoftware: asked });
    // It may arrive after patience has run out.
    if (abandoned) {
      loaded.dispose();
      return Infinity;
    }
    backend = loaded;
    return Promise.race([
      timeBackend(loaded, best, options),
      loaded.failed.then((reason) => {
        throw new BackendRefusal(failureReason(reason, true), reason);
      }),
    ]);
  };
  try {
    const msPerStep = await withPatience(attempt, patience);
    if (backend === undefined) throw new BackendRefusal('failed', 'picking was interrupted');
    return { backend, probe: { backend: id, device: backend.device, msPerStep } };
  } catch (error) {
    abandoned = true;
    backend?.dispose();
    const detail = errorText(error);
    const reason = error instanceof BackendRefusal ? error.reason : failureReason(detail, false);
    return { probe: { backend: id, reason, detail } };
  }
}

/** Waits for an attempt as long as there is time; one that has no time at all is not begun. */
function withPatience<T>(attempt: () => Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      reject(new BackendRefusal('failed', 'not ready in the time there was for trying backends'));
    };
    if (ms <= 0) return giveUp();
    const timer = setTimeout(giveUp, ms);
    void attempt()
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
      });
  });
}

/** Milliseconds of a whole update, the shortest of a few, warm-up excluded. @throws BackendRefusal `slower`. */
async function timeBackend(
  backend: Backend,
  best: number,
  { model, batch, now = () => performance.now(), signal }: PickOptions,
): Promise<number> {
  const trainer = await backend.createTrainer(model);
  const update = async (on: Batch): Promise<number> => {
    const start = now();
    await trainer.step([on]);
    return now() - start;
  };
  const aborted = (): boolean => signal?.aborted === true;
  try {
    await update(firstSteps(batch, model, WARM_UP_STEPS));
    // Stock TensorFlow.js cannot differentiate a sequence of one time step.
    const tenth = Math.ceil(batch.sequenceLength / 10);
    const opening = firstSteps(batch, model, Math.max(2, Math.min(5, tenth)));
    const scale = batch.sequenceLength / opening.sequenceLength;
    const first = await update(opening);
    checkHope(first * scale, best, 2 * HOPELESS);
    const again = await shortest(() => update(opening), OPENINGS_MS, Infinity, aborted);
    const scaled = Math.min(first, again) * scale;
    checkHope(scaled, best, HOPELESS);
    if (scaled > FIRST_BATCH_MS || aborted()) return scaled;
    // A time far above the scaled one is doubtful: more code was being compiled.
    return await shortest(() => update(batch), BATCHES_MS, 1.5 * scaled, aborted);
  } finally {
    trainer.dispose();
  }
}

/** Times at least one update and at most three, beyond `budget` ms only while all times are above `doubtful` ms. */
async function shortest(
  update: () => Promise<number>,
  budget: number,
  doubtful: number,
  aborted: () => boolean,
): Promise<number> {
  let best = await update();
  let spent = best;
  for (let taken = 1; taken < TIMED && !aborted(); taken++) {
    if (spent + best > budget && best <= doubtful) break;
    const ms = await update();
    spent += ms;
    best = Math.min(best, ms);
  }
  return best;
}

function checkHope(ms: number, best: number, factor: number): void {
  if (ms > best * factor)
    throw new BackendRefusal(
      'slower',
      `about ${ms.toFixed(0)} ms a step, the best so far ${best.toFixed(0)} ms`,
    );
}

/** The first `count` time steps of a batch, longer sequences cut there: a view, since batches are time-major. */
export function firstSteps(
  batch: Batch,
  { spec }: Pick<TrainerOptions, 'spec'>,
  count: number,
): Batch {
  const { batchSize, lengths } = batch;
  const sequenceLength = Math.min(count, batch.sequenceLength);
  const perStep = batchSize * (spec.loss === 'mse' ? spec.outputSize : 1);
  const width = spec.vocabulary === undefined ? spec.inputSize : 1;
  return {
    ...batch,
    sequenceLength,
    inputs: batch.inputs.subarray(0, sequenceLength * batchSize * width),
    ...(lengths && { lengths: lengths.map((length) => Math.min(length, sequenceLength)) }),
    targets:
      spec.head === 'every' ? batch.targets.subarray(0, sequenceLength * perStep) : batch.targets,
  };
}
