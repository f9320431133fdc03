/**
 * What Pagefind returns for a record, cut into the units that are ranked: a question, a claim, a demo, a term, or
 * one section of an article. Pure; every field is checked, because an index is data from outside.
 */
import { prepare, type Prepared } from './text.ts';

/** What a record is. The index builder writes it as the filter `type`. */
export const KINDS = ['article', 'question', 'claim', 'demo', 'term'] as const;
export type Kind = (typeof KINDS)[number];

/** The part of a Pagefind fragment that is read. */
export interface Fragment {
  readonly url: string;
  /** The address as it was indexed; Pagefind puts its base before `url`. */
  readonly raw_url?: string;
  readonly content: string;
  /** `content` with `<` and `>` escaped and, for Chinese, words divided by zero-width spaces. */
  readonly raw_content?: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly filters?: Readonly<Record<string, readonly string[]>>;
  readonly anchors?: readonly {
    readonly element: string;
    readonly id: string;
    readonly text?: string;
    readonly location: number;
  }[];
}

/** One thing that can be found. */
export interface Unit {
  /** The Pagefind record it comes from. */
  readonly record: string;
  readonly kind: Kind;
  /** Path of the page, without anchor. */
  readonly page: string;
  /** Id on the page; `''` for its top. */
  readonly anchor: string;
  /** Heading of the section, the question, the claim, the name of the demo or term. */
  readonly heading: string;
  /** The words under the heading. */
  readonly text: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly preparedHeading: Prepared;
  readonly preparedText: Prepared;
}

const isKind = (value: unknown): value is Kind =>
  typeof value === 'string' && (KINDS as readonly string[]).includes(value);

/** Undoes the escaping of Pagefind's raw content, after the split into words. */
const unescape = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>');

/** The words of a fragment as Pagefind counts them, and what joins them. */
function wordsOf({ raw_content, content }: Fragment): { words: string[]; joiner: string } {
  const raw = raw_content ?? content;
  return raw.includes('\u200b')
    ? { words: raw.split('\u200b'), joiner: '' }
    : { words: raw.split(/[^\S\uFEFF]+/), joiner: ' ' };
}

/** One line, without the characters that only say where a line may break. */
const clean = (text: string): string =>
  text
    .replace(/[\u200b\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    // Where a citation or a formula was left out, a space is left before the punctuation.
    .replace(/ (?=[,.;:!?)”’。，；：！？、）])/g, '')
    .trim();

/** A heading without the permalink sign and without the full stop Pagefind adds to headings. */
const cleanHeading = (text: string): string =>
  clean(text)
    .replace(/\s*[#¶]$/, '')
    .replace(/(?<=[\p{L}\p{N}?!？！])\.$/u, '');

/**
 * Cuts a record into units: an article into its top and its sections (`h2`–`h4` with an id), anything else into one.
 * A record of an unknown kind or without a title gives none.
 */
export function unitsOf(record: string, fragment: Fragment): Unit[] {
  const kind = fragment.filters?.['type']?.[0];
  const title = fragment.meta['title'];
  if (!isKind(kind) || !title) return [];
  const [address = '', anchor = ''] = (fragment.raw_url ?? fragment.url).split('#');
  const [page = ''] = address.split('?');
  const unit = (at: string, heading: string, text: string): Unit => ({
    record,
    kind,
    page,
    anchor: at,
    heading,
    text,
    meta: fragment.meta,
    preparedHeading: prepare(heading),
    preparedText: prepare(text),
  });
  if (kind !== 'article') {
    const heading = fragment.meta['heading'] ?? title;
    return [unit(anchor, heading, clean(fragment.content))];
  }
  const { words, joiner } = wordsOf(fragment);
  const slice = (from: number, to?: number): string =>
    clean(unescape(words.slice(from, to).join(joiner)));
  const headings = (fragment.anchors ?? [])
    // The answer at the head of an article is the article's, not a section's.
    .filter(({ element, id }) => /^h[2-4]$/i.test(element) && id !== '' && id !== 'answer')
    .sort((a, b) => a.location - b.location);
  const bodies = headings.map(({ text = '', location }, i) => {
    const body = slice(location, headings[i + 1]?.location);
    const heading = [clean(text), cleanHeading(text)].find((start) => body.startsWith(start)) ?? '';
    return body.slice(heading.length).replace(/^[.\s]+/, '');
  });
  // A heading followed at once by a smaller one speaks with the words under that one.
  const sections = headings.map(({ id, text = '' }, i) =>
    unit(id, cleanHeading(text), bodies[i] || (bodies[i + 1] ?? '')),
  );
  return [unit('', title, slice(0, headings[0]?.location)), ...sections];
}
