/** A page is light until its reader presses Run. */
import { gzipSync } from 'node:zlib';
import { ARTICLE, ARTICLE_ZH, expect, PAGES, test } from './site.ts';

/** Bytes of JavaScript before Run that the article may load, gzip. */
const SCRIPT_BUDGET = 60 * 1024;

for (const page of PAGES) {
  test(`${page} loads little JavaScript and no engine`, async ({ page: tab }) => {
    const scripts: { url: string; text: Promise<string> }[] = [];
    tab.on('response', (response) => {
      if (/\.m?js(\?|$)/.test(response.url()) || response.url().endsWith('.wasm'))
        scripts.push({ url: response.url(), text: response.text() });
    });
    await tab.goto(page);
    await tab.waitForLoadState('networkidle');
    await tab.evaluate(() => {
      document.querySelector('.demo')?.scrollIntoView();
    });
    // Every script of the demo must be there when they are counted.
    if ((await tab.locator('.demo').count()) > 0)
      await expect(tab.locator('.demo[data-ready]').first()).toBeVisible();
    await tab.waitForTimeout(500);
    await tab.waitForLoadState('networkidle');
    const texts = await Promise.all(scripts.map(({ text }) => text));
    const inline = await tab.evaluate(() =>
      [...document.querySelectorAll('script:not([src])')].map((s) => s.textContent).join('\n'),
    );
    const bytes = [...texts, inline].reduce((sum, text) => sum + gzipSync(text).length, 0);
    test.info().annotations.push({ type: 'JavaScript, gzip', description: `${bytes} bytes` });
    expect(bytes).toBeLessThan(SCRIPT_BUDGET);
    expect(
      texts.filter((text) => /WebGPUBackend|registerGradient|unregisterKernel/.test(text)),
    ).toEqual([]);
    if (page === ARTICLE || page === ARTICLE_ZH) expect(scripts.length).toBeGreaterThan(0);
  });
}
