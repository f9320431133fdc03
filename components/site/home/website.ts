/** What the home page tells search engines: a schema.org WebSite. */
import { HTML_LANG, type Locale } from '#site/locales.ts';

/** The facts of one language's home page; texts plain. */
export interface WebsiteFacts {
  readonly locale: Locale;
  readonly url: string;
  readonly name: string;
  readonly description: string;
}

/** The description as JSON that is safe inside `<script>`. */
export function websiteJsonLd({ locale, url, name, description }: WebsiteFacts): string {
  return JSON.stringify({
    '@context': 'https://schema.org',
    '@type': 'WebSite',
    name,
    url,
    description,
    inLanguage: HTML_LANG[locale],
    license: 'https://creativecommons.org/licenses/by/4.0/',
    isAccessibleForFree: true,
  }).replaceAll('<', '\\u003c');
}
