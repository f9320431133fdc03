/**
 * The files of names: templates with slots, names to fill them, annotated sentences. Templates and names are split
 * apart, so that a test sentence can be new in both. Lines that begin with # say something about the file.
 */
import type { NerLanguage } from './languages.ts';
import { ENTITY_TYPES, type Entity, type EntityType } from './tags.ts';
import { tokensOf } from './tokenise.ts';

export const SPLITS = ['train', 'held-out', 'test'] as const;
export type Split = (typeof SPLITS)[number];

/** Tokens of a sentence and its entities, in their order. */
export interface Marked {
  readonly tokens: readonly string[];
  readonly entities: readonly Entity[];
}

/** Texts and slots in turn: text, slot, text, …, text. */
export interface Template {
  readonly texts: readonly string[];
  readonly slots: readonly EntityType[];
}

/** Names of each type. */
export type Names = Readonly<Record<EntityType, readonly string[]>>;

export interface NerCorpus {
  readonly language: NerLanguage;
  readonly templates: Readonly<Record<Split, readonly Template[]>>;
  readonly names: Readonly<Record<Split, Names>>;
  /** The first annotation, by which models are scored. */
  readonly annotated: readonly Marked[];
  /** The second one of the same sentences, where there is one. */
  readonly second?: readonly Marked[];
}

/** Contents of the files. */
export interface NerFiles {
  readonly templates: string;
  readonly names: string;
  readonly annotated: string;
  readonly second?: string | undefined;
}

/** Their names, below the language's folder. */
export const NER_FILES = {
  templates: 'templates.txt',
  names: 'names.txt',
  annotated: 'annotated.txt',
  second: 'annotated-second.txt',
} as const;

interface Line {
  readonly text: string;
  /** File and number, for messages. */
  readonly at: string;
}

function linesOf(file: string, content: string): Line[] {
  return content
    .split('\n')
    .map((text, index) => ({ text, at: `${file}, line ${index + 1}` }))
    .filter(({ text }) => text.trim() !== '' && !text.startsWith('#'));
}

const isSplit = (text: string): text is Split => (SPLITS as readonly string[]).includes(text);
const isType = (text: string): text is EntityType =>
  (ENTITY_TYPES as readonly string[]).includes(text);

/** Reads all files. @throws RangeError naming the file, the line and what is wrong there. */
export function parseNerCorpus(language: NerLanguage, files: NerFiles): NerCorpus {
  const annotated = parseAnnotated(language, NER_FILES.annotated, files.annotated);
  const second =
    files.second === undefined
      ? undefined
      : parseAnnotated(language, NER_FILES.second, files.second);
  if (second) checkSame(annotated, second);
  return {
    language,
    templates: parseTemplates(files.templates),
    names: parseNames(language, files.names),
    annotated,
    ...(second && { second }),
  };
}

/** Lines of split, tab, sentence with slots. */
export function parseTemplates(content: string): NerCorpus['templates'] {
  const parts: Record<Split, Template[]> = { train: [], 'held-out': [], test: [] };
  const known = new Set<string>();
  for (const { text, at } of linesOf(NER_FILES.templates, content)) {
    const [split = '', sentence = '', ...more] = text.split('\t');
    if (!isSplit(split) || sentence.trim() === '' || more.length > 0)
      throw new RangeError(`${at}: must be ${SPLITS.join(' | ')}, tab, sentence, got ${text}`);
    if (known.has(sentence)) throw new RangeError(`${at}: must be new, got ${sentence} again`);
    known.add(sentence);
    parts[split].push(templateOf(sentence, at));
  }
  return parts;
}

function templateOf(sentence: string, at: string): Template {
  const pieces = sentence.split(/\{([^{}]*)\}/);
  const texts = pieces.filter((_, k) => k % 2 === 0);
  const slots = pieces.filter((_, k) => k % 2 === 1);
  const bad = slots.find((slot) => !isType(slot)) ?? texts.find((text) => /[{}]/.test(text));
  if (bad !== undefined)
    throw new RangeError(`${at}: slots must be {${ENTITY_TYPES.join('} {')}}, got ${bad}`);
  return { texts, slots: slots.filter(isType) };
}

