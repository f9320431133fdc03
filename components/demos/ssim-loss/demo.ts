/** The SSIM loss as data: settings, and what is run for them. */
import type { NumberRange } from '#components/controls/number-field.ts';
import { applyState, defaultValues, type Fields, type Values, writeState } from '#run/url-state.ts';
import { TEST_PHOTOGRAPHS } from '#tasks/photographs.ts';
import type { PicturePlan } from '#train/picture-protocol.ts';
import type { Published } from './published.ts';

export const DEMO_ID = 'ssim-loss';

export const ALPHA: NumberRange & { readonly step: number } = {
  min: 0,
  max: 1,
  whole: false,
  log: false,
  step: 0.01,
};
export const MOST_SEEDS = 99;

/** Updates of a run; `PIXEL_FIT` and `AUTOENCODER_FIT` of the worker have the same numbers, a test sees to it. */
export const STEPS = { pixels: 400, autoencoder: 400 } as const;

/**
 * The settings, and how they are written in the page's address: `alpha:0.84;term:literal`. `from`: the weights an
 * autoencoder begins with.
 */
export const FIELDS = {
  of: { kind: 'choice', options: ['pixels', 'autoencoder'], default: 'pixels' },
  alpha: { kind: 'number', min: 0, max: 1, step: 0.01, default: 0.5 },
  term: { kind: 'choice', options: ['dissimilarity', 'literal'], default: 'dissimilarity' },
  picture: { kind: 'choice', options: TEST_PHOTOGRAPHS, default: 'cat' },
  range: { kind: 'choice', options: ['1', '255'], default: '1' },
  seed: { kind: 'number', min: 1, max: MOST_SEEDS, step: 1, default: 1 },
  from: { kind: 'choice', options: ['published', 'new'], default: 'published' },
} as const satisfies Fields;

export type Settings = Values<typeof FIELDS>;
export const DEFAULTS: Settings = defaultValues(FIELDS);

/** Applies a text to settings; what is not understood changes nothing. */
export const readSettings = (text: string, base: Settings): Settings =>
  applyState(text, FIELDS, base);

/** A page's query with what differs from the defaults. */
export const queryWith = (search: string, settings: Settings): string =>
  writeState(search, DEMO_ID, settings, FIELDS);

/**
 * What the worker is asked for.
 * @param picture [128, 128], 0…255
 * @param published the model to begin with; new weights without one.
 */
export const planOf = (
  { of, alpha, term, range, seed }: Settings,
  picture: Uint8Array,
  published?: Pick<Published, 'id'>,
): PicturePlan => ({
  of,
  loss: { alpha, term, range: Number(range) },
  seed,
  picture,
  ...(published && { published: published.id }),
});

/** Do two settings ask for the same run? */
export const sameRun = (a: Settings, b: Settings): boolean =>
  (Object.keys(FIELDS) as (keyof Settings)[]).every((name) => a[name] === b[name]);
