/** The reader's path through the forecasts: recorded, published, trained on, from new weights, and one's own file. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { STRINGS } from '#components/demos/forecast/strings.ts';
import type { ForecastManifest } from '#train/forecast-file.ts';
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

const manifest = JSON.parse(
  readFileSync('public/models/forecast-sunspots/manifest.json', 'utf8'),
) as ForecastManifest;

/** A guard against hanging: how long it takes is reported. */
const GUARD_MS = 15_000;

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

test('Run shows what the published models say, Resume trains them on, and new weights are a click away', async ({
  page,
}) => {
  const words = STRINGS.en;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const demo = await open(page, '?forecast=series:sunspots');
  await expect(demo.locator('.stage')).toHaveAttribute('data-series', 'sunspots');
  const HEAVY = [/\/models\/.*\.safetensors$/, /\.wasm$/, /forecast-worker/];
  const fetched = () => HEAVY.filter((kind) => asked.some((url) => kind.test(url)));
  expect(fetched()).toEqual([]);
  const run = demo.getByRole('button', { name: /^(Run|Resume)/ });
  const start = Date.now();
  await run.click();
  await expect(demo.locator('.stage')).toHaveAttribute('data-source', 'published', {
    timeout: GUARD_MS,
  });
  const description = `${Date.now() - start} ms`;
  test.info().annotations.push({ type: 'published forecast after', description });
  expect(fetched()).toEqual(HEAVY);
  for (const [method, { direct }] of [
    ['A', manifest.models[0]],
    ['B', manifest.models[1]],
  ] as const)
    await expect(cell(demo, method, 3)).toHaveText(direct.mase.toFixed(2));
  const status = demo.locator('.status');
  await expect(status).toContainText(words.published(manifest));
  await expect(status).toHaveAttribute('data-state', 'paused');
  await expect(demo.locator('.result')).toContainText('one seed cannot tell');
  await expectAccessible(page, '#forecast');

  await run.click();
  await expect(status).toHaveAttribute('data-state', 'finished', { timeout: 60_000 });
  await expect(demo.locator('.stage')).toHaveAttribute('data-source', 'live');
  await expect(status).toContainText(words.continued(manifest, manifest.steps, []).split(',')[0]!);

  await demo.getByRole('radio', { name: words.starts.new }).check();
  await expect(demo.locator('.stage')).toHaveAttribute('data-source', 'recorded');
  await expect(demo.getByRole('button', { name: 'Fewer: seeds' })).toBeVisible();
  await expect(page).toHaveURL(/start:new/);
});

test('weights that are not those that were published are refused, and new ones train', async ({
  page,
}) => {
  const words = STRINGS['zh-cn'];
  await page.route('**/models/forecast-sunspots/weights.safetensors', async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[body.length - 1] = (body.at(-1) ?? 0) ^ 1;
    await route.fulfill({ response, body });
  });
  const demo = await open(page, '?forecast=series:sunspots;seeds:1', '/zh-cn');
  await demo.getByRole('button', { name: /^运行/ }).click();
  const alert = demo.getByRole('alert');
  await expect(alert).toContainText(words.noModel.title);
  await expect(alert).toContainText(manifest.sha256);
  await expect(demo.locator('.stage')).toHaveAttribute('data-source', 'recorded');
  await alert.getByRole('button', { name: words.startAnew }).click();
  await expect(demo.locator('.status')).toHaveAttribute('data-state', 'finished', {
    timeout: 60_000,
  });
  await expect(cell(demo, 'A', 3)).toHaveText(recorded('sunspots', 1, 1)?.toFixed(2) ?? '');
});

test('from new weights, a run in the page ends with the recorded error of the same seed', async ({
  page,
}) => {
  const demo = await open(page, '?forecast=start:new');
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
