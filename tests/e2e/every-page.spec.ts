/**
 * What is always true, on every page. One visit a page: narrow and standing still while it loads, light on scripts,
 * then accessible on a wide screen in both themes.
 */
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { ARTICLE, ARTICLE_ZH, expect, PAGES, test } from './site.ts';

/**
 * Bytes of JavaScript that a page may load before its reader presses Run, gzip, with every demo in sight: just above the
 * largest, 64.8 kB for the Chinese article with the depth duel. Svelte's runtime is 17 kB of them.
 */
const SCRIPT_BUDGET = 66 * 1024;

/** Marks of TensorFlow.js and of our engines, which come only after Run. */
const ENGINE = /WebGPUBackend|registerGradient|unregisterKernel/;

/** Scripts and WebAssembly that a page loads, from now on. */
function watchScripts(tab: Page): { url: string; text: Promise<string> }[] {
  const scripts: { url: string; text: Promise<string> }[] = [];
  tab.on('response', (response) => {
    if (/\.m?js(\?|$)/.test(response.url()) || response.url().endsWith('.wasm'))
      scripts.push({ url: response.url(), text: response.text() });
  });
  return scripts;
}

/** Sums layout shifts from the first paint on. */
async function watchShifts(tab: Page): Promise<() => Promise<number>> {
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
  return () =>
    tab.evaluate(() => (window as unknown as { shifts: { total: number } }).shifts.total);
}

test('the site has pages in both languages', () => {
  expect(PAGES.filter((page) => page.startsWith('/zh-cn/')).length).toBeGreaterThan(2);
  expect(PAGES.filter((page) => !page.startsWith('/zh-cn/')).length).toBeGreaterThan(3);
});

for (const page of PAGES)
  test(`${page}: narrow, still, light and accessible`, async ({ page: tab }) => {
    const scripts = watchScripts(tab);
    const shifts = await watchShifts(tab);
    await tab.emulateMedia({ colorScheme: 'light' });
    await tab.setViewportSize({ width: 320, height: 640 });
    await tab.goto(page);

    // Islands hydrate when they come into view, so walk through the page.
    await tab.evaluate(async () => {
      for (let y = 0; y < document.body.scrollHeight; y += 560) {
        scrollTo({ top: y, behavior: 'instant' });
        // Two frames: one in which the island is seen to have come into view, one that draws.
        await new Promise(requestAnimationFrame);
        await new Promise(requestAnimationFrame);
      }
    });
    // Every script of the demos must be there when they are counted.
    for (const demo of await tab.locator('.demo[data-demo]').all()) {
      await demo.scrollIntoViewIfNeeded();
      await expect(demo).toHaveAttribute('data-ready');
    }
    await tab.waitForLoadState('networkidle');
    const overflow = await tab.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, 'pixels to scroll sideways').toBeLessThanOrEqual(0);
    expect(await shifts(), 'layout shift').toBeLessThan(0.01);

    const texts = await Promise.all(scripts.map(({ text }) => text));
    const inline = await tab.evaluate(() =>
      [...document.querySelectorAll('script:not([src])')].map((s) => s.textContent).join('\n'),
    );
    const bytes = [...texts, inline].reduce((sum, text) => sum + gzipSync(text).length, 0);
    test.info().annotations.push({ type: 'JavaScript, gzip', description: `${bytes} bytes` });
    expect(bytes, 'bytes of JavaScript').toBeLessThan(SCRIPT_BUDGET);
    expect(texts.filter((text) => ENGINE.test(text))).toEqual([]);
    expect(
      scripts.filter(({ url }) => url.endsWith('.wasm') && !url.includes('/pagefind/')),
    ).toEqual([]);
    if (page === ARTICLE || page === ARTICLE_ZH) expect(scripts.length).toBeGreaterThan(0);

    await tab.setViewportSize({ width: 1280, height: 800 });
    // Half under the header, a link would count as too small.
    await tab.evaluate(() => {
      scrollTo({ top: 0, behavior: 'instant' });
    });
    await expectAccessible(tab);
  });
