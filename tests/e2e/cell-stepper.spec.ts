/** The cell stepper as a reader uses it: keys, pointer, address; the numbers on the screen against the reference. */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { readSettings } from '#components/demos/cell-stepper/address.ts';
import { DEFAULTS, linesOf, runStack } from '#components/demos/cell-stepper/demo.ts';
import { formatValue } from '#components/demos/cell-stepper/numbers.ts';
import { STRINGS } from '#components/demos/cell-stepper/strings.ts';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import type { Locale } from '#site/locales.ts';
import { expect, test } from './site.ts';

const PATHS: Record<Locale, string> = {
  en: '/inside/lstm-cell/',
  'zh-cn': '/zh-cn/inside/lstm-cell/',
};

async function open(page: Page, locale: Locale, settings = ''): Promise<Locator> {
  await page.goto(PATHS[locale] + (settings && `?cell-stepper=${settings}`));
  const figure = page.locator('#cell-stepper');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('.demo[data-ready]')).toBeVisible();
  return figure;
}

/** The six numbers at the ends of the formulas, with all digits. */
const shown = (figure: Locator): Promise<number[]> =>
  figure
    .locator('.eq b[data-value]')
    .evaluateAll((cells) => cells.map((cell) => Number((cell as HTMLElement).dataset['value'])));

/** The same from the reference, for settings as the address has them. */
function expected(text: string): number[] {
  const settings = readSettings(text, DEFAULTS);
  const { gates, c, h } = linesOf(settings, runStack(settings));
  return [...gates.map(({ value }) => value), c, h];
}

/** Browsers and Node may differ in the last digit of tanh. */
const expectShown = (figure: Locator, text: string): Promise<void> =>
  expect(async () => {
    const [found, wanted] = [await shown(figure), expected(text)];
    expect(found).toHaveLength(wanted.length);
    found.forEach((value, index) => expect(value).toBeCloseTo(wanted[index] ?? NaN, 12));
  }).toPass({ timeout: 20_000 });

for (const locale of ['en', 'zh-cn'] as const) {
  test(`${locale}: keys drag inputs and weights, walk through time, and every number follows`, async ({
    page,
  }) => {
    const words = STRINGS[locale];
    const figure = await open(page, locale);
    await expectShown(figure, '');

    const scrubber = figure.getByRole('slider', { name: words.scrubber });
    await scrubber.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await expectShown(figure, 'step:2');

    const input = figure.getByRole('slider', { name: words.inputLabel(2), exact: true });
    await input.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowDown');
    await expectShown(figure, 'step:2;x2:0.9');

    const bias = figure.getByRole('slider', { name: words.bias('f'), exact: true });
    await bias.focus();
    for (let press = 0; press < 4; press++) await page.keyboard.press('PageDown');
    await page.keyboard.press('s');
    const settings = 'step:3;x2:0.9;1f1b:1';
    await expectShown(figure, settings);
    await expect(figure.locator('.eq[data-line="c"] b')).toHaveText(
      formatValue(expected(settings)[4] ?? NaN),
    );
    await expect(figure.locator('.status')).toContainText(words.changedWeights(1));
    await expect(page).toHaveURL(/cell-stepper=step:3;x2:0\.9;1f1b:1/);

    // Typed numbers: a bad one is refused with its range, the old one stays.
    await bias.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('77');
    await page.keyboard.press('Enter');
    await expect(figure.getByRole('alert')).toContainText('77');
    await expect(figure.getByRole('alert')).toContainText('10');
    await expectShown(figure, settings);

    // A guard against hanging only: the other worker may be training models.
    test.setTimeout(180_000);
    const { violations } = await new AxeBuilder({ page }).include('#cell-stepper').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    await page.locator('#cell-stepper .demo').press('0');
    await expectShown(figure, '');
  });
}

