/** The depth duel as a reader uses it, in a browser without WebGPU. */
import { readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { readSafetensors } from '#formats/safetensors.ts';
import { duelOn, openDuel, type SavedPoint, TINY } from './duel.ts';
import { ARTICLE, ARTICLE_ZH, expect, test } from './site.ts';
import { torchOutputs } from './torch-lstm.ts';

const curvesOf = (points: readonly SavedPoint[]): SavedPoint[][] => [
  ...Map.groupBy(points, ({ arm, seed }) => `${arm} ${seed}`).values(),
];

for (const locale of ['en', 'zh-cn'] as const) {
  test(`${locale}: Run trains both arms, and the error falls`, async ({ page }) => {
    const duel = await openDuel(page, TINY, locale);
    await duel.button(duel.words.run).click();
    await duel.state('finished');
    await expect(duel.figure.locator('.badge').first()).toContainText(duel.words.badge.live);
    const curves = curvesOf(await duel.curves());
    expect(curves).toHaveLength(4);
    for (const curve of curves) {
      expect(curve[0]?.step).toBe(0);
      expect(curve.at(-1)?.step).toBe(60);
      expect(curve.at(-1)?.score).toBeLessThan(0.6 * (curve[0]?.score ?? 0));
    }
    await expect(duel.figure.locator('.result .headline')).not.toBeEmpty();
    // The reason why there is no WebGPU stands in the status line, in the reader's language.
    await expect(duel.figure.locator('.status')).toContainText(
      duel.words.refused('webgpu', 'no-adapter'),
    );
    const { violations } = await new AxeBuilder({ page }).include('#depth-duel').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
}

test('the same settings on the same backend give the same curves', async ({ page }) => {
  const settings = `${TINY};backend:reference`;
  const results: SavedPoint[][] = [];
  for (let round = 0; round < 2; round++) {
    const duel = await openDuel(page, settings);
    await duel.button('Run').click();
    await duel.state('finished');
    results.push(await duel.curves());
  }
  expect(results[0]?.length).toBeGreaterThan(8);
  expect(results[1]).toEqual(results[0]);
});

test('first point and long tasks while training, measured', async ({ page }) => {
  const duel = await duelOn(await page.goto(ARTICLE).then(() => page));
  await page.evaluate(() => {
    const seen = { longest: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.longest = Math.max(seen.longest, entry.duration);
    }).observe({ type: 'longtask' });
  });
  const start = Date.now();
  await duel.button('Run').click();
  await expect(
    duel.figure.locator('.stage[data-source="live"] path.seed[d^="M"]').first(),
  ).toBeAttached({
    timeout: 30_000,
  });
  const first = Date.now() - start;
  await page.waitForTimeout(4000);
  const longest = await page.evaluate(
    () => (window as unknown as { seen: { longest: number } }).seen.longest,
  );
  await duel.button('Pause').click();
  await duel.state('paused');
  test
    .info()
    .annotations.push(
      { type: 'Run to first point', description: `${first} ms` },
      { type: 'longest main-thread task while training', description: `${Math.round(longest)} ms` },
    );
  process.stdout.write(
    `Run to first point ${first} ms; longest main-thread task ${Math.round(longest)} ms\n`,
  );
});

test('keys pause, resume, step and reset', async ({ page }) => {
  const duel = await openDuel(page, 'units:5;length:12;seeds:1;steps:4000');
  await duel.button('Run').focus();
  await page.keyboard.press('r');
  await duel.state('running');
  await expect.poll(() => duel.steps(), { timeout: 20_000 }).toBeGreaterThan(20);
  await page.keyboard.press('r');
  await duel.state('paused');
  await page.waitForTimeout(400);
  const held = await duel.steps();
  await page.waitForTimeout(600);
  expect(await duel.steps()).toBe(held);
  await page.keyboard.press('s');
  await expect.poll(() => duel.steps()).toBe(held + 1);
  await page.keyboard.press('r');
  await expect.poll(() => duel.steps(), { timeout: 20_000 }).toBeGreaterThan(held + 20);
  await page.keyboard.press('0');
  await duel.state('idle');
  expect(await duel.steps()).toBe(0);
});

test('a run pauses out of sight and goes on in sight', async ({ page }) => {
  const duel = await openDuel(page, 'units:5;length:12;seeds:1;steps:5000');
  await duel.button('Run').click();
  await duel.state('running');
  await page.evaluate(() => {
    scrollTo({ top: document.body.scrollHeight, behavior: 'instant' });
  });
  await duel.state('paused');
  await duel.figure.scrollIntoViewIfNeeded();
  await duel.state('running');
});

test('bad input is refused with its range, and nothing is lost', async ({ page }) => {
  for (const [path, text] of [
    [ARTICLE, /must be from 1 to 5|must be from 0\.0001 to 0\.1/],
    [ARTICLE_ZH, /0\.0001.*0\.1/],
  ] as const) {
    await page.goto(path);
    const duel = await duelOn(page, path === ARTICLE ? 'en' : 'zh-cn');
    const field = duel.figure.locator('input.num').first();
    const before = await field.inputValue();
    await field.fill('7e9');
    await field.press('Enter');
    await expect(duel.figure.getByText(text).first()).toBeVisible();
    await expect(duel.figure).toContainText('7e9');
    await field.fill('');
    await field.press('Enter');
    await field.press('Escape');
    await field.blur();
    await expect(field).toHaveValue(before);
  }
});

test('settings come from the address, go into it, and hostile ones do no harm', async ({
  page,
}) => {
  const duel = await openDuel(page, 'task:temporal-order;keep:width;seeds:3');
  await expect(duel.figure.locator('select').first()).toHaveValue('temporal-order');
  await duel.figure.getByText('Parameters', { exact: true }).first().click();
  await expect(page).not.toHaveURL(/keep/);
  await expect(page).toHaveURL(/seeds(:|%3A)3/);
  await openDuel(page, 'units:1e999;seeds:-4;__proto__:x;task:<script>;steps:NaN;rate:0');
  await expect(duel.figure.locator('select').first()).toHaveValue('adding');
});

test('a link in the text sets the demo and brings it into view', async ({ page }) => {
  await page.goto(ARTICLE);
  const link = page.locator('a.set[data-set="keep:width"]').first();
  await link.scrollIntoViewIfNeeded();
  await link.click();
  await expect(page.locator('#depth-duel')).toBeInViewport();
  await expect(page.locator('#depth-duel input[type=radio][value=width]')).toBeChecked();
});

test('a worker that cannot load: the run goes on without it, and says so', async ({
  page,
  troubles,
}) => {
  troubles.expected.push('Failed to load resource', 'net::ERR_FAILED');
  await page.route(/\/worker[.-][^/]*\.js/, (route) => route.abort());
  const duel = await openDuel(page, TINY);
  await duel.button('Run').click();
  await duel.state('finished');
  await expect(duel.figure.locator('.notice')).toContainText('worker');
  expect(curvesOf(await duel.curves())).toHaveLength(4);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('text and the recorded result are readable', async ({ page }) => {
    await page.goto(ARTICLE_ZH);
    await expect(page.locator('#depth-duel svg').first()).toBeVisible();
    await expect(page.locator('#depth-duel .result .headline')).not.toBeEmpty();
    await expect(page.locator('#depth-duel .status')).toContainText(/20\d\d/);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('.answer')).toBeVisible();
    expect(await page.locator('.katex').count()).toBeGreaterThan(20);
  });
});

test('a trained model can be taken along, as weights and as code that reads them', async ({
  page,
}) => {
  const duel = await openDuel(page, TINY, 'zh-cn');
  const { words, figure } = duel;
  const take = async (entry: string): Promise<{ name: string; bytes: Buffer }> => {
    const saving = page.waitForEvent('download');
    await duel.button(words.save).click();
    await figure.getByRole('button', { name: entry }).click();
    const download = await saving;
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };
  await duel.button(words.run).click();
  await duel.state('finished');

  await duel.button(words.save).click();
  const models = figure.locator('.menu-list select');
  await expect(models.locator('option')).toHaveCount(4);
  await models.selectOption({ label: words.modelLabel('B', 2, 3, 2) });
  await duel.button(words.save).click();
  const { name, bytes } = await take(words.modelFiles.safetensors);
  expect(name).toBe('depth-duel-adding-B-seed-2.safetensors');
  const { tensors, metadata } = readSafetensors(new Uint8Array(bytes));
  expect(Object.fromEntries(metadata)).toMatchObject({ task: 'adding', arm: 'B', step: '60' });
  expect(tensors.get('lstm.weight_ih_l1')?.shape).toEqual([12, 3]);
  // The outputs that went along are those of the weights that went along.
  const found = torchOutputs({ tensors });
  const outputs = [...(tensors.get('test.outputs')?.data ?? [])];
  expect(outputs).toHaveLength(4);
  for (const [index, value] of outputs.entries()) expect(value).toBeCloseTo(found[index] ?? NaN, 5);

  const script = (await take(words.modelFiles.pytorch)).bytes.toString();
  expect(script).toContain('load_file("depth-duel-adding-B-seed-2.safetensors")');
  expect(script).toContain('nn.LSTM(2, 3, num_layers=2, batch_first=True)');
  expect(script).toContain('# 顶层，最后一步');
  const notebook = JSON.parse((await take(words.modelFiles.ipynb)).bytes.toString()) as object;
  expect(notebook).toMatchObject({ nbformat: 4 });
  await expect(figure.locator('.message')).toContainText('depth-duel-adding-B-seed-2.ipynb');
});
