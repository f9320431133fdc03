/** The order of articles: sections in their fixed order, then `order` from the front matter. Pure, no Astro. */
import { isLocale, type Locale } from './locales.ts';
import { SECTIONS, sectionOf, type Section } from './sections.ts';

/** What ordering needs to know of an entry of the `articles` collection; entries fit as they are. */
export interface ArticleLike {
  /** `<locale>/<section>/<slug>`, as the glob loader makes it. */
  readonly id: string;
  readonly data: { readonly title: string; readonly navTitle: string; readonly order: number };
}

/** The parts of an article's id. */
export interface Place {
  readonly locale: Locale;
  /** The address without language prefix: `depth/single-vs-two-layer`. */
  readonly page: string;
  readonly section: string;
}

/**
 * Splits `zh-cn/depth/single-vs-two-layer` into language, page and section.
 * @throws RangeError naming the id if it has no language or no section.
 */
export function placeOf(id: string): Place {
  const [locale = '', section = '', ...rest] = id.split('/');
  if (!isLocale(locale) || rest.length === 0)
    throw new RangeError(`article id must be <locale>/<section>/<slug>, got ${id}`);
  return { locale, section, page: [section, ...rest].join('/') };
}

/** A section with its articles, in order. */
export interface Shelf<A> {
  readonly section: Section;
  readonly articles: readonly A[];
}

/**
 * The articles of one language, by section, in order; empty sections are left out.
 * @throws RangeError if an article lies in a folder that is no section.
 */
export function shelvesOf<A extends ArticleLike>(
  articles: readonly A[],
  locale: Locale,
): Shelf<A>[] {
  const mine = articles.filter((article) => placeOf(article.id).locale === locale);
  for (const article of mine) sectionOf(placeOf(article.id).section);
  return SECTIONS.map((section) => ({
    section,
    articles: mine
      .filter((article) => placeOf(article.id).section === section.id)
      .sort((a, b) => a.data.order - b.data.order || (a.id < b.id ? -1 : 1)),
  })).filter((shelf) => shelf.articles.length > 0);
}

/** Where an article stands. */
export interface Standing<A> {
  readonly section: Section;
  /** From 1. */
  readonly number: number;
  /** Articles in the section. */
  readonly of: number;
  /** Neighbours in the whole order, across sections. */
  readonly previous: A | undefined;
  readonly next: A | undefined;
}

/**
 * The place of an article among its shelves.
 * @throws RangeError if it stands on none.
 */
export function standingOf<A extends ArticleLike>(
  shelves: readonly Shelf<A>[],
  id: string,
): Standing<A> {
  const all = shelves.flatMap((shelf) => shelf.articles);
  const shelf = shelves.find(({ articles }) => articles.some((article) => article.id === id));
  const index = all.findIndex((article) => article.id === id);
  if (shelf === undefined) throw new RangeError(`no shelf holds the article ${id}`);
  return {
    section: shelf.section,
    number: shelf.articles.findIndex((article) => article.id === id) + 1,
    of: shelf.articles.length,
    previous: all[index - 1],
    next: all[index + 1],
  };
}
