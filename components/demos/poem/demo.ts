/** The poem writer as data: what can be set, within which limits, and where it begins. */
import type { NumberRange } from '#components/controls/number-field.ts';
import type { Form, VerseId } from '#tasks/verse.ts';
import type { WriteOptions } from '#train/verse-writer.ts';

export const DEMO_ID = 'poem';

/** `free`: nothing is given; `opening`: the first line or how it begins; `acrostic`: the first character of each line. */
export const MODES = ['free', 'opening', 'acrostic'] as const;
export type Mode = (typeof MODES)[number];

export const FORM_NAMES = ['5', '7'] as const;

export interface Settings {
  readonly verse: VerseId;
  readonly form: (typeof FORM_NAMES)[number];
  readonly mode: Mode;
  /** The reader's opening or acrostic. */
  readonly text: string;
  readonly temperature: number;
  readonly topK: number;
  readonly seed: number;
}

export const RANGES = {
  temperature: { min: 0.2, max: 2, step: 0.1, whole: false, log: false },
  topK: { min: 1, max: 200, step: 1, whole: true, log: false },
  seed: { min: 0, max: 9999, step: 1, whole: true, log: false },
} as const satisfies Record<string, NumberRange>;

/** What stands in the text field when a mode is chosen. */
export const SAMPLES: Readonly<Record<VerseId, Readonly<Record<Mode, string>>>> = {
  quatrains: { free: '', opening: '明月出天山', acrostic: '春江花月' },
  psalms: { free: '', opening: 'The river of the night', acrostic: 'HOPE' },
};

export const defaultsFor = (verse: VerseId): Settings => ({
  verse,
  form: '5',
  mode: 'free',
  text: '',
  temperature: verse === 'quatrains' ? 0.8 : 0.6,
  topK: 40,
  seed: 1,
});

/** The settings after a change: another verse or mode brings its sample along. */
export function changed(settings: Settings, part: Partial<Settings>): Settings {
  const verse = part.verse ?? settings.verse;
  const base = verse === settings.verse ? settings : defaultsFor(verse);
  const next = { ...base, ...part };
  const fresh = next.mode !== base.mode && part.text === undefined;
  return fresh ? { ...next, text: SAMPLES[verse][next.mode] } : next;
}

/** Lines of a poem with nothing given. */
const LINES = 4;

/** What the writer is asked for; `text` as it was checked. */
export function writeOptionsOf(settings: Settings, text = settings.text): WriteOptions {
  const { form, mode, temperature, topK, seed } = settings;
  const initials = mode === 'acrostic' ? text : '';
  return {
    form: Number(form) as Form,
    lines: Math.max(LINES, [...initials].length),
    temperature,
    topK,
    seed,
    opening: mode === 'opening' ? text : '',
    initials,
  };
}

/** Updates on the reader's own lines, and the rate at which they are learned. */
export const LESSON = { updates: 40, learningRate: 0.002 } as const;
