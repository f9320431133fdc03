/**
 * Animation frames for news that comes faster than it is worth drawing: a frame that took long to draw is followed by
 * a longer wait, so that drawing leaves the processor to the workers that train.
 */

/** Milliseconds of waiting for every millisecond of drawing. */
const WAIT_PER_COST = 6;
/** However slow the machine is, the reader sees it move. */
const LONGEST_WAIT_MS = 400;

export class PacedFrames {
  readonly #draw: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #frame: number | undefined;
  /** On the page's clock: not before. */
  #next = 0;

  /** `draw` changes what the page shows; what the browser makes of it until the frame is done is part of the cost. */
  constructor(draw: () => void) {
    this.#draw = draw;
  }

  /** Asks for a frame: when it is time for one, or the very next. */
  ask(when: 'in-time' | 'next'): void {
    const wait = when === 'next' ? 0 : this.#next - performance.now();
    if (wait <= 0) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#frame ??= requestAnimationFrame(() => {
        this.#show();
      });
    } else if (this.#frame === undefined)
      this.#timer ??= setTimeout(() => {
        this.ask('next');
      }, wait);
  }

  /** Forgets the frame that was asked for. */
  cancel(): void {
    clearTimeout(this.#timer);
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#timer = this.#frame = undefined;
  }

  #show(): void {
    this.#frame = undefined;
    const begin = performance.now();
    this.#draw();
    // A message is dealt with after the frame's style, layout and paint.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      const now = performance.now();
      this.#next = now + Math.min(LONGEST_WAIT_MS, WAIT_PER_COST * (now - begin));
    };
    port2.postMessage(undefined);
  }
}
