/** The demo as data: settings, what they ask for, and sentences to try. */
import { applyState, defaultValues, type Fields, type Values, writeState } from '#run/url-state.ts';
import type { Locale } from '#site/locales.ts';
import {
  NER_EXAMPLES,
  NER_LANGUAGES,
  NER_VARIANTS,
  type NerLanguage,
  type NerVariant,
  partsOf,
} from '#tasks/ner/languages.ts';
import { NER_LIMITS } from '#tasks/ner/tokenise.ts';
import { NODE_VALUES } from './look.ts';

export const DEMO_ID = 'ner-tagger';
export const MOST_SEED = 99;

/** Parts of the model that can be switched off. */
export const PARTS = ['cnn', 'lstm', 'crf'] as const;
export type Part = (typeof PARTS)[number];

/** The language that a page opens with: its own. */
export const languageOf = (locale: Locale): NerLanguage => (locale === 'en' ? 'en' : 'zh');

/** The settings, and how they are written in the page's address. The reader's sentence stays on the page. */
const fieldsFor = <const Language extends NerLanguage>(language: Language) =>
  ({
    model: { kind: 'choice', options: NER_LANGUAGES, default: language },
    cnn: { kind: 'boolean', default: true },
    lstm: { kind: 'boolean', default: true },
    crf: { kind: 'boolean', default: true },
    seed: { kind: 'number', min: 1, max: MOST_SEED, step: 1, default: 1 },
    node: { kind: 'choice', options: NODE_VALUES, default: 'emission' },
    // 0: the first token of the first name.
    token: { kind: 'number', min: 0, max: NER_LIMITS.tokens, step: 1, default: 0 },
  }) as const satisfies Fields;

export const FIELDS = { en: fieldsFor('en'), 'zh-cn': fieldsFor('zh') } as const;

export type Settings = Values<(typeof FIELDS)['en']>;

export const defaultsFor = (locale: Locale): Settings =>
  defaultValues(FIELDS[locale] as Fields) as Settings;

/** The variant that has just these parts; undefined where none was recorded. */
export const variantOf = ({ cnn, lstm, crf }: Pick<Settings, Part>): NerVariant | undefined =>
  NER_VARIANTS.find((variant) => {
    const parts = partsOf(variant);
    return parts.cnn === cnn && parts.lstm === lstm && parts.crf === crf;
  });

/** Can this part be switched, as the others are now? */
export const canSwitch = (settings: Pick<Settings, Part>, part: Part): boolean =>
  variantOf({ ...settings, [part]: !settings[part] }) !== undefined;

/** Applies a text to settings; what is not understood changes nothing. Parts that make no variant together stay. */
export function readSettings(locale: Locale, text: string, base: Settings): Settings {
  const set = applyState(text, FIELDS[locale] as Fields, base) as Settings;
  if (variantOf(set) !== undefined) return set;
  const { cnn, lstm, crf } = base;
  return { ...set, cnn, lstm, crf };
}

/** A page's query with what differs from the defaults. */
export const queryWith = (locale: Locale, search: string, settings: Settings): string =>
  writeState(search, DEMO_ID, settings, FIELDS[locale] as Fields);

/** Sentences to try, first the one that the published model was recorded with. */
export const EXAMPLES: Readonly<Record<NerLanguage, readonly string[]>> = {
  en: [
    NER_EXAMPLES.en,
    'Jordan flew to Jordan with Jordan Bank, then drove north.',
    'Mrs Okonkwo left the Harbour Museum in Lisbon for Washington in May.',
  ],
  zh: [
    NER_EXAMPLES.zh,
    '华盛顿在华盛顿大学读书，后来去了苏州。',
    '五月，欧阳文静离开海港博物馆，坐车去泰山。',
  ],
};
