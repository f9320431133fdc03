/** The home page: its figure reads on by itself, stops when touched, and obeys the keyboard, the mouse and the reader. */
import { ARTICLE, ARTICLE_ZH, expect, test } from './site.ts';

const HOMES = [
  { page: '/', article: ARTICLE, first: /Letter 1 of 31: t\./, pause: 'Pause', play: 'Read on' },
  {
    page: '/zh-cn/',
    article: ARTICLE_ZH,
    first: /第 1 个，共 24 个：白。/,
    pause: '暂停',
    play: '往下读',
  },
];

for (const { page, article, first, pause, play } of HOMES) {
  test.describe(page, () => {
    test('one click leads to the question of the reader', async ({ page: tab }) => {
      await tab.goto(page);
      await tab.locator('.home-start').click();
      await expect(tab).toHaveURL(new RegExp(`${article}$`));
      await expect(tab.locator('h1')).toBeVisible();
    });

    test('reads on by itself until it is touched', async ({ page: tab }) => {
      await tab.goto(page);
      const slider = tab.getByRole('slider');
      const button = tab.getByRole('button', { name: pause });
      await expect(button).toBeVisible();
      const step = async () => Number(await slider.inputValue());
      const last = await step();
      // It rests on the last step, then starts again; half a round takes three seconds.
      await expect.poll(step, { timeout: 15_000 }).toBeLessThan(last / 2);
      const early = await step();
      await expect.poll(step).toBeGreaterThan(early);
      await slider.focus();
      await expect(tab.getByRole('button', { name: play })).toBeVisible();
      const stopped = await slider.inputValue();
      await tab.waitForTimeout(700);
      expect(await slider.inputValue()).toBe(stopped);
    });

    test('the button reads to the end once and stops', async ({ page: tab }) => {
      await tab.goto(page);
      const slider = tab.getByRole('slider');
      await tab.getByRole('button', { name: pause }).click();
      const last = Number(await slider.getAttribute('max'));
      await slider.fill(String(last - 3));
      await tab.getByRole('button', { name: play }).click();
      await expect.poll(async () => Number(await slider.inputValue())).toBe(last);
      await expect(tab.getByRole('button', { name: play })).toBeVisible();
      await tab.waitForTimeout(3_500);
      expect(Number(await slider.inputValue())).toBe(last);
    });

    test('nothing moves when the reader asked for less motion, but the slider works', async ({
      page: tab,
    }) => {
      await tab.emulateMedia({ reducedMotion: 'reduce' });
      await tab.goto(page);
      const slider = tab.getByRole('slider');
      const last = Number(await slider.getAttribute('max'));
      await tab.waitForTimeout(4_000);
      expect(Number(await slider.inputValue())).toBe(last);
      await slider.focus();
      await tab.keyboard.press('Home');
      await expect(slider).toHaveAttribute('aria-valuetext', first);
      await tab.keyboard.press('ArrowRight');
      expect(await slider.inputValue()).toBe('1');
    });
  });
}

test('dragging over the strips puts the frame under the pointer', async ({ page: tab }) => {
  await tab.emulateMedia({ reducedMotion: 'reduce' });
  await tab.setViewportSize({ width: 1280, height: 900 });
  await tab.goto('/');
  const strip = await tab.locator('.hero-strip.two-1').boundingBox();
  if (strip === null) throw new Error('the strip has no box');
  const column = strip.width / 31;
  const y = strip.y + strip.height / 2;
  await tab.mouse.move(strip.x + 20.5 * column, y);
  await tab.mouse.down();
  await tab.mouse.move(strip.x + 8.5 * column, y, { steps: 6 });
  await tab.mouse.up();
  expect(await tab.getByRole('slider').inputValue()).toBe('8');
  const frame = await tab.locator('.hero-strip.two-1 .hero-now').boundingBox();
  expect(Math.abs((frame?.x ?? 0) - (strip.x + 8 * column))).toBeLessThan(2);
});

test('the figure can be read without JavaScript', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
  const tab = await context.newPage();
  await tab.goto('/');
  await expect(tab.locator('.hero-strip.two-2 svg path').first()).toBeAttached();
  await expect(tab.locator('.hero-letters')).toContainText('tired');
  await expect(tab.locator('.hero-foot .badge')).toHaveText(/Recorded/);
  await expect(tab.locator('.hero-play')).toBeHidden();
  await context.close();
});

test('the home page describes itself to search engines', async ({ page: tab }) => {
  await tab.goto('/zh-cn/');
  const text = await tab.locator('script[type="application/ld+json"]').textContent();
  expect(JSON.parse(text ?? '')).toMatchObject({ '@type': 'WebSite', inLanguage: 'zh-CN' });
});
