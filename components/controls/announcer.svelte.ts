/** Words for a polite live region, at most one message every five seconds, so that a running demo does not chatter. */

export const ANNOUNCE_EVERY = 5000;

export class Announcer {
  /** What the live region says now. */
  text = $state('');
  #waiting: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = -Infinity;

  /** Says it now, or as soon as five seconds have passed; a newer message replaces one that still waits. */
  say(text: string): void {
    const wait = this.#last + ANNOUNCE_EVERY - Date.now();
    if (wait <= 0) this.#speak(text);
    else {
      this.#waiting = text;
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        if (this.#waiting !== undefined) this.#speak(this.#waiting);
      }, wait);
    }
  }

  /** Forgets what waits; call it when the demo goes. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = undefined;
  }

  #speak(text: string): void {
    this.#last = Date.now();
    this.#waiting = undefined;
    this.text = text;
  }
}
