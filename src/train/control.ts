/** What the reader wants of a run right now. The run looks at it at every step boundary. */
import type { InspectRequest } from './protocol.ts';

/** One reader's wishes. */
export class Control {
  stopped = false;
  paused = false;
  /** Single steps asked for while paused and not yet made. */
  steps = 0;
  learningRate: number;
  /** What is to be looked at, until it is withdrawn or, without `every`, has been. */
  inspection: InspectRequest | undefined;
  /** A request that has just come, and is answered even while paused. */
  inspectionAsked = false;
  readonly #abort = new AbortController();
  #wake: () => void = () => undefined;

  constructor(learningRate: number) {
    this.learningRate = learningRate;
  }

  /** Aborts when the run is stopped. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    this.steps = 0;
    this.#wake();
  }

  /** Asks for one update of every model; without effect while running. */
  step(): void {
    if (this.paused) this.steps++;
    this.#wake();
  }

  /** Looks inside a model now, and then every so often; `undefined` withdraws the request. */
  inspect(request: InspectRequest | undefined): void {
    this.inspection = request;
    this.inspectionAsked = request !== undefined;
    this.#wake();
  }

  stop(): void {
    this.stopped = true;
    this.#abort.abort();
    this.#wake();
  }

  /** Is there nothing to do until the reader says otherwise? */
  get waiting(): boolean {
    return this.paused && this.steps === 0 && !this.inspectionAsked && !this.stopped;
  }

  /** Settles at the next `resume`, `step` or `stop`. */
  changed(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
