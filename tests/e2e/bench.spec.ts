/** The race of engines as a reader uses it, in a browser without WebGPU. */
import { expectAccessible } from './accessible.ts';
import type { Locator, Page } from '@playwright/test';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import { STRINGS } from '#components/demos/engine-bench/strings.ts';
import type { Locale } from '#site/locales.ts';
import { expect, test } from './site.ts';

const PATHS: Record<Locale, string> = {
  en: '/about/how-the-demos-work/',
  'zh-cn': '/zh-cn/about/how-the-demos-work/',
};

async function openRace(page: Page, locale: Locale): Promise<Locator> {
  await page.goto(PATHS[locale]);
  const figure = page.locator('#engine-bench');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('.demo[data-ready]')).toBeVisible();
  return figure;
}

const state = (figure: Locator, name: string | RegExp) =>
  expect(figure.locator('.status')).toHaveAttribute('data-state', name, { timeout: 60_000 });

/** Milliseconds on each bar, by engine, of both shapes. */
const times = (figure: Locator): Promise<[string | undefined, number][]> =>
  figure
    .locator('tr[data-backend]')
    .evaluateAll((rows) =>
      rows.map((row) => [
        (row as HTMLElement).dataset['backend'],
        Number(row.querySelector<HTMLElement>('[data-ms]')?.dataset['ms'] || NaN),
      ]),
    );

for (const locale of ['en', 'zh-cn'] as const) {
  test(`${locale}: a run times the engines there are and says why others are missing`, async ({
    page,
  }) => {
    const words = CONTROL_STRINGS[locale];
    const figure = await openRace(page, locale);
    await expect(figure.locator('.badge').first()).toContainText(words.badge.recorded);
    const recorded = await times(figure);
    expect(recorded.every(([, ms]) => ms > 0)).toBe(true);
    await figure.getByRole('button', { name: words.run, exact: true }).click();
    await state(figure, 'finished');
    await expect(figure.locator('.badge').first()).toContainText(words.badge.live);
    const live = await times(figure);
    expect(live.map(([backend]) => backend)).toEqual(
      ['S1', 'S2'].flatMap(() => ['tfjs-wasm', 'wasm', 'wasm-relaxed']),
    );
    expect(live.every(([, ms]) => ms > 0)).toBe(true);
    for (const backend of ['webgpu', 'tfjs-webgpu'] as const)
      await expect(figure.locator('.status')).toContainText(words.refused(backend, 'no-adapter'));
    await expect(figure.locator('.outcome')).not.toBeEmpty();
    await expectAccessible(page, '#engine-bench');
  });
}

test('Stop keeps what was measured, Reset brings the recorded result back, keys do the same', async ({
  page,
}) => {
  const figure = await openRace(page, 'en');
  const recorded = await times(figure);
  await figure.getByRole('button', { name: 'Run', exact: true }).focus();
  await page.keyboard.press('r');
  await state(figure, 'running');
  await figure.getByRole('button', { name: STRINGS.en.stop, exact: true }).click();
  await state(figure, 'stopped');
  expect((await times(figure)).some(([, ms]) => ms > 0)).toBe(true);
  await page.keyboard.press('0');
  await state(figure, 'idle');
  expect(await times(figure)).toEqual(recorded);
});

test('a run pauses out of sight and goes on in sight', async ({ page }) => {
  const figure = await openRace(page, 'en');
  await figure.getByRole('button', { name: 'Run', exact: true }).click();
  await state(figure, 'running');
  await page.evaluate(() => {
    scrollTo({ top: document.body.scrollHeight, behavior: 'instant' });
  });
  await state(figure, 'paused');
  await figure.scrollIntoViewIfNeeded();
  await state(figure, /running|finished/);
});

test('a worker that does not load is reported, and the recorded result stays', async ({
  page,
  troubles,
}) => {
  troubles.expected.push('Failed to load resource');
  await page.route(/bench-worker/, (route) => route.fulfill({ status: 404 }));
  const figure = await openRace(page, 'en');
  await figure.getByRole('button', { name: 'Run', exact: true }).click();
  await state(figure, 'failed');
  await expect(figure.getByRole('alert')).toContainText(
    CONTROL_STRINGS.en.failures['worker-failed'].title,
  );
  expect((await times(figure)).every(([, ms]) => ms > 0)).toBe(true);
});

test('the table of all engines needs no script', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(PATHS.en);
  const table = page.locator('.bench-table table').first();
  await expect(table).toContainText(STRINGS.en.engines['tfjs-cpu']);
  await expect(table).toContainText(STRINGS.en.engines['wasm-relaxed']);
  await expect(page.locator('#engine-bench .needs-script')).toHaveText(STRINGS.en.needsScript);
  await context.close();
});
