/** What the reader wants of a run right now. The run looks at it at every step boundary. */
export class Control {
  stopped = false;
  paused = false;
  /** Single steps asked for while paused and not yet made. */
  steps = 0;
  learningRate: number;
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

  stop(): void {
    this.stopped = true;
    this.#abort.abort();
    this.#wake();
  }

  /** Is there nothing to do until the reader says otherwise? */
  get waiting(): boolean {
    return this.paused && this.steps === 0 && !this.stopped;
  }

  /** Settles at the next `resume`, `step` or `stop`. */
  changed(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
