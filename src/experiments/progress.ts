/** What the terminal shows while jobs run. */

export interface Progress {
  /** `depth-duel, stage 1 of 2`. */
  readonly title: string;
  readonly done: number;
  readonly total: number;
  /** Since the first of these jobs began. */
  readonly seconds: number;
  /** What was finished last. */
  readonly latest: string;
}

const BAR = 24;

/** `1 h 05 min`, `12 min`, `40 s`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 90) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  return minutes < 60
    ? `${minutes} min`
    : `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

/** One line: a bar, counts, and the time left if the jobs go on as they did so far. */
export function progressLine({ title, done, total, seconds, latest }: Progress): string {
  const filled = total === 0 ? BAR : Math.floor((done / total) * BAR);
  const bar = '█'.repeat(filled) + '░'.repeat(BAR - filled);
  const left = done === 0 ? '' : `, ${duration((seconds / done) * (total - done))} left`;
  return `${title} ${bar} ${done}/${total} after ${duration(seconds)}${left}${latest && `  ${latest}`}`;
}

/** Seconds between two lines where they are not written over one another. */
const LINE_EVERY = 15;

/** Writes progress: on a terminal one line that changes, in a log a line now and then. */
export class ProgressWriter {
  readonly #out: NodeJS.WriteStream;
  #last = -Infinity;

  constructor(out: NodeJS.WriteStream = process.stderr) {
    this.#out = out;
  }

  show(progress: Progress): void {
    const line = progressLine(progress);
    const ended = progress.done === progress.total;
    if (this.#out.isTTY) {
      this.#out.write(
        `\r\u001b[K${line.slice(0, (this.#out.columns || 80) - 1)}${ended ? '\n' : ''}`,
      );
    } else if (ended || progress.seconds - this.#last >= LINE_EVERY) {
      this.#last = ended ? -Infinity : progress.seconds;
      this.#out.write(`${line}\n`);
    }
  }
}
