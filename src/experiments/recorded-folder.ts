/** The files below `content/recorded/`: reading, judging whether one still is what a job asks for, writing. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonical } from '#model/canonical.ts';
import type { Job, Recorded } from './experiment.ts';

/** From the root of the repository. */
export const RECORDED_FOLDER = 'content/recorded';

/** A result as text without what a clock said, to be compared bit for bit: numbers keep all their digits. */
export function comparable(result: unknown): string {
  if (typeof result !== 'object' || result === null || Array.isArray(result))
    return canonical(result);
  return canonical({ ...result, timings: undefined });
}

export class RecordedFolder {
  readonly #root: string;

  constructor(root: string = RECORDED_FOLDER) {
    this.#root = root;
  }

  /** The file, or undefined where there is none or it is no recorded file (one that was cut off, say). */
  read(path: string): Recorded<unknown, unknown> | undefined {
    try {
      const file: unknown = JSON.parse(readFileSync(this.#place(path), 'utf8'));
      return isRecorded(file) ? file : undefined;
    } catch (error) {
      if (error instanceof SyntaxError || isMissing(error)) return undefined;
      throw error;
    }
  }

  /** The file if it was made from the job's very config. */
  find({ path, config }: Job<unknown>): Recorded<unknown, unknown> | undefined {
    const file = this.read(path);
    return file !== undefined && canonical(file.config) === canonical(config) ? file : undefined;
  }

  /** All at once or not at all: whoever reads at any time finds the old file or the new one, never half of it. */
  write(path: string, file: Recorded<unknown, unknown>): void {
    const place = this.#place(path);
    const temporary = `${place}.${process.pid}.tmp`;
    mkdirSync(dirname(place), { recursive: true });
    try {
      writeFileSync(temporary, `${JSON.stringify(file)}\n`);
      renameSync(temporary, place);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  }

  #place(path: string): string {
    if (!/^[\w-]+(\/\w[\w.-]*)+\.json$/.test(path))
      throw new RangeError(`path must be like experiment/a/b.json, got ${path}`);
    return join(this.#root, path);
  }
}

const isRecorded = (file: unknown): file is Recorded<unknown, unknown> =>
  typeof file === 'object' &&
  file !== null &&
  ['experiment', 'config', 'engine', 'date', 'result'].every((key) => key in file);

const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ENOENT' || error.code === 'ENOTDIR');
