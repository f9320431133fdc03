/** The words of the interface: `content/ui/<locale>/<area>.json`. Demos keep theirs in their own folder. */
import enArticle from '#content/ui/en/article.json' with { type: 'json' };
import enFigure from '#content/ui/en/figure.json' with { type: 'json' };
import enGlossary from '#content/ui/en/glossary.json' with { type: 'json' };
import enHome from '#content/ui/en/home.json' with { type: 'json' };
import enLedger from '#content/ui/en/ledger.json' with { type: 'json' };
import enSearch from '#content/ui/en/search.json' with { type: 'json' };
import enSite from '#content/ui/en/site.json' with { type: 'json' };
import zhArticle from '#content/ui/zh-cn/article.json' with { type: 'json' };
import zhFigure from '#content/ui/zh-cn/figure.json' with { type: 'json' };
import zhGlossary from '#content/ui/zh-cn/glossary.json' with { type: 'json' };
import zhHome from '#content/ui/zh-cn/home.json' with { type: 'json' };
import zhLedger from '#content/ui/zh-cn/ledger.json' with { type: 'json' };
import zhSearch from '#content/ui/zh-cn/search.json' with { type: 'json' };
import zhSite from '#content/ui/zh-cn/site.json' with { type: 'json' };
import type { Locale } from './locales.ts';

const english = {
  site: enSite,
  article: enArticle,
  figure: enFigure,
  search: enSearch,
  home: enHome,
  ledger: enLedger,
  glossary: enGlossary,
};

/** All words of one language, by area. English has the say which there are. */
export type Words = typeof english;

// A word missing in Chinese is a type error here; a superfluous one fails tests/site/ui.test.ts.
const WORDS: Readonly<Record<Locale, Words>> = {
  en: english,
  'zh-cn': {
    site: zhSite,
    article: zhArticle,
    figure: zhFigure,
    search: zhSearch,
    home: zhHome,
    ledger: zhLedger,
    glossary: zhGlossary,
  },
};

/** The words of a language. */
export const ui = (locale: Locale): Words => WORDS[locale];
