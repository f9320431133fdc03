/** Languages, words, theme and the descriptions for search engines. */
import { createContext, runInContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { LOCALES, localeOf, pathIn } from '#site/locales.ts';
import { articleJsonLd } from '#site/structured-data.ts';
import { nextTheme, PAPER, THEME_SCRIPT } from '#site/theme.ts';
import { ui } from '#site/ui.ts';

/** Paths of all leaves of a nested object of words. */
const leaves = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
    : [path];

/** Places `{…}` of all words, by path; a singular may say “one” instead of naming its number. */
const places = (value: unknown, path = ''): string[] =>
  typeof value === 'string'
    ? [...value.matchAll(/\{\w+\}/g)].map(([place]) => path + place).sort()
    : Object.entries(value ?? {}).flatMap(([key, inner]) => places(inner, `${path}.${key}`));

test('both languages have the same words with the same places', () => {
  expect(leaves(ui('en')).length).toBeGreaterThan(60);
  expect(leaves(ui('zh-cn'))).toEqual(leaves(ui('en')));
  const plural = (all: string[]): string[] => all.filter((place) => !place.includes('.one{n}'));
  expect(plural(places(ui('zh-cn')))).toEqual(plural(places(ui('en'))));
});

test('addresses of both languages', () => {
  expect(LOCALES.map((locale) => pathIn(locale, ''))).toEqual(['/', '/zh-cn/']);
  expect(pathIn('zh-cn', 'depth/a')).toBe('/zh-cn/depth/a/');
  expect([localeOf(undefined), localeOf('fr'), localeOf('zh-cn')]).toEqual(['en', 'en', 'zh-cn']);
});

/** Runs the script of the head in a page of its own and returns what it set. */
function runThemeScript(stored: string | null | 'denied', systemDark: boolean) {
  const dataset: Record<string, string> = {};
  const metas = [{ content: 'a' }, { content: 'b' }];
  const sandbox = createContext({
    document: { documentElement: { dataset }, querySelectorAll: () => metas },
    localStorage: {
      getItem: () => {
        if (stored === 'denied') throw new Error('denied');
        return stored;
      },
    },
    matchMedia: () => ({ matches: systemDark }),
  });
  runInContext(THEME_SCRIPT, sandbox);
  return {
    theme: dataset['theme'],
    now: dataset['themeNow'],
    js: dataset['js'],
    bars: metas.map((m) => m.content),
  };
}

describe('the theme before the first paint', () => {
  test.each([
    [null, true, 'auto', 'dark'],
    [null, false, 'auto', 'light'],
    ['dark', false, 'dark', 'dark'],
    ['light', true, 'light', 'light'],
    ['sepia', false, 'auto', 'light'],
    ['denied', true, 'auto', 'dark'],
  ] as const)('stored %s, dark system %s', (stored, systemDark, theme, now) => {
    const page = runThemeScript(stored, systemDark);
    expect([page.theme, page.now, page.js]).toEqual([theme, now, '']);
    expect(page.bars).toEqual(theme === 'auto' ? ['a', 'b'] : [PAPER[theme], PAPER[theme]]);
  });

  test('the switch goes round', () => {
    expect(nextTheme('auto')).toBe('light');
    expect(nextTheme(nextTheme(nextTheme('auto')))).toBe('auto');
  });
});

test('structured data describe the question, and cannot end their element', () => {
  const json = articleJsonLd({
    locale: 'zh-cn',
    url: 'https://strata.example/zh-cn/depth/a/',
    home: 'https://strata.example/zh-cn/',
    title: '有什么区别？</script>',
    description: 'd',
    answer: '答案',
    updated: new Date('2026-11-24'),
  });
  expect(json).not.toContain('</');
  const data: unknown = JSON.parse(json);
  expect(data).toMatchObject({
    '@type': 'TechArticle',
    inLanguage: 'zh-CN',
    dateModified: '2026-11-24',
    mainEntity: { name: '有什么区别？</script>', acceptedAnswer: { text: '答案' } },
  });
});
