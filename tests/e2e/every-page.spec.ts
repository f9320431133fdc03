/** What is always true, on every page, in both themes: accessible, quiet, narrow enough, no link that leads nowhere. */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, fileOf, PAGES, test, THEMES } from './site.ts';

const TAGS = ['wcag2a', 'wcag21a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

test('the site has pages in both languages', () => {
  expect(PAGES.filter((page) => page.startsWith('/zh-cn/')).length).toBeGreaterThan(2);
  expect(PAGES.filter((page) => !page.startsWith('/zh-cn/')).length).toBeGreaterThan(3);
});

for (const page of PAGES) {
  for (const theme of THEMES) {
    test(`${page} in the ${theme} theme: no accessibility violation`, async ({ page: tab }) => {
      await tab.addInitScript((value) => localStorage.setItem('theme', value), theme);
      await tab.goto(page);
      await tab.waitForLoadState('networkidle');
      const { violations } = await new AxeBuilder({ page: tab }).withTags(TAGS).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(' | ')}`,
      );
      expect(found).toEqual([]);
    });
  }

  test(`${page}: fits 320 px, and stands still while loading`, async ({ page: tab }) => {
    await tab.setViewportSize({ width: 320, height: 640 });
    await tab.addInitScript(() => {
      const shifts = { total: 0 };
      Object.assign(window, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & {
          value: number;
          hadRecentInput: boolean;
        })[])
          if (!entry.hadRecentInput) shifts.total += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await tab.goto(page);
    await tab.waitForLoadState('networkidle');
    // Islands hydrate when they come into view, so walk through the page.
    await tab.evaluate(async () => {
      for (let y = 0; y < document.body.scrollHeight; y += 500) {
        scrollTo({ top: y, behavior: 'instant' });
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    });
    const { overflow, shift } = await tab.evaluate(() => ({
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      shift: (window as unknown as { shifts: { total: number } }).shifts.total,
    }));
    expect(overflow).toBeLessThanOrEqual(0);
    expect(shift).toBeLessThan(0.01);
  });

  test(`${page}: every link leads somewhere`, async ({ page: tab, request }) => {
    await tab.goto(page);
    const links = await tab.evaluate(() =>
      [...document.querySelectorAll<HTMLAnchorElement>('a[href]')]
        .filter((a) => a.origin === location.origin)
        .map((a) => a.pathname + a.hash),
    );
    expect(links.length).toBeGreaterThan(0);
    const broken: string[] = [];
    for (const link of new Set(links)) {
      const [path = '', hash = ''] = link.split('#');
      const answer = await request.get(path);
      if (!answer.ok() && path !== page) broken.push(link);
      else if (hash !== '' && !(await answer.text()).includes(`id="${decodeURIComponent(hash)}"`))
        broken.push(link);
    }
    expect(broken).toEqual([]);
  });

  test(`${page}: ids are unique and the head is complete`, () => {
    const html = readFileSync(fileOf(page), 'utf8');
    const ids = [...html.matchAll(/<[^>]+\sid="([^"]+)"/g)].map((match) => match[1]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(html).toMatch(/<html[^>]+lang="(en|zh-CN)"/);
    expect(html).toMatch(/<meta name="description" content="[^"]{20,160}"/);
    expect(html).toContain('http-equiv="content-security-policy"');
    if (page !== '/404.html') {
      expect(html).toContain('rel="canonical"');
      expect(html.match(/hreflang=/g)?.length).toBeGreaterThanOrEqual(3);
    }
  });
}
