/** A search index in memory with Pagefind's rule: a record is found where every word of the term stands in it. */
import type { SearchIndex } from '#search/pagefind.ts';
import type { Fragment } from '#search/record.ts';
import { count, hasHan, needleOf, prepare } from '#search/text.ts';
import type { Locale } from '#site/locales.ts';

/** An index over fragments; ids are their places in the list. */
export function memoryIndex(locale: Locale, fragments: readonly Fragment[]): SearchIndex {
  const texts = fragments.map(({ content }) => prepare(content));
  return {
    locale,
    size: fragments.length,
    find: (term) =>
      Promise.resolve(
        fragments.flatMap((fragment, id) => {
          const text = texts[id];
          const words = hasHan(term) ? [term] : term.split(/[\s-]+/);
          const all = text && words.every((word) => count(text, needleOf(word)) > 0);
          return all ? [{ id: String(id), score: 1, load: () => Promise.resolve(fragment) }] : [];
        }),
      ),
  };
}

/** A record of one kind, as the index builder writes it. */
export function fragment(
  type: string,
  url: string,
  content: string,
  meta: Record<string, string> = {},
): Fragment {
  return { url, content, meta: { title: 'Title', ...meta }, filters: { type: [type] } };
}

/** An article whose sections are `[id, heading, text]`; the first text stands above all headings. */
export function article(
  url: string,
  title: string,
  opening: string,
  sections: readonly (readonly [id: string, heading: string, text: string])[],
): Fragment {
  const words = `${title} ${opening}`.split(/\s+/);
  const anchors = sections.map(([id, heading, text]) => {
    const location = words.length;
    words.push(...`${heading} ${text}`.split(/\s+/));
    return { element: 'h2', id, text: heading, location };
  });
  return {
    url,
    content: words.join(' '),
    anchors,
    meta: { title, answer: opening, area: 'Depth' },
    filters: { type: ['article'] },
  };
}
