/**
 * What the search index holds besides the pages: one record for each question of an article, each claim, demo and
 * glossary term. Pure: data in, Pagefind records out. Read back by `src/search/record.ts`.
 */
import type { CustomRecord } from 'pagefind';
import { firstLineOf, LEDGER_PAGE, type Verdict } from '#site/claims.ts';
import { inlineText } from '#site/inline.ts';
import { HTML_LANG, pathIn, type Locale } from '#site/locales.ts';
import { sectionOf } from '#site/sections.ts';
import { ui } from '#site/ui.ts';

/** What the index needs of an article's front matter (checked by `src/content.config.ts`). */
export interface ArticleSource {
  /** Without language prefix: `depth/single-vs-two-layer`. */
  readonly page: string;
  readonly title: string;
  readonly answer: string;
  readonly questions: readonly { readonly q: string; readonly anchor?: string }[];
  readonly demos: readonly string[];
}

/** A file of `content/claims/`. */
export interface ClaimSource {
  readonly id: string;
  readonly wording: Readonly<Record<Locale, string>>;
  /** Lines; the first stands for all where there is little room. */
  readonly reason: Readonly<Record<Locale, string>>;
  readonly verdict: Verdict;
}

interface Term {
  readonly term: string;
  readonly also?: readonly string[];
  readonly text: string;
}

/** An entry of `content/glossary.yaml`. */
export interface TermSource extends Readonly<Record<Locale, Term>> {
  readonly id: string;
}

/** The words of a demo: its name and the sentence that says what to do. */
export interface DemoSource {
  readonly id: string;
  readonly name: string;
  readonly instruction: string;
}

/** A text of the content without its marks, on one line. */
const plain = (text: string): string => inlineText(text).replace(/\s+/g, ' ').trim();

/**
 * `key` goes into the address (`…/?is=claim-x#anchor`): of two records with one address Pagefind keeps the last.
 * Pages ignore it, and `src/search/record.ts` takes it off again.
 */
const record = (
  locale: Locale,
  type: string,
  key: string | number,
  page: string,
  anchor: string,
  content: string,
  meta: Record<string, string>,
): CustomRecord => ({
  url: `${pathIn(locale, page)}?is=${type}-${key}${anchor === '' ? '' : `#${anchor}`}`,
  content,
  // Lower case: `zh-CN` would make a second index that no page loads.
  language: HTML_LANG[locale].toLowerCase(),
  meta,
  filters: { type: [type] },
});

/** What every record of an article says about it. */
export function articleMeta(article: ArticleSource, locale: Locale): Record<string, string> {
  return {
    title: plain(article.title),
    area: sectionOf(article.page.split('/')[0] ?? '').name[locale],
    answer: plain(article.answer),
  };
}

/** One record for each way of asking for the article; it leads to the section that answers. */
export const questionRecords = (article: ArticleSource, locale: Locale): CustomRecord[] =>
  article.questions.map(({ q, anchor = '' }, i) =>
    record(locale, 'question', i, article.page, anchor, q, {
      ...articleMeta(article, locale),
      heading: q,
    }),
  );

/** The claim in the reader's words; it leads to its entry in the ledger. */
export function claimRecord(claim: ClaimSource, locale: Locale): CustomRecord {
  const [wording, reason] = [plain(claim.wording[locale]), plain(claim.reason[locale])];
  return record(locale, 'claim', claim.id, LEDGER_PAGE, claim.id, `${wording} ${reason}`, {
    title: wording,
    summary: plain(firstLineOf(claim.reason[locale])),
    verdict: claim.verdict,
    verdictWord: ui(locale).article.verdict[claim.verdict],
  });
}

/** A demo on the page of the article that holds it. */
export const demoRecord = (demo: DemoSource, page: string, locale: Locale): CustomRecord =>
  record(locale, 'demo', demo.id, page, demo.id, `${demo.name}. ${demo.instruction}`, {
    title: demo.name,
    summary: demo.instruction,
  });

/** A glossary term on the glossary's page. */
export function termRecord(entry: TermSource, page: string, locale: Locale): CustomRecord {
  const { term, also = [], text } = entry[locale];
  return record(
    locale,
    'term',
    entry.id,
    page,
    entry.id,
    [term, ...also, entry[locale === 'en' ? 'zh-cn' : 'en'].term, text].join('. '),
    { title: plain(term), summary: plain(text) },
  );
}
