/** The site's languages. `en` lives at `/`, `zh-cn` at `/zh-cn/`; lower case, because Pagefind wants it so. */
export const LOCALES = ['en', 'zh-cn'] as const;
export type Locale = (typeof LOCALES)[number];

/** The value of `<html lang>`. */
export const HTML_LANG = { en: 'en', 'zh-cn': 'zh-CN' } as const satisfies Record<Locale, string>;

/** What each language calls itself. */
export const LOCALE_NAME = { en: 'English', 'zh-cn': '中文' } as const satisfies Record<
  Locale,
  string
>;

/** Is this string one of the site's languages? */
export const isLocale = (value: string): value is Locale =>
  (LOCALES as readonly string[]).includes(value);

/** The address of a page without language prefix (`''`, `depth/single-vs-two-layer`) in a language: `/zh-cn/…/`. */
export function pathIn(locale: Locale, page: string): string {
  const prefix = locale === 'en' ? '/' : `/${locale}/`;
  return page === '' ? prefix : `${prefix}${page}/`;
}

/** The language of a page from Astro's `currentLocale`; English where Astro knows none. */
export const localeOf = (current: string | undefined): Locale =>
  current !== undefined && isLocale(current) ? current : 'en';
