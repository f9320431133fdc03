/** Switching the language keeps the article; switching the theme is remembered and does not flash. */
import { ARTICLE, ARTICLE_ZH, expect, test } from './site.ts';

test('the language switch keeps the article, there and back', async ({ page }) => {
  await page.goto(ARTICLE);
  await page.getByRole('banner').getByRole('link', { name: '中文' }).click();
  await expect(page).toHaveURL(new RegExp(`${ARTICLE_ZH}$`));
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByRole('banner').getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(new RegExp(`${ARTICLE}$`));
});

test('the language switch keeps the settings of a demo', async ({ page }) => {
  await page.goto(`${ARTICLE}?depth-duel=units:12#depth-duel`);
  await page.getByRole('banner').getByRole('link', { name: '中文' }).click();
  await expect(page).toHaveURL(new RegExp(`${ARTICLE_ZH}\\?depth-duel=units(:|%3A)12#depth-duel$`));
});

test('the theme is chosen, kept, and there before the first paint', async ({ page, troubles }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(ARTICLE);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  const button = page.locator('[data-theme-switch]');
  for (let press = 0; press < 3; press++) {
    await button.click();
    if ((await page.locator('html').getAttribute('data-theme')) === 'dark') break;
  }
  const dark = await paper();
  expect(dark).not.toBe(light);
  // Stop all deferred scripts: what is left is what the first paint shows.
  troubles.expected.push('net::ERR_FAILED');
  await page.route('**/_astro/**.js', (route) => route.abort());
  await page.reload({ waitUntil: 'load' });
  expect(await paper()).toBe(dark);
});

test('without a choice the system decides', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/zh-cn/');
  const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(dark).not.toBe(light);
});

test('storage that refuses does not break the page', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
  });
  await page.goto(ARTICLE);
  await page.locator('[data-theme-switch]').click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', /light|dark/);
});
