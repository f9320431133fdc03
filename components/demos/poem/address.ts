/**
 * The poem writer's settings as text, `verse:quatrains;mode:acrostic;text:春江花月`: in the page's address and in the
 * articles' links. Blanks of the text are written `_`, and what separates settings cannot stand in it.
 */
import { applyState, type Fields, givenIn, linkText, writeState } from '#run/url-state.ts';
import { VERSE_IDS } from '#tasks/verse.ts';
import { changed, defaultsFor, DEMO_ID, FORM_NAMES, MODES, RANGES, type Settings } from './demo.ts';

const numberField = (name: keyof typeof RANGES, base: Settings) => {
  const { min, max, step } = RANGES[name];
  return { kind: 'number', min, max, step, default: base[name] } as const;
};

const fieldsFrom = (base: Settings) =>
  ({
    verse: { kind: 'choice', options: VERSE_IDS, default: base.verse },
    form: { kind: 'choice', options: FORM_NAMES, default: base.form },
    mode: { kind: 'choice', options: MODES, default: base.mode },
    temperature: numberField('temperature', base),
    topk: numberField('topK', base),
    seed: numberField('seed', base),
    text: { kind: 'text', escapes: [[' ', '_']], default: base.text },
  }) as const satisfies Fields;

/** Applies a text to settings; what is not understood changes nothing. */
export function readSettings(text: string, base: Settings): Settings {
  const { verse } = applyState(text, fieldsFrom(base));
  const start = changed(base, { verse });
  const { topk, text: typed, ...values } = applyState(text, fieldsFrom(start));
  const own = values.mode !== 'free' && givenIn(linkText(text)).has('text');
  return changed(start, { ...values, topK: topk, ...(own && { text: typed }) });
}

/** The query of the page's address with what differs from the verse's defaults; other parameters stay. */
export function queryWith(search: string, settings: Settings, page: Settings): string {
  const { topK, ...values } = settings;
  const { text, ...fields } = fieldsFrom(defaultsFor(settings.verse));
  const verse = { ...fields.verse, default: page.verse };
  const kept = settings.mode === 'free' ? '' : settings.text.replaceAll(/[;,:]/g, '');
  return writeState(
    search,
    DEMO_ID,
    { ...values, topk: topK, text: kept },
    { ...fields, verse, text: { ...text, default: '' } },
  );
}
