/** What the built files say without a browser: links lead somewhere, ids are unique, heads are complete. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, fileOf, PAGES } from './site.ts';
import { test } from '@playwright/test';

const read = new Map(PAGES.map((page) => [page, readFileSync(fileOf(page), 'utf8')]));
const idsOf = (html: string): string[] =>
  [...html.matchAll(/<[^>]+\sid="([^"]+)"/g)].map((match) => match[1] ?? '');
const ids = new Map([...read].map(([page, html]) => [page, new Set(idsOf(html))]));

/** Why a link of `page` leads nowhere; undefined when it leads somewhere. */
function fault(page: string, href: string): string | undefined {
  const url = new URL(href.replaceAll('&amp;', '&'), `http://site${page}`);
  if (url.host !== 'site') return undefined;
  const path = decodeURIComponent(url.pathname);
  const file = join('dist', path.endsWith('/') ? `${path}index.html` : path);
  if (!existsSync(file) || statSync(file).isDirectory()) return `no page ${path}`;
  const hash = decodeURIComponent(url.hash.slice(1));
  if (hash === '') return undefined;
  return ids.get(path)?.has(hash) ? undefined : `no #${hash} in ${path}`;
}

test('every link leads somewhere', () => {
  const broken: string[] = [];
  for (const [page, html] of read) {
    const links = [...html.matchAll(/<a\s[^>]*?href="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(links.length, page).toBeGreaterThan(0);
    for (const href of new Set(links)) {
      const why = fault(page, href);
      if (why !== undefined) broken.push(`${page}: ${why}`);
    }
  }
  expect(broken).toEqual([]);
});

test('a link that leads nowhere would be found', () => {
  expect(fault('/', '/no-such-page/')).toBe('no page /no-such-page/');
  expect(fault('/', '#no-such-id')).toBe('no #no-such-id in /');
  expect(fault('/', 'https://doi.org/10')).toBeUndefined();
});

test('ids are unique and heads are complete', () => {
  for (const [page, html] of read) {
    const all = idsOf(html);
    expect(
      all.filter((id, index) => all.indexOf(id) !== index),
      page,
    ).toEqual([]);
    expect(html, page).toMatch(/<html[^>]+lang="(en|zh-CN)"/);
    expect(html, page).toMatch(/<meta name="description" content="[^"]{20,160}"/);
    expect(html, page).toContain('http-equiv="content-security-policy"');
    if (page === '/404.html') continue;
    expect(html, page).toContain('rel="canonical"');
    expect(html.match(/hreflang=/g)?.length, page).toBeGreaterThanOrEqual(3);
  }
});
