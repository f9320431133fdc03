/** What the browser tests know of the built site: its pages, and a page that notices whatever must never happen. */
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { test as base, expect } from '@playwright/test';

/** Addresses of all built pages, `/`, `/zh-cn/`, `/depth/single-vs-two-layer/` …, the 404 page included. */
export const PAGES = readdirSync('dist', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.html') && !name.startsWith('pagefind'))
  .map(
    (name) =>
      `/${name
        .split(sep)
        .join('/')
        .replace(/index\.html$/, '')}`,
  )
  .sort();

export const ARTICLE = '/depth/single-vs-two-layer/';
export const ARTICLE_ZH = '/zh-cn/depth/single-vs-two-layer/';

/** The file behind an address. */
export const fileOf = (page: string): string =>
  join('dist', page.endsWith('/') ? `${page}index.html` : page);

/** Everything that must be empty after a test: console output, page errors, foreign requests, CSP violations. */
export interface Troubles {
  list: string[];
  /** Lines that a test provokes on purpose, by a part of their text. */
  expected: string[];
}

export const test = base.extend<{ troubles: Troubles }>({
  troubles: [
    async ({ page, baseURL }, use) => {
      const troubles: Troubles = { list: [], expected: [] };
      const host = new URL(baseURL ?? '').host;
      page.on('console', (message) => {
        troubles.list.push(`console ${message.type()}: ${message.text()}`);
      });
      page.on('pageerror', (error) => troubles.list.push(`uncaught: ${error.message}`));
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (/^https?:$/.test(url.protocol) && url.host !== host)
          troubles.list.push(`foreign request: ${request.url()}`);
      });
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          // Reaches the list through the console handler above.
          // eslint-disable-next-line no-console
          console.error(`CSP: ${event.violatedDirective} ${event.blockedURI}`);
        });
      });
      await use(troubles);
      const unexpected = troubles.list.filter(
        (line) => !troubles.expected.some((part) => line.includes(part)),
      );
      expect(unexpected).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
