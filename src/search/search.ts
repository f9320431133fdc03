/**
 * The search: a question in, grouped results out. Several small Pagefind searches (one for every name of every piece)
 * collect candidates; `rank.ts` decides. Pagefind alone answers whole questions with nothing, because every word
 * of the query must stand on the page.
 */
import type { Locale } from '#site/locales.ts';
import { ownPath } from './address.ts';
import { highlight, opening, passage, type Segment } from './passage.ts';
import type { SearchIndex } from './pagefind.ts';
import { rank, SURE, type Place, type Scored } from './rank.ts';
import { unitsOf, type Unit } from './record.ts';
import { count } from './text.ts';
import { understand, type Understanding } from './understand.ts';

/** One result. Everything is text; `href` is a path of this site. */
export interface Result {
  readonly href: string;
  readonly title: readonly Segment[];
  /** The section of the article that answers; empty where the whole article does. */
  readonly section: readonly Segment[];
  /** The part of the site, or the article that a section belongs to; may be empty. */
  readonly label: string;
  readonly passage: readonly Segment[];
  /** Only of claims: `true`, `partly` or `false`, and the word for it. */
  readonly verdict?: { readonly id: string; readonly word: string };
  readonly score: number;
}

/** The groups, in the order they are shown. `sections` are further sections of the answering article. */
export const GROUPS = ['answer', 'sections', 'articles', 'demos', 'claims', 'terms'] as const;
export type Group = (typeof GROUPS)[number];

/** What a search gives. */
export interface Answer {
  readonly locale: Locale;
  readonly understanding: Understanding;
  /** False where `answer` holds the closest there is rather than an answer. */
  readonly sure: boolean;
  readonly groups: Readonly<Record<Group, readonly Result[]>>;
  /** Number of results in all groups. */
  readonly total: number;
}

/** Most Pagefind searches for one query, and most records that are loaded for it. */
const MOST_TERMS = 32;
const MOST_RECORDS = 110;
/** Most results in a group. */
const MOST = { sections: 3, articles: 4, demos: 3, claims: 3, terms: 3 } as const;

/** Every name to look for; those typed first, then the synonyms of each piece in turn. */
function termsOf({ pieces }: Understanding): string[] {
  const longest = Math.max(0, ...pieces.map(({ forms }) => forms.length));
  const terms = Array.from({ length: longest }, (_, i) =>
    pieces.flatMap(({ forms }) => forms[i]?.text ?? []),
  ).flat();
  return [...new Set(terms)].slice(0, MOST_TERMS);
}

/** Units by record, kept for the life of an index: a query loads only what no query before it has loaded. */
const unitCaches = new WeakMap<SearchIndex, Map<string, readonly Unit[]>>();

async function candidates(index: SearchIndex, understanding: Understanding): Promise<Unit[]> {
  const cache = unitCaches.get(index) ?? new Map<string, readonly Unit[]>();
  unitCaches.set(index, cache);
  const lists = await Promise.all(termsOf(understanding).map((term) => index.find(term)));
  const merit = new Map<string, number>();
  for (const hits of lists)
    hits.forEach(({ id }, place) => merit.set(id, (merit.get(id) ?? 0) + 1 / (10 + place)));
  const chosen = new Set(
    Array.from(merit)
      .sort((a, b) => b[1] - a[1])
      .slice(0, MOST_RECORDS)
      .map(([id]) => id),
  );
  const loads = new Map(lists.flat().map((hit) => [hit.id, hit.load]));
  await Promise.all(
    Array.from(chosen, async (id) => {
      if (cache.has(id)) return;
      const fragment = await loads.get(id)?.();
      cache.set(id, fragment ? unitsOf(id, fragment) : []);
    }),
  );
  return Array.from(chosen, (id) => cache.get(id) ?? []).flat();
}

const hrefOf = (page: string, anchor: string): string =>
  anchor === '' ? page : `${page}#${encodeURIComponent(anchor)}`;

/** An article as a result, with the section that answers. */
function articleResult(place: Place, { pieces }: Understanding, locale: Locale): Result | null {
  const unit = place.section ?? place.question;
  const href = ownPath(hrefOf(place.page, place.anchor));
  if (!unit || !href) return null;
  const { title = '', answer = '', area = '' } = unit.meta;
  const section = place.anchor === '' ? null : place.section;
  const body = section?.text ? passage(section.text, pieces, locale) : opening(answer, locale);
  return {
    href,
    title: highlight(title, pieces),
    section: highlight(section?.heading ?? '', pieces),
    label: area,
    passage: highlight(body, pieces),
    score: place.score,
  };
}

