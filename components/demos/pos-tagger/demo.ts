/** The tagger demo as data: settings and what it begins with. */
import { applyState, defaultValues, type Fields, type Values, writeState } from '#run/url-state.ts';
import { EPOCHS } from '#tasks/tagging/batches.ts';
import type { TaggerPlan } from '#train/tagger-protocol.ts';

export const DEMO_ID = 'pos-tagger';
export const MOST_SEED = 99;

/** What the figure opens with: words that are two parts of speech, and words that nobody has seen. */
export const EXAMPLE =
  'They can fish, but the old man the boats. A grumfy blick will outstrumble the can.';

/** Learning rate for one and two layers: the better of two on the held-out texts. */
export const RATES = { 1: 0.01, 2: 0.01 } as const;

/** The settings, and how they are written in the page's address. The reader's sentence stays on the page. */
export const FIELDS = {
  layers: { kind: 'choice', options: ['1', '2'], default: '1' },
  seed: { kind: 'number', min: 1, max: MOST_SEED, step: 1, default: 1 },
} as const satisfies Fields;

export type Settings = Values<typeof FIELDS>;
export const DEFAULTS: Settings = defaultValues(FIELDS);

/** Applies a text to settings; what is not understood changes nothing. */
export const readSettings = (text: string, base: Settings): Settings =>
  applyState(text, FIELDS, base);

/** A page's query with what differs from the defaults. */
export const queryWith = (search: string, settings: Settings): string =>
  writeState(search, DEMO_ID, settings, FIELDS);

/** The training that settings ask for. */
export function planOf({ layers, seed }: Settings): TaggerPlan {
  const depth = layers === '1' ? 1 : 2;
  return { layers: depth, seed, epochs: EPOCHS, learningRate: RATES[depth] };
}
