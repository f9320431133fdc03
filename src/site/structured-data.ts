/** schema.org descriptions for search engines: an article that answers one question. */
import { HTML_LANG, type Locale } from './locales.ts';

/** What an article tells search engines about itself. All texts plain, without marks. */
export interface ArticleFacts {
  readonly locale: Locale;
  readonly url: string;
  /** Address of the site's home page. */
  readonly home: string;
  readonly title: string;
  readonly description: string;
  readonly answer: string;
  readonly updated: Date;
}

/** A TechArticle whose main entity is the question with its answer, as JSON that is safe inside `<script>`. */
export function articleJsonLd(facts: ArticleFacts): string {
  const strata = { '@type': 'Organization', name: 'Strata', url: facts.home };
  const data = {
    '@context': 'https://schema.org',
    '@type': 'TechArticle',
    headline: facts.title,
    description: facts.description,
    url: facts.url,
    inLanguage: HTML_LANG[facts.locale],
    dateModified: facts.updated.toISOString().slice(0, 10),
    author: strata,
    publisher: strata,
    license: 'https://creativecommons.org/licenses/by/4.0/',
    isAccessibleForFree: true,
    mainEntity: {
      '@type': 'Question',
      name: facts.title,
      acceptedAnswer: { '@type': 'Answer', text: facts.answer },
    },
  };
  // `</script>` in a text would end the element.
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