/** Lines of type, tab, split, tab, name. A name is in one split only, although it may be of two types there. */
export function parseNames(language: NerLanguage, content: string): NerCorpus['names'] {
  const empty = (): Record<EntityType, string[]> => ({ PER: [], LOC: [], ORG: [] });
  const parts = { train: empty(), 'held-out': empty(), test: empty() };
  const splits = new Map<string, Split>();
  for (const { text, at } of linesOf(NER_FILES.names, content)) {
    const [type = '', split = '', name = '', ...more] = text.split('\t');
    if (!isType(type) || !isSplit(split) || name.trim() === '' || more.length > 0)
      throw new RangeError(
        `${at}: must be ${ENTITY_TYPES.join(' | ')}, tab, ${SPLITS.join(' | ')}, tab, name, got ${text}`,
      );
    const key = nameKey(language, name);
    const other = splits.get(key);
    if ((other ?? split) !== split)
      throw new RangeError(`${at}: must be in one split, got ${name} in ${other} and ${split}`);
    if (parts[split][type].includes(name))
      throw new RangeError(`${at}: must be new, got ${name} again`);
    splits.set(key, split);
    parts[split][type].push(name);
  }
  return parts;
}

/** A name as names are compared: its tokens, parted by blanks. */
export const nameKey = (language: NerLanguage, name: string): string =>
  tokensOf(language, name)
    .map(({ text }) => text)
    .join(' ');

/** A stretch of a text in UTF-16 units. */
interface Stretch {
  readonly type: EntityType;
  readonly start: number;
  readonly end: number;
}

/** Sentences with entities in square brackets: [PER Ada Lovelace] wrote. */
export function parseAnnotated(language: NerLanguage, file: string, content: string): Marked[] {
  return linesOf(file, content).map(({ text: line, at }) => {
    const stretches: Stretch[] = [];
    let text = '';
    for (const [k, piece] of line.split(/\[([^[\]]*)\]/).entries()) {
      if (k % 2 === 0) {
        if (/[[\]]/.test(piece))
          throw new RangeError(`${at}: brackets must be [TYPE name], not nested, got ${line}`);
        text += piece;
        continue;
      }
      const [, type = '', name = ''] = /^(\S+) +(\S(?:.*\S)?)$/u.exec(piece) ?? [];
      if (!isType(type))
        throw new RangeError(`${at}: must be [${ENTITY_TYPES.join('|')} name], got [${piece}]`);
      stretches.push({ type, start: text.length, end: text.length + name.length });
      text += name;
    }
    return mark(language, text, stretches, at);
  });
}

/** Tokens and entities of a text. @throws RangeError when an entity does not begin and end where tokens do. */
function mark(
  language: NerLanguage,
  text: string,
  stretches: readonly Stretch[],
  at: string,
): Marked {
  const tokens = tokensOf(language, text);
  const entities = stretches.map(({ type, start, end }): Entity => {
    const first = tokens.findIndex((token) => token.start === start);
    const last = tokens.findIndex((token) => token.end === end);
    if (first < 0 || last < first)
      throw new RangeError(
        `${at}: an entity must begin and end with a token, got ${text.slice(start, end)} in ${text}`,
      );
    return { type, start: first, end: last + 1 };
  });
  return { tokens: tokens.map((token) => token.text), entities };
}

function checkSame(first: readonly Marked[], second: readonly Marked[]): void {
  if (first.length !== second.length)
    throw new RangeError(
      `${NER_FILES.second}: must hold ${first.length} sentences as ${NER_FILES.annotated} does, got ${second.length}`,
    );
  first.forEach(({ tokens }, k) => {
    const other = second[k]?.tokens.join(' ') ?? '';
    if (tokens.join(' ') !== other)
      throw new RangeError(
        `${NER_FILES.second}, sentence ${k + 1}: must read ${tokens.join(' ')}, got ${other}`,
      );
  });
}

/** A template with a name in every slot. @throws RangeError when there are not as many names as slots. */
export function fill(
  language: NerLanguage,
  { texts, slots }: Template,
  names: readonly string[],
): Marked {
  if (names.length !== slots.length)
    throw new RangeError(`names must be ${slots.length}, got ${names.length}`);
  const stretches: Stretch[] = [];
  let text = texts[0] ?? '';
  slots.forEach((type, k) => {
    const name = names[k] ?? '';
    stretches.push({ type, start: text.length, end: text.length + name.length });
    text += name + (texts[k + 1] ?? '');
  });
  return mark(language, text, stretches, 'a filled template');
}
