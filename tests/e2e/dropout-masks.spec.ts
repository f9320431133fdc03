/** The reader's path through the dropout masks: without a script, by keyboard, by pointer, and by links. */
import { countsOf, placesOf } from '#components/demos/dropout-masks/masks.ts';
import { DEFAULTS } from '#components/demos/dropout-masks/demo.ts';
import { expect, test } from './site.ts';

const PAGE = '/frameworks/dropout/';
const dropped = (framework: 'pytorch' | 'keras', settings = DEFAULTS): string => {
  const counts = countsOf(placesOf(framework, settings), settings.step);
  return `${counts.dropped} of ${counts.values}`;
};

test('without JavaScript the first masks and their counts are there', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(PAGE);
  const demo = page.locator('#dropout-masks');
  await expect(demo.locator('svg.masks:visible path.kept')).toHaveCount(3);
  await expect(demo.locator('[data-count=dropped] [data-framework=keras]')).toContainText(
    dropped('keras'),
  );
  await context.close();
});

test('the masks follow the controls, the keys, the pointer and the links', async ({ page }) => {
  await page.goto(PAGE);
  const demo = page.locator('#dropout-masks');
  await demo.scrollIntoViewIfNeeded();
  await page.locator('#dropout-masks .demo[data-ready]').waitFor();
  const count = (id: string, framework: string) =>
    demo.locator(`[data-count=${id}] [data-framework=${framework}]`);
  await expect(count('dropped', 'pytorch')).toContainText(dropped('pytorch'));

  await demo.getByRole('slider', { name: /^Time step/ }).focus();
  await page.keyboard.press('s');
  const next = { ...DEFAULTS, update: 2 };
  await expect(count('dropped', 'pytorch')).toContainText(dropped('pytorch', next));
  await page.keyboard.press('ArrowRight');
  const { now } = countsOf(placesOf('pytorch', next), 9);
  await expect(count('changed', 'pytorch')).toHaveText(`${now.changed} of ${now.values}`);
  await expect(count('changed', 'keras')).toHaveText('0 of 24');
  await expect(page).toHaveURL(/update:2;step:9/);

  const box = await demo.locator('svg.masks').boundingBox();
  if (!box) throw new Error('the masks are not on the page');
  await page.mouse.click(box.x + 18, box.y + 60);
  await expect(demo.getByText('Time step 1 of 24')).toBeVisible();

  await page.locator('a.set[data-set="layers:1"]').click();
  await expect(count('dropped', 'pytorch')).toHaveText('no mask');
  await demo.getByText('recurrent_dropout', { exact: true }).click();
  await expect(demo.locator('svg.masks path.kept')).toHaveCount(4);
});
