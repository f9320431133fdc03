/**
 * The references of `content/references.bib` for pages that are not Markdown, where no citation plugin runs: who,
 * when, what, and where to read it. Reads our own file, not any BibTeX: `field = {value}`, one a line.
 */
import type { Locale } from './locales.ts';

export interface Source {
  readonly key: string;
  /** Family names, in order. */
  readonly authors: readonly string[];
  /** More authors than are named. */
  readonly more: boolean;
  readonly title: string;
  /** Journal or proceedings; '' for a preprint. */
  readonly venue: string;
  readonly year: string;
  /** Where it can be read; absent where the file has no address. */
  readonly url?: string;
}

/** Combining characters of TeX's accents. */
const ACCENTS: Readonly<Record<string, string>> = {
  '"': '\u0308',
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '~': '\u0303',
  u: '\u0306',
  v: '\u030c',
  c: '\u0327',
};

/** TeX of a field as plain text: accents, dashes, and no braces. */
const plain = (tex: string): string =>
  tex
    .replace(/\\(["'`^~]|[uvc](?=\W))\s*\{?\\?(\p{L})\}?/gu, (_, accent: string, letter: string) =>
      (letter + (ACCENTS[accent] ?? '')).normalize('NFC'),
    )
    .replaceAll('--', '–')
    .replace(/\\url\{([^}]*)\}/g, '$1')
    .replace(/[{}]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

function sourceOf(key: string, body: string): Source {
  const field = (name: string): string =>
    new RegExp(`^\\s*${name}\\s*=\\s*\\{([\\s\\S]*?)\\},?\\s*$`, 'm').exec(body)?.[1] ?? '';
  const people = field('author').split(/\s+and\s+/);
  const [doi, eprint] = [field('doi'), field('eprint')];
  const address =
    field('url') ||
    (doi !== ''
      ? `https://doi.org/${doi}`
      : eprint !== ''
        ? `https://arxiv.org/abs/${eprint}`
        : '');
  return {
    key,
    authors: people
      .filter((name) => name !== 'others')
      .map((name) => plain(name.includes(',') ? (name.split(',')[0] ?? '') : name)),
    more: people.includes('others'),
    title: plain(field('title')),
    venue: plain(field('journal') || field('booktitle')),
    year: field('year'),
    ...(address === '' ? {} : { url: address }),
  };
}

/**
 * All sources of a bibliography by key.
 * @throws Error naming the key of an entry without author, title or year.
 */
export function readBibliography(text: string): Map<string, Source> {
  const sources = new Map<string, Source>();
  for (const [, key = '', body = ''] of text.matchAll(/^@\w+\{([^,\s]+),\n([\s\S]*?)^\}/gm)) {
    const source = sourceOf(key, body);
    if (source.title === '' || source.year === '' || source.authors[0] === undefined)
      throw new Error(`references.bib: ${key} needs an author, a title and a year`);
    sources.set(key, source);
  }
  return sources;
}

/** `Bai et al. 2018`, `Ma and Hovy 2016`; in Chinese `Bai 等 2018`, `Ma 与 Hovy 2016`. */
export function shortCitation({ authors, more, year }: Source, locale: Locale): string {
  const [first = '', second = ''] = authors;
  if (authors.length > 2 || more) return `${first}${locale === 'en' ? ' et al.' : ' 等'} ${year}`;
  const and = locale === 'en' ? ' and ' : ' 与 ';
  return `${authors.length === 2 ? first + and + second : first} ${year}`;
}
