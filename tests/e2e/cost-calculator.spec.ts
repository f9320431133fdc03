/** The cost calculator as a reader uses it, in a browser without WebGPU. */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import recorded from '#components/demos/cost-calculator/recorded.json' with { type: 'json' };
import { STRINGS } from '#components/demos/cost-calculator/strings.ts';
import { formatMilliseconds } from '#viz/format.ts';
import type { Locale } from '#site/locales.ts';
import fixture from '../reference/fixtures/parameter-counts.json' with { type: 'json' };
import { expect, test } from './site.ts';

const PATHS: Record<Locale, string> = {
  en: '/inside/parameter-count/',
  'zh-cn': '/zh-cn/inside/parameter-count/',
};

async function open(page: Page, locale: Locale, query = ''): Promise<Locator> {
  await page.goto(PATHS[locale] + query);
  const figure = page.locator('#cost-calculator');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('.demo[data-ready]')).toBeVisible();
  return figure;
}

const value = (figure: Locator, quantity: string): Locator =>
  figure.locator(`[data-quantity=${quantity}]`);

/** The field beside a slider. */
const field = (figure: Locator, label: string): Locator =>
  figure.getByRole('textbox', { name: label, exact: true });

/** What PyTorch and Keras themselves have for 128 inputs, 256 units, two layers. */
const built = fixture.configurations.find(
  (each) =>
    each.hiddenSize === 256 &&
    each.numLayers === 2 &&
    !each.bidirectional &&
    each.bias &&
    each.projection === 0,
);

for (const locale of ['en', 'zh-cn'] as const) {
  test(`${locale}: typed sizes give the counts of PyTorch and Keras, a bad one a message, and the link keeps them`, async ({
    page,
  }) => {
    const words = STRINGS[locale];
    const figure = await open(page, locale);
    await field(figure, words.labels.inputSize).fill('128');
    await field(figure, words.labels.hiddenSize).fill('256');
    await field(figure, words.labels.hiddenSize).press('Enter');
    await expect(value(figure, 'pytorch')).toHaveAttribute(
      'data-value',
      String(built?.pytorch.count),
    );
    await expect(value(figure, 'pytorch')).toContainText('921,600');
    await expect(value(figure, 'keras')).toContainText('919,552');
    await expect(value(figure, 'pytorch')).toContainText('4·256·(128 + 256 + 2)');

    await field(figure, words.labels.hiddenSize).fill('9000');
    await field(figure, words.labels.hiddenSize).press('Enter');
    const alert = figure.getByRole('alert');
    await expect(alert).toContainText('9000');
    await expect(alert).toContainText('8192');
    await expect(value(figure, 'pytorch')).toContainText('921,600');

    await expect(page).toHaveURL(/cost-calculator=inputs:128;units:256/);
    await page.reload();
    await expect(figure.locator('.demo[data-ready]')).toBeVisible();
    await expect(value(figure, 'pytorch')).toContainText('921,600');
  });
}

test('by keyboard: more settings, a projection Keras has not, a file of numbers, and a measurement', async ({
  page,
}) => {
  test.slow();
  const words = STRINGS.en;
  const controls = CONTROL_STRINGS.en;
  const figure = await open(page, 'en', '?cost-calculator=units:8;inputs:4;steps:5;batch:2');
  await figure.getByRole('button', { name: controls.moreSettings, exact: true }).focus();
  await page.keyboard.press('Enter');
  await field(figure, words.labels.projection).fill('3');
  await field(figure, words.labels.projection).press('Enter');
  await expect(value(figure, 'keras')).toContainText(words.noProjection);
  // 4·8·(4 + 3 + 2) + 3·8 for layer 1, and 4·8·(3 + 3 + 2) + 3·8 for layer 2
  await expect(value(figure, 'pytorch')).toHaveAttribute('data-value', '592');
  await expect(figure.getByText(words.problem({ reason: 'projection' }))).toBeVisible();
  // Every page is checked as it opens; this is the state with all settings in sight.
  const { violations } = await new AxeBuilder({ page }).include('#cost-calculator').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  const saving = page.waitForEvent('download');
  await figure.getByRole('button', { name: controls.save, exact: true }).click();
  await figure.getByText(controls.saveAs.csv).click();
  expect(readFileSync(await (await saving).path(), 'utf8')).toContain('weight_hr_l1,3 x 8,24');

  await field(figure, words.labels.projection).fill('0');
  await field(figure, words.labels.projection).press('Enter');
  await figure.getByRole('button', { name: controls.fewerSettings, exact: true }).focus();
  await page.keyboard.press('r');
  await expect(figure.locator('.status')).toHaveAttribute('data-state', 'finished', {
    timeout: 80_000,
  });
  const times = await figure
    .locator('tr[data-model]')
    .evaluateAll((rows) => rows.map((row) => Number((row as HTMLElement).dataset['ms'])));
  expect(times).toHaveLength(7);
  expect(times.every((ms) => ms > 0)).toBe(true);
  await expect(figure.locator('.outcome')).not.toBeEmpty();
  await page.keyboard.press('0');
  await expect(figure.locator('[data-model=one]')).toHaveAttribute(
    'data-ms',
    String(recorded.ms.one),
  );
});

test('without a script: the counts of the defaults and the recorded times, as in the file', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const locale of ['en', 'zh-cn'] as const) {
    await page.goto(PATHS[locale]);
    const figure = page.locator('#cost-calculator');
    await expect(value(figure, 'keras')).toContainText('202,752');
    for (const [name, ms] of Object.entries(recorded.ms)) {
      const row = figure.locator(`[data-model=${name}]`);
      await expect(row).toHaveAttribute('data-ms', String(ms));
      await expect(row).toContainText(formatMilliseconds(ms));
    }
    await expect(figure.locator('.needs-script')).toHaveText(STRINGS[locale].needsScript);
  }
  await context.close();
});