/** A further section of an article that is shown already. */
function sectionResult(place: Place, { pieces }: Understanding, locale: Locale): Result | null {
  const href = ownPath(hrefOf(place.page, place.anchor));
  if (!place.section || !href) return null;
  const { heading, text } = place.section;
  return {
    href,
    title: highlight(heading, pieces),
    section: [],
    label: '',
    passage: highlight(passage(text, pieces, locale), pieces),
    score: place.score,
  };
}

function otherResult({ unit, score }: Scored, { pieces }: Understanding): Result | null {
  const href = ownPath(hrefOf(unit.page, unit.anchor));
  if (!href) return null;
  const { summary = '', verdict, verdictWord = '' } = unit.meta;
  return {
    href,
    title: highlight(unit.heading, pieces),
    section: [],
    label: '',
    passage: highlight(summary, pieces),
    ...(verdict !== undefined && { verdict: { id: verdict, word: verdictWord } }),
    score,
  };
}

const isResult = (result: Result | null): result is Result => result !== null;

/** The best place of every page, pages in order. */
const firstOfEachPage = (places: readonly Place[]): Place[] =>
  Array.from(Map.groupBy(places, ({ page }) => page).values()).flatMap((list) => list.slice(0, 1));

/** Pieces lighter than this (LSTM, layer) are in nearly every title and decide nothing. */
const TELLING = 0.4;

/**
 * The best place; but where a title names everything that was asked, the article as a whole is the answer, because
 * its opening was written as one, even if the words stand more densely in a section.
 */
function leadingPlace(places: readonly Place[], { pieces }: Understanding): Place | undefined {
  const best = places[0];
  const top = places.find(({ page, anchor }) => page === best?.page && anchor === '');
  const title = top?.section?.preparedHeading;
  if (!best || !title || top.score < 0.6 * best.score) return best;
  const telling = pieces.filter(({ weight }) => weight > TELLING);
  // A word of code (`num_layers`) asks for the place where it stands, not for the idea behind it.
  const named = telling.every(
    ({ text, forms }) => !/[_.]/.test(text) && forms.some(({ needle }) => count(title, needle) > 0),
  );
  return telling.length > 0 && named ? top : best;
}

/** What is weaker than this part of the best is noise beside it. */
const NOISE = 0.55;

/**
 * Asks an index. Rejects only where the index cannot be read.
 * A query without words, or one that the site does not speak about, gives empty groups.
 */
export async function search(raw: string, index: SearchIndex): Promise<Answer> {
  const { locale } = index;
  const asked = understand(raw, locale);
  const units = await candidates(index, asked);
  const { places, others } = rank(asked, units, index.size, locale);
  const best = leadingPlace(places, asked);
  const worthy = places.filter(({ score }) => score >= NOISE * (best?.score ?? 0));
  const otherResults = (kind: Unit['kind'], most: number): Result[] => {
    const hits = others.filter(({ unit }) => unit.kind === kind);
    const least = Math.max(SURE, NOISE * (hits[0]?.score ?? 0));
    return hits
      .filter(({ score }) => score >= least)
      .slice(0, most)
      .map((hit) => otherResult(hit, asked))
      .filter(isResult);
  };
  const groups = {
    answer: [best ? articleResult(best, asked, locale) : null].filter(isResult),
    sections: worthy
      .filter((place) => place.page === best?.page && place !== best && place.anchor !== '')
      // A section that is only a heading speaks with the words of the next; one of the two is enough.
      .filter((place, i, list) =>
        [best, ...list.slice(0, i)].every((other) => other?.section?.text !== place.section?.text),
      )
      .map((place) => sectionResult(place, asked, locale))
      .filter(isResult)
      .slice(0, MOST.sections),
    articles: firstOfEachPage(worthy.filter(({ page }) => page !== best?.page))
      .map((place) => articleResult(place, asked, locale))
      .filter(isResult)
      .slice(0, MOST.articles),
    demos: otherResults('demo', MOST.demos),
    claims: otherResults('claim', MOST.claims),
    terms: otherResults('term', MOST.terms),
  };
  const total = Object.values(groups).reduce((sum, { length }) => sum + length, 0);
  return { locale, understanding: asked, sure: (best?.score ?? 0) >= SURE, groups, total };
}
