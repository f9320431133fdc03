/** The reader's path through the forecasts: recorded, another series, a run of one's own, and one's own file. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './site.ts';

const PAGE = '/applications/time-series-forecasting/';

interface Recorded {
  readonly result: {
    readonly runs: readonly {
      readonly seed: number;
      readonly direct: { readonly all: { readonly mase: number } };
    }[];
  };
}
/** MASE over all steps that was recorded for a seed. */
const recorded = (series: string, layers: 1 | 2, seed: number): number | undefined =>
  (
    JSON.parse(
      readFileSync(`content/recorded/forecast/${series}/${layers}-layer/seeds.json`, 'utf8'),
    ) as Recorded
  ).result.runs.find((run) => run.seed === seed)?.direct.all.mase;

/** A cell of the table of errors; the fourth is MASE over all steps. */
const cell = (demo: Locator, method: string, column: number): Locator =>
  demo.locator(`tr[data-method="${method}"] td`).nth(column);

async function open(page: Page, query = '', locale = ''): Promise<Locator> {
  await page.goto(`${locale}${PAGE}${query}`);
  const demo = page.locator('#forecast');
  await demo.scrollIntoViewIfNeeded();
  await expect(demo.locator('[data-ready]')).toBeVisible();
  return demo;
}

const chooseFile = (demo: Locator, text: string | Uint8Array, name = 'mine.csv'): Promise<void> =>
  demo.locator('input[type="file"]').setInputFiles({
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  });

test('a run in the page ends with the recorded error of the same seed', async ({ page }) => {
  const demo = await open(page);
  await expect(demo.locator('.stage')).toHaveAttribute('data-source', 'recorded');
  await demo.getByRole('combobox').selectOption('airline');
  await expect(cell(demo, 'ar', 3)).toHaveText('0.71');
  await expect(demo.locator('.stage')).toHaveAttribute('data-series', 'airline');
  await demo.getByRole('button', { name: 'Fewer: seeds' }).click();
  await demo.getByRole('button', { name: 'Fewer: seeds' }).click();
  await demo.getByRole('button', { name: /^Run/ }).click();
  await expect(demo.locator('.status')).toHaveAttribute('data-state', 'finished');
  await expect(demo.locator('.stage')).toHaveAttribute('data-source', 'live');
  for (const [method, layers] of [
    ['A', 1],
    ['B', 2],
  ] as const)
    await expect(cell(demo, method, 3)).toHaveText(
      recorded('airline', layers, 1)?.toFixed(2) ?? '',
    );
  await expect(demo.locator('.result')).toContainText('one seed cannot tell');
});

test('the article’s links set the figure, and the address brings it back', async ({ page }) => {
  const demo = await open(page, '?forecast=series:weather;ahead:3;mode:recursive');
  await expect(demo.getByRole('combobox')).toHaveValue('weather');
  await expect(demo.locator('caption')).toHaveText(
    'Errors on the test part, 3 steps ahead, recursive',
  );
  await page.getByRole('link', { name: 'See it run away' }).click();
  await expect(demo.getByRole('combobox')).toHaveValue('sunspots');
  await expect(cell(demo, 'A', 4)).toHaveText('0.37');
});

test('bad files are named in the reader’s language, and a good one is forecast at once', async ({
  page,
}) => {
  const demo = await open(page, '?forecast=series:own;seeds:1;season:7', '/zh-cn');
  const alert = demo.getByRole('alert');
  await expect(demo.getByRole('button', { name: /^运行/ })).toBeDisabled();
  const rows = (value: (t: number) => string): string =>
    `day,amount\n${Array.from({ length: 140 }, (_, t) => `${t},${value(t)}`).join('\n')}\n`;
  for (const [text, said] of [
    ['', '没有数据行'],
    ['month\n一月\n二月\n', '只有一列“month”'],
    [Uint8Array.from([0xc8, 0xd5, 0x2c, 0x79]), '不是 UTF-8'],
    [new Uint8Array(2_500_000).fill(49), '2.5 MB'],
    [rows(() => '5'), '全是 5'],
  ] as const) {
    await chooseFile(demo, text);
    await expect(alert).toContainText(said);
  }
  await chooseFile(
    demo,
    rows((t) => (t === 7 ? 'abc🐳' : String(t % 7))),
  );
  await demo.getByRole('combobox', { name: '列', exact: true }).selectOption('1');
  await expect(alert).toContainText('“amount”列第 9 行是“abc🐳”');
  await chooseFile(
    demo,
    rows((t) => String((t % 7) + 1)),
  );
  await expect(alert).toHaveCount(0);
  await demo.getByRole('button', { name: /^运行/ }).click();
  // A series that repeats: the baseline is exact, and drawn before anything has been trained.
  await expect(cell(demo, 'seasonal', 0)).toHaveText('0.00', { timeout: 2000 });
  await expect(demo.locator('.status')).toHaveAttribute('data-state', 'finished', {
    timeout: 60_000,
  });
  await expect(demo.locator('.result')).toContainText('季节性朴素');
  await expectAccessible(page, '#forecast');
});
