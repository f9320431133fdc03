/** The depth sweep as a reader uses it, in a browser without WebGPU. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import { bits } from '#components/demos/depth-sweep/bits.ts';
import { cellOf, CELLS, DEMO_ID } from '#components/demos/depth-sweep/cells.ts';
import { factsOf, scoresOf } from '#components/demos/depth-sweep/chart.ts';
import { DEFAULTS, planOf } from '#components/demos/depth-sweep/demo.ts';
import { type SweepFile, summarise } from '#components/demos/depth-sweep/recorded.ts';
import { STRINGS } from '#components/demos/depth-sweep/strings.ts';
import { createReferenceBackend } from '#engine/reference.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import type { Locale } from '#site/locales.ts';
import { charLm } from '#tasks/char-lm.ts';
import { median } from '#math/statistics.ts';
import { expect, test } from './site.ts';

const PATHS: Record<Locale, string> = {
  en: '/depth/when-depth-hurts/',
  'zh-cn': '/zh-cn/depth/when-depth-hurts/',
};
const FOLDER = 'content/recorded/depth-sweep';

/** What the pages read when the site is built. */
const recording = summarise(
  CELLS.flatMap(({ id }) =>
    readdirSync(join(FOLDER, id)).map(
      (name) => JSON.parse(readFileSync(join(FOLDER, id, name), 'utf8')) as SweepFile,
    ),
  ),
);

/** One layer only, a few updates: seconds on any machine. */
const TINY = 'p4:no;p8:no;r8:no;steps:10';

async function openSweep(page: Page, locale: Locale, settings: string) {
  await page.goto(`${PATHS[locale]}?${DEMO_ID}=${settings}`);
  const figure = page.locator(`#${DEMO_ID}`);
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('.demo[data-ready]')).toBeVisible();
  return figure;
}

/** The score of the one-layer model after the tiny run, by the float64 engine. */
async function referenceScore(): Promise<number> {
  await charLm.load?.();
  const plan = planOf({ ...DEFAULTS, cells: ['plain-1'], steps: 10 });
  const stream = charLm.createStream({ ...plan, seed: 1 });
  const spec = plan.arms[0]!.spec;
  const backend = createReferenceBackend();
  const trainer = await backend.createTrainer({
    spec,
    parameters: initialParameters(spec, 1),
    optimizer: { ...DEFAULT_OPTIMIZER, learningRate: plan.learningRate },
    seed: 1,
  });
  for (let step = 0; step < plan.steps; step++) await trainer.step([stream.batch(step)]);
  const { outputs } = await trainer.predict(stream.test);
  backend.dispose();
  return stream.score(outputs);
}

test('a reader trains one layer by keyboard, and the score is that of the reference', async ({
  page,
}) => {
  const words = CONTROL_STRINGS.en;
  const figure = await openSweep(page, 'en', TINY);
  await expect(figure.locator('.badge').first()).toContainText(words.badge.recorded);
  await figure.getByRole('checkbox', { name: STRINGS.en.cell(1, 'plain') }).focus();
  // The last chosen stack stays chosen.
  await page.keyboard.press(' ');
  await expect(figure.getByRole('checkbox', { name: STRINGS.en.cell(1, 'plain') })).toBeChecked();
  await page.keyboard.press('r');
  await expect(figure.locator('.status')).toHaveAttribute('data-state', 'finished', {
    timeout: 60_000,
  });
  await expect(figure.locator('.badge').first()).toContainText(words.badge.live);
  await expect(figure.locator('.stage .live .ring').first()).toBeVisible();
  await figure.locator('.sweep-table summary').click();
  await expect(figure.locator('.sweep-table tbody tr')).toHaveCount(1);
  const shown = Number(await figure.locator('.sweep-table tbody td').nth(1).textContent());
  expect(Math.abs(shown - (await referenceScore()))).toBeLessThan(0.0051);
  const { violations } = await new AxeBuilder({ page }).include(`#${DEMO_ID}`).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  // Reset with the shared key: the recorded result stands alone again.
  await page.keyboard.press('0');
  await expect(figure.locator('.badge').first()).toContainText(words.badge.recorded);
});

test('settings go into the address, and at most eight stacks are chosen', async ({ page }) => {
  const figure = await openSweep(page, 'zh-cn', 'steps:20;seeds:2');
  const boxes = figure.getByRole('checkbox');
  await expect(boxes).toHaveCount(CELLS.length);
  const box = (id: string) => {
    const { layers, kind } = cellOf(id);
    return figure.getByRole('checkbox', { name: STRINGS['zh-cn'].cell(layers, kind) });
  };
  for (const id of ['plain-2', 'plain-6', 'residual-2', 'residual-4']) {
    await box(id).focus();
    await page.keyboard.press(' ');
    await expect(box(id)).toBeChecked();
  }
  await box('residual-6').focus();
  await page.keyboard.press(' ');
  await expect(box('residual-6')).not.toBeChecked();
  await expect(figure).toContainText(STRINGS['zh-cn'].mostCells(8));
  await expect(page).toHaveURL(/r4(:|%3A)yes/);
  await expect(page).toHaveURL(/steps(:|%3A)20/);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  for (const locale of ['en', 'zh-cn'] as const)
    test(`${locale}: the recorded result is there, as in its files`, async ({ page }) => {
      await page.goto(PATHS[locale]);
      const figure = page.locator(`#${DEMO_ID}`);
      await expect(figure.locator('svg.sweep-chart').first()).toBeVisible();
      for (const line of STRINGS[locale].recordedFacts(factsOf(recording)))
        await expect(figure.locator('.result')).toContainText(line);
      const medians = await figure
        .locator('.sweep-table tbody tr td:nth-of-type(2)')
        .allTextContents();
      expect(medians).toEqual(
        recording.cells.map((cell) =>
          bits(median(scoresOf(cell).map((score) => score ?? Infinity))),
        ),
      );
      await expect(page.locator('.sweep-results tbody tr')).toHaveCount(CELLS.length);
    });
});
