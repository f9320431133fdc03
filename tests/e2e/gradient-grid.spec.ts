/** The gradient grid as a reader uses it. */
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import { STRINGS } from '#components/demos/gradient-grid/strings.ts';
import { formatSlope } from '#components/demos/gradient-grid/readout.ts';
import file from '#content/recorded/gradient-grid/pytorch/plain/bias-1.json' with { type: 'json' };
import zero from '#content/recorded/gradient-grid/pytorch/plain/bias-0.json' with { type: 'json' };
import type { Locale } from '#site/locales.ts';
import { expect, test } from './site.ts';

const PATHS: Record<Locale, string> = {
  en: '/depth/gradients-in-time-and-depth/',
  'zh-cn': '/zh-cn/depth/gradients-in-time-and-depth/',
};

async function open(page: Page, locale: Locale, query = ''): Promise<Locator> {
  await page.goto(PATHS[locale] + query);
  const figure = page.locator('#gradient-grid');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('.demo[data-ready]')).toBeVisible();
  return figure;
}

const slopeOf = (figure: Locator, row: string) =>
  figure.locator(`tr[data-row="${row}"] [data-slope] b`);

/** The slope that the recorded file gives for a number of layers. */
const recorded = ({ result }: typeof file, layers: number): string => {
  const slopes = result.maps[layers - 1]?.slopes ?? [];
  return formatSlope(slopes.reduce((sum, one) => sum + one, 0) / slopes.length);
};

for (const locale of ['en', 'zh-cn'] as const) {
  test(`${locale}: it opens on the record; a control measures here, to the same numbers`, async ({
    page,
  }) => {
    const words = STRINGS[locale];
    const controls = CONTROL_STRINGS[locale];
    const scripts: string[] = [];
    page.on('request', (request) => scripts.push(request.url()));
    const figure = await open(page, locale);
    await expect(figure.locator('.badge').first()).toContainText(controls.badge.recorded);
    await expect(slopeOf(figure, 'stack')).toHaveText(recorded(file, 4));
    expect(scripts.filter((url) => /\.wasm|probe-worker/.test(url))).toEqual([]);

    await figure.getByRole('button', { name: controls.more(words.layers) }).press('Enter');
    await expect(figure.locator('.status')).toHaveAttribute('data-state', 'finished');
    await expect(figure.locator('.badge').first()).toContainText(controls.badge.live);
    await expect(slopeOf(figure, 'stack')).toHaveText(recorded(file, 5));
    await expect(slopeOf(figure, 'single')).toHaveText(recorded(file, 1));

    // Two steps of half to the left, by keyboard: a forget bias of 0.
    const bias = figure.getByRole('slider', { name: words.bias });
    await bias.press('ArrowLeft');
    await bias.press('ArrowLeft');
    await expect(slopeOf(figure, 'stack')).toHaveText(recorded(zero, 5));
    await expect(slopeOf(figure, 'rate')).toHaveText('−0.301');
    await expect(page).toHaveURL(/gradient-grid=layers:5;bias:0/);
    const { violations } = await new AxeBuilder({ page }).include('#gradient-grid').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);

    await figure.getByRole('button', { name: controls.run }).first().focus();
    await page.keyboard.press('0');
    await expect(figure.locator('.stage')).toHaveAttribute('data-source', 'none');
    await expect(figure.locator('.empty')).toHaveText(words.emptyChart);
  });
}

test('a link of the article switches to training; the map is drawn again while it runs', async ({
  page,
}) => {
  const figure = await open(page, 'en');
  await page.locator('a.set[data-set*="state:training"]').click();
  await expect(figure.getByRole('radio', { name: STRINGS.en.stateOptions.training })).toBeChecked();
  await figure.getByRole('button', { name: 'Run', exact: true }).press('r');
  const stage = figure.locator('.stage');
  await expect(stage).toHaveAttribute('data-updates', /^[1-9]\d*$/, { timeout: 30_000 });
  const before = Number(await stage.getAttribute('data-updates'));
  await expect(stage).not.toHaveAttribute('data-updates', String(before));
  await expect(figure.locator('.gates b')).toHaveCount(4);
  await page.keyboard.press('0');
  await expect(figure.locator('.status')).toHaveAttribute('data-state', 'idle');
});

test('a worker that does not load is reported, bad numbers are named, the record stays', async ({
  page,
  troubles,
}) => {
  troubles.expected.push('Failed to load resource');
  await page.route(/probe-worker/, (route) => route.fulfill({ status: 404 }));
  const figure = await open(page, 'en');
  await figure.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(figure.getByRole('alert')).toContainText(
    CONTROL_STRINGS.en.failures['worker-failed'].title,
  );
  await expect(slopeOf(figure, 'stack')).toHaveText(recorded(file, 4));
  const field = figure.getByRole('textbox', { name: STRINGS.en.bias });
  await field.fill('7');
  await field.press('Enter');
  await expect(figure.getByText('Forget bias must be from −1 to 5; 7 is outside.')).toBeVisible();
});