test('pointer: drag an input, click a cell, drag a weight, link in the text, save; all within 100 ms', async ({
  page,
}) => {
  const figure = await open(page, 'en', 'preset:random');
  const drawing = figure.locator('svg.cellfig:visible');
  // Wholly in sight: a pointer under the page's header touches the header.
  await drawing.evaluate((svg) => {
    svg.scrollIntoView({ block: 'start', behavior: 'instant' });
    scrollBy({ top: -160, behavior: 'instant' });
  });
  const columns = drawing.locator('[data-input]');
  const third = await columns.nth(2).boundingBox();
  if (!third) throw new Error('no third input');
  const middle = { x: third.x + third.width / 2, y: third.y + third.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x, middle.y + 120, { steps: 4 });
  await page.mouse.up();
  await expect(columns.nth(2)).toHaveAttribute('aria-valuenow', '-1');
  await expectShown(figure, 'preset:random;step:3;x3:-1');

  // The second stripe of the middle row at step 6.
  const cell = drawing.locator('rect.box.l2').nth(5);
  const target = await cell.boundingBox();
  if (!target) throw new Error('no cell');
  await page.mouse.click(target.x + target.width / 2, target.y + target.height / 2);
  const there = 'preset:random;x3:-1;layer:2;unit:2;step:6';
  await expectShown(figure, there);

  const weight = figure.locator('.eq[data-line="i"] .scrub').first();
  const before = Number(await weight.getAttribute('aria-valuenow'));
  const handle = await weight.boundingBox();
  if (!handle) throw new Error('no weight');
  await page.mouse.move(handle.x + 5, handle.y + 8);
  await page.mouse.down();
  const taken = await page.evaluate(async () => {
    const scrub = document.querySelector('.eq[data-line="i"] .scrub');
    const value = document.querySelector<HTMLElement>('.eq[data-line="i"] b');
    const old = value?.dataset['value'];
    const start = performance.now();
    scrub?.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageUp', bubbles: true }));
    while (value?.dataset['value'] === old && performance.now() - start < 2000)
      await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - start;
  });
  test
    .info()
    .annotations.push({ type: 'control to number', description: `${taken.toFixed(1)} ms` });
  process.stdout.write(`Cell stepper: control to number ${taken.toFixed(1)} ms\n`);
  await page.mouse.move(handle.x + 45, handle.y + 8, { steps: 3 });
  await page.mouse.up();
  await expect(weight).toHaveAttribute('aria-valuenow', String(Math.round(10 * (before + 1)) / 10));

  await page.locator('a.set[data-set="preset:leak"]').first().click();
  await expect(figure.locator('select')).toHaveValue('leak');
  await expectShown(figure, 'preset:leak');

  const { save, saveAs } = CONTROL_STRINGS.en;
  for (const format of ['csv', 'svg', 'png'] as const) {
    const saving = page.waitForEvent('download');
    await figure.getByRole('button', { name: save, exact: true }).click();
    await figure.getByText(saveAs[format]).click();
    const file = await saving;
    expect(file.suggestedFilename()).toBe(`cell-stepper-leak-layer-1-unit-1-step-5.${format}`);
    const text = readFileSync(await file.path(), 'utf8');
    if (format === 'csv')
      expect(text.split('\r\n')[5]?.split(',').at(-1)).toBe(String(expected('preset:leak')[5]));
    if (format === 'svg') expect(text).toContain('f = σ(');
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the first example is drawn and calculated', async ({ page }) => {
    for (const locale of ['en', 'zh-cn'] as const) {
      await page.goto(PATHS[locale]);
      const figure = page.locator('#cell-stepper');
      expect(await figure.locator('svg.cellfig:visible .unit').count()).toBe(12);
      const numbers = await figure.locator('.eq b[data-value]').allTextContents();
      expect(numbers).toEqual(expected('').map(formatValue));
      await expect(figure.locator('.needs-script')).toHaveText(STRINGS[locale].needsScript);
    }
  });
});
