/**
 * The poem writer's settings as text, `verse:quatrains;mode:acrostic;text:春江花月`: in the page's address and in the
 * articles' links. Blanks of the text are written `_`, and what separates settings cannot stand in it.
 */
import { type Fields, formatState, parseState } from '#run/url-state.ts';
import { VERSE_IDS } from '#tasks/verse.ts';
import { changed, defaultsFor, DEMO_ID, FORM_NAMES, MODES, RANGES, type Settings } from './demo.ts';

/** Longest text that is read as settings, in characters. */
const LONGEST = 400;

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
  }) as const satisfies Fields;

/** Applies a text to settings; what is not understood changes nothing. */
export function readSettings(text: string, base: Settings): Settings {
  const plain = text.slice(0, LONGEST).replaceAll(',', ';');
  const { verse } = parseState(plain, fieldsFrom(base));
  const start = changed(base, { verse });
  const { topk, ...values } = parseState(plain, fieldsFrom(start));
  const own = plain.split(';').find((part) => part.startsWith('text:'));
  const typed = own?.slice('text:'.length).replaceAll('_', ' ');
  return changed(start, {
    ...values,
    topK: topk,
    ...(typed !== undefined && values.mode !== 'free' && { text: typed }),
  });
}

/** The query of the page's address with what differs from the verse's defaults; other parameters stay. */
export function queryWith(search: string, settings: Settings, page: Settings): string {
  const { text, topK, ...values } = settings;
  const initial = fieldsFrom(defaultsFor(settings.verse));
  const fields = { ...initial, verse: { ...initial.verse, default: page.verse } };
  const kept = text.replaceAll(/[;,:]/g, '').replaceAll(' ', '_');
  const parts = [
    formatState({ ...values, topk: topK }, fields),
    settings.mode === 'free' || kept === '' ? '' : `text:${kept}`,
  ].filter((part) => part !== '');
  const parameters = new URLSearchParams(search);
  if (parts.length === 0) parameters.delete(DEMO_ID);
  else parameters.set(DEMO_ID, parts.join(';'));
  const query = parameters.toString().replaceAll('%3A', ':').replaceAll('%3B', ';');
  return query === '' ? '' : `?${query}`;
}
