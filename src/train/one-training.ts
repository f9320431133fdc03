/** The one training that a worker has under way, paused, stepped and ended by orders that come between its updates. */
export class OneTraining {
  /** Id of the training; undefined without one. */
  #id: number | undefined;
  #paused = false;
  /** Updates that a paused training may still make. */
  #allowed = 0;
  #wake: (() => void) | undefined;

  get active(): boolean {
    return this.#id !== undefined;
  }

  /** Is this the training under way? */
  is(id: number): boolean {
    return this.#id === id;
  }

  /** In place of any other. */
  begin(id: number): void {
    this.end();
    this.#id = id;
  }

  /** A training that waits notices at once, another before its next update. */
  end(): void {
    this.#id = undefined;
    this.#paused = false;
    this.#wake?.();
  }

  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#wake?.();
  }

  /** Allows a paused training one update. */
  step(): void {
    this.#allowed = 1;
    this.#wake?.();
  }

  /**
   * Between two updates of the training `id`: lets newer orders in, and waits while it is paused; `waits` is told each time.
   * @returns whether it is still wanted.
   */
  async turn(id: number, waits: () => void): Promise<boolean> {
    await new Promise((resolve) => setTimeout(resolve));
    while (this.is(id) && this.#paused && this.#allowed-- <= 0) {
      this.#allowed = 0;
      waits();
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    return this.is(id);
  }
}
