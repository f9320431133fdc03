/** The recorded runs, as the page carries them and as it fetches them. */
import { formatSetting } from '#viz/format.ts';
import type { Settings } from './demo.ts';

/** A file of `npm run experiments ssim-loss`. */
export interface SsimFile {
  readonly date: string;
  readonly engine: { readonly version: string; readonly runtime: string };
  readonly config: {
    readonly of: Settings['of'];
    readonly loss: {
      readonly alpha: number;
      readonly term: Settings['term'];
      readonly range: number;
    };
    readonly seed: number;
  };
  readonly result: {
    readonly curve: readonly (readonly number[])[];
    readonly mse: number;
    readonly ssim: number;
    readonly msSsim: number;
    readonly picture?: string;
  };
}

/** The ends of all seeds of one loss. */
export interface Cell {
  readonly of: Settings['of'];
  readonly term: Settings['term'];
  readonly alpha: number;
  readonly range: number;
  readonly mse: readonly number[];
  readonly ssim: readonly number[];
  /** By 3 scales for pixels, by 4 for an autoencoder. */
  readonly msSsim: readonly number[];
}

/** What one loss made of the cat: curves of all seeds (updates, MSE, SSIM, MS-SSIM), the picture of seed 1 in base64. */
export interface Detail {
  readonly curves: readonly (readonly (readonly number[])[])[];
  readonly picture: string;
}

export interface Recording {
  readonly date: string;
  readonly engine: string;
  readonly seeds: number;
  readonly cells: readonly Cell[];
}

/** A point of a curve as files hold it. */
export const pointOf = ([
  step = 0,
  mse = Number.NaN,
  ssim = Number.NaN,
  msSsim = Number.NaN,
]: readonly number[]) => ({
  step,
  mse,
  ssim,
  msSsim,
});

type Key = Pick<Cell, 'of' | 'term' | 'alpha' | 'range'>;

/** The name of a loss: `pixels-literal-0.5-1`. */
export const keyOf = ({ of, term, alpha, range }: Key): string =>
  `${of}-${term}-${formatSetting(alpha)}-${range}`;

/** Where the site serves the detail of a loss. */
export const detailPath = (key: string): string => `/recorded/ssim-loss/${key}.json`;

const keyOfFile = ({ config: { of, loss } }: SsimFile): string => keyOf({ of, ...loss });

/** @throws RangeError when there is no file. */
export function recordingOf(files: readonly SsimFile[]): Recording {
  const [first] = files;
  if (first === undefined) throw new RangeError('ssim-loss must be recorded, got no file');
  const groups = Map.groupBy(files, keyOfFile);
  const cells = [...groups.values()].map((group): Cell => {
    const bySeed = group.toSorted((a, b) => a.config.seed - b.config.seed);
    const { of, loss } = bySeed[0]?.config ?? first.config;
    return {
      of,
      ...loss,
      mse: bySeed.map(({ result }) => result.mse),
      ssim: bySeed.map(({ result }) => result.ssim),
      msSsim: bySeed.map(({ result }) => result.msSsim),
    };
  });
  return {
    date:
      files
        .map(({ date }) => date)
        .sort()
        .at(-1) ?? first.date,
    engine: `Strata ${first.engine.version}, ${first.engine.runtime}`,
    seeds: Math.max(...cells.map(({ ssim }) => ssim.length)),
    cells: cells.toSorted((a, b) => a.alpha - b.alpha),
  };
}

/** Undefined where that loss has not been recorded. */
export function detailOf(files: readonly SsimFile[], key: string): Detail | undefined {
  const own = files.filter((file) => keyOfFile(file) === key);
  const picture = own.find(({ result }) => result.picture)?.result.picture;
  return picture === undefined
    ? undefined
    : { curves: own.map(({ result }) => result.curve), picture };
}

/** Every loss that has been recorded. */
export const keysOf = (files: readonly SsimFile[]): string[] => [...new Set(files.map(keyOfFile))];
