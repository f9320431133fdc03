/** The shape explorer as a reader uses it. */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import { DEFAULTS } from '#components/demos/shape-explorer/demo.ts';
import { recordedComparisons } from '#components/demos/shape-explorer/recorded.ts';
import { STRINGS } from '#components/demos/shape-explorer/strings.ts';
import { viewOf } from '#components/demos/shape-explorer/view.ts';
import { runLstm } from '#model/lstm-run.ts';
import type { Locale } from '#site/locales.ts';
import { expect, test } from './site.ts';

const PATHS: Record<Locale, string> = {
  en: '/frameworks/pytorch-shapes/',
  'zh-cn': '/zh-cn/frameworks/pytorch-shapes/',
};

async function open(page: Page, locale: Locale, query = ''): Promise<Locator> {
  await page.goto(PATHS[locale] + query);
  const figure = page.locator('#shape-explorer');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('.demo[data-ready]')).toBeVisible();
  return figure;
}

const tuple = (figure: Locator, tensor: string): Locator =>
  figure.locator(`[data-tensor=${tensor}]`);

for (const locale of ['en', 'zh-cn'] as const) {
  test(`${locale}: arguments change shapes, a run compares the last states, an axis shows its code`, async ({
    page,
  }) => {
    const words = STRINGS[locale];
    const figure = await open(page, locale);
    await expect(figure.locator('[data-source=recorded]')).toBeVisible();
    await figure.getByRole('radiogroup', { name: 'batch_first' }).getByText('True').click();
    await expect(tuple(figure, 'output')).toHaveText(/N = 3, T = 5, D·R = 16/);
    await expect(tuple(figure, 'h_n')).toHaveText(/D·L = 4, N = 3, R = 8/);
    await expect(figure.getByText(words.notRun)).toBeVisible();

    await figure.getByRole('button', { name: words.run }).click();
    await expect(figure.locator('[data-source=live]')).toBeVisible();
    const { order } = viewOf({ ...DEFAULTS, batchFirst: true });
    if (!order) throw new Error('the settings cannot be run');
    for (const { left, right, difference } of runLstm(order).comparisons)
      await expect(figure.locator(`[data-pair="${left} ${right}"]`)).toHaveAttribute(
        'data-difference',
        String(difference),
      );

    await tuple(figure, 'output')
      .getByRole('button', { name: words.axisName('output', 1, 'T', 5) })
      .focus();
    await page.keyboard.press('Enter');
    const panel = figure.locator('[data-pick="output.1"]');
    await expect(panel).toContainText('output[:, -1, R:]');
    await expect(panel).toContainText(words.meanings.backwardFirst);
    await expect(page).toHaveURL(/shape-explorer=first:yes;at:output\.1/);
    // A click into the drawing picks too.
    await figure.locator('svg [data-axis="c_n.2"] text').click();
    await expect(figure.locator('[data-pick="c_n.2"]')).toBeVisible();
  });
}

test('messages, weights, Keras, and a file of numbers', async ({ page }) => {
  const controls = CONTROL_STRINGS.en;
  const figure = await open(page, 'en', '?shape-explorer=states:swapped;both:no;layers:1');
  await expect(figure.locator('.quoted.error')).toHaveText(
    'RuntimeError: Expected hidden[0] size (1, 3, 8), got [3, 1, 8]',
  );
  await expect(tuple(figure, 'output')).toHaveCount(0);
  await page.keyboard.press('r');
  await expect(figure.getByText(STRINGS.en.cannotRun)).toBeVisible();
  await expect(figure.locator('[data-total=pytorch]')).toHaveAttribute('data-value', '512');
  await expect(figure.locator('[data-total=keras]')).toHaveAttribute('data-value', '480');

  await figure.getByText('Keras', { exact: true }).first().click();
  await figure.getByLabel('Bidirectional').selectOption('concat');
  await expect(tuple(figure, 'output')).toHaveText(/N = 3, 2·U = 16/);
  await expect(figure.locator('.program pre')).toContainText('layers.Bidirectional(');
  const { violations } = await new AxeBuilder({ page }).include('#shape-explorer').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  const saving = page.waitForEvent('download');
  await figure.getByRole('button', { name: controls.save, exact: true }).click();
  await figure.getByText(controls.saveAs.csv).click();
  const csv = readFileSync(await (await saving).path(), 'utf8');
  expect(csv).toContain('keras layer 1 backward,recurrent_kernel,"(8, 32)",256');
});

test('without a script: the shapes of the defaults and where their last states are', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const locale of ['en', 'zh-cn'] as const) {
    await page.goto(PATHS[locale]);
    const figure = page.locator('#shape-explorer');
    await expect(tuple(figure, 'output')).toHaveText(/T = 5, N = 3, D·R = 16/);
    for (const { left, right, difference } of recordedComparisons())
      await expect(figure.locator(`[data-pair="${left} ${right}"]`)).toHaveAttribute(
        'data-difference',
        String(difference),
      );
    await expect(figure.locator('.needs-script')).toHaveText(STRINGS[locale].needsScript);
  }
  await context.close();
});
