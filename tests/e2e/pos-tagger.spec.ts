/** The part-of-speech tagger as a reader uses it. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import { STRINGS } from '#components/demos/pos-tagger/strings.ts';
import manifest from '../../public/models/pos-tagger/manifest.json' with { type: 'json' };
import type { Locale } from '#site/locales.ts';
import { TAGS } from '#tasks/tagging/tags.ts';
import { formatPercent } from '#viz/format.ts';
import { expect, test } from './site.ts';

async function open(page: Page, locale: Locale): Promise<Locator> {
  await page.goto(`${locale === 'en' ? '' : '/zh-cn'}/applications/pos-tagging/`);
  const figure = page.locator('#pos-tagger');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('.demo[data-ready]')).toBeVisible();
  return figure;
}

/** What the published model's manifest says of its k-th example word. */
function recorded(k: number): { tag: string; share: string } {
  const all = manifest.example.answers[k] ?? [];
  const most = Math.max(...all);
  return { tag: TAGS[all.indexOf(most)] ?? '', share: formatPercent(most) };
}

for (const locale of ['en', 'zh-cn'] as const) {
  test(`${locale}: what is typed is tagged as the engine in Node did; bad input is named`, async ({
    page,
  }) => {
    const words = STRINGS[locale];
    const figure = await open(page, locale);
    const items = figure.locator('ol.tagged li');
    await expect(items).toHaveCount(manifest.example.words.length);
    const text = figure.getByRole('textbox', { name: words.text });

    // The second sentence of the example alone.
    const from = manifest.example.words.indexOf('A');
    await text.fill(manifest.example.words.slice(from, -1).join(' ') + '.');
    await expect(items).toHaveCount(manifest.example.words.length - from);
    for (const k of [1, 4, 6]) {
      const { tag, share } = recorded(from + k);
      await expect(items.nth(k)).toHaveAttribute('data-tag', tag);
      await expect(items.nth(k).locator('span')).toHaveText(share);
    }
    await expect(items.nth(2)).toContainText(words.unseen);

    await text.fill('老人与海');
    await expect(figure.getByRole('alert')).toContainText('老人与海');
    await expect(items).toHaveCount(manifest.example.words.length - from);
    await text.fill('Fish!');
    await expect(items).toHaveCount(2);
    await expect(figure.getByRole('alert')).toHaveCount(0);
    const { violations } = await new AxeBuilder({ page }).include('#pos-tagger').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
}

test('a training begins, pauses, goes a step, and is forgotten', async ({ page }) => {
  const controls = CONTROL_STRINGS.en;
  const figure = await open(page, 'en');
  const status = figure.locator('.status');
  const done = figure.getByRole('progressbar');
  await figure.getByRole('button', { name: controls.step }).click();
  await expect(status).toHaveAttribute('data-state', 'paused');
  await expect(done).toHaveAttribute('aria-valuenow', '1');
  await page.keyboard.press('s');
  await expect(done).toHaveAttribute('aria-valuenow', '2');
  await page.keyboard.press('r');
  await expect(status).toHaveAttribute('data-state', 'running');
  await page.keyboard.press('r');
  await expect(status).toHaveAttribute('data-state', 'paused');
  await page.keyboard.press('0');
  await expect(status).toHaveAttribute('data-state', 'idle');
  await expect(figure.locator('.stage')).toHaveAttribute(
    'data-accuracy',
    manifest.scores.all.toFixed(4),
  );
});

test('a worker that does not load is reported, the record stays', async ({ page, troubles }) => {
  troubles.expected.push('Failed to load resource');
  await page.route(/tagger-worker/, (route) => route.fulfill({ status: 404 }));
  const figure = await open(page, 'en');
  await figure.getByRole('button', { name: STRINGS.en.tag }).click();
  await expect(figure.getByRole('alert')).toContainText(
    CONTROL_STRINGS.en.failures['worker-failed'].title,
  );
  await expect(figure.locator('ol.tagged li')).toHaveCount(manifest.example.words.length);
});
