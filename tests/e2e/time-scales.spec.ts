/** The reader's path through the time scales: what is recorded, the controls, the keyboard, and a run of one's own. */
import { readFileSync } from 'node:fs';
import { layerMedians } from '#components/demos/time-scales/measure.ts';
import type { ScaleResult } from '#components/demos/time-scales/recorded.ts';
import { STRINGS } from '#components/demos/time-scales/strings.ts';
import { expect, test } from './site.ts';

const PAGE = '/depth/time-scales/';
const ready = '#time-scales .demo[data-ready]';

test('without JavaScript the recorded stacks are there, with their counts', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(PAGE);
  const demo = page.locator('#time-scales');
  await expect(demo.locator('svg.time-chart:visible circle.unit')).toHaveCount(96);
  await expect(demo.getByText('Layer 2 slower in 10 of 10 seeds').first()).toBeVisible();
  await expect(demo.locator('.overview')).toContainText('faster 9/10');
  await context.close();
});

test('task, weights and seed change the figure, by keyboard and by links, and stay in the address', async ({
  page,
}) => {
  await page.goto(`${PAGE}?time-scales=task:dyck-2`);
  const demo = page.locator('#time-scales');
  await demo.scrollIntoViewIfNeeded();
  await page.locator(ready).waitFor();
  const verdicts = demo.locator('svg.time-chart .note-label');
  await expect(verdicts).toHaveText([
    'Layer 2 slower in 9 of 10 seeds, faster in 1',
    'Layer 2 faster in 9 of 10 seeds',
  ]);
  await demo.getByRole('radio', { name: 'Trained', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(verdicts).toHaveText(['Level in all 10 seeds', 'Layer 2 slower in 10 of 10 seeds']);
  await expect(page).toHaveURL(/state:untrained/);
  await demo
    .getByRole('button', { name: /^Characters of a novel, Forget gate, Trained/ })
    .press('Enter');
  await expect(verdicts.first()).toHaveText('Layer 2 slower in 10 of 10 seeds');
  await page.locator('a.set[data-set="layers:3,task:dyck-2,state:trained"]').click();
  await expect(verdicts).toHaveText([
    'Layer 3 slower in 5 of 5 seeds',
    'Layer 3 faster in 5 of 5 seeds',
  ]);
});

test('a run of one’s own on plain kernels gives the numbers that are recorded for its seed', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await page.goto(`${PAGE}?time-scales=task:dyck-2;seed:2;backend:wasm`);
  const demo = page.locator('#time-scales');
  await demo.scrollIntoViewIfNeeded();
  await page.locator(ready).waitFor();
  await demo.getByRole('button', { name: 'Run' }).press('r');
  await expect(demo.locator('.status[data-state=finished]')).toBeVisible({ timeout: 90_000 });
  const result = demo.locator('.result[data-final=true]');
  await expect(result).toContainText('on 32 sequences');
  await expect(demo.locator('path.unit.live')).toHaveCount(97); // 48 units twice, and the key
  // The same kernels give the same bits everywhere.
  const [, ...shown] =
    /Forget gate: ([\d.]+) steps below, ([\d.]+) above/.exec(await result.innerText()) ?? [];
  const file = readFileSync('content/recorded/time-scales/dyck-2/2-layers/seed-2.json', 'utf8');
  const { trained } = (JSON.parse(file) as { result: ScaleResult }).result;
  expect(shown).toEqual(layerMedians(trained, 'forget').map(STRINGS.en.steps));
});
