/** The ledger of claims: filter, anchors, keyboard, and a reader's own run over the recorded one. */
import AxeBuilder from '@axe-core/playwright';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import type { RunPayload } from '#components/ledger/payload.ts';
import { STRINGS } from '#components/ledger/strings.ts';
import { medianInterval } from '#viz/agreement.ts';
import { formatScore } from '#viz/format.ts';
import { CLAIMS } from '../content/claims.ts';
import { ARTICLE, expect, test } from './site.ts';

const LEDGER = '/about/claims/';
const count = (verdict: string): number =>
  CLAIMS.filter((claim) => claim.verdict === verdict).length;

test('the filter works with the keyboard, stays in the address, and gives way to an anchor', async ({
  page: tab,
}) => {
  await tab.goto(LEDGER);
  const entries = tab.locator('.claim-entry:visible');
  await expect(entries).toHaveCount(CLAIMS.length);
  const all = tab.getByRole('radio', { name: /^All/ });
  await all.focus();
  await tab.keyboard.press('ArrowRight');
  await expect(tab.getByRole('radio', { name: /^True/ })).toBeChecked();
  await expect(entries).toHaveCount(count('true'));
  await expect(tab).toHaveURL(`${LEDGER}?verdict=true`);
  await expect(tab.locator('.ledger-filter [role="status"]')).toHaveText(
    `True: ${count('true')} claims`,
  );
  // Nothing that is true is said about layers or comparisons here: an empty part says so.
  await expect(tab.locator('.ledger-none:visible').first()).toBeVisible();
  await tab.reload();
  await expect(entries).toHaveCount(count('true'));
  await tab.goto(`${LEDGER}?verdict=true#free-flow`);
  await expect(tab.locator('#free-flow')).toBeInViewport();
  await expect(entries).toHaveCount(CLAIMS.length);
});

test('a chip in an article names the claim and leads to its entry', async ({ page: tab }) => {
  await tab.goto(ARTICLE);
  const chip = tab.locator('.prose').getByRole('link', {
    name: 'False: Information flows freely between the layers.',
  });
  await chip.click();
  await expect(tab).toHaveURL(`${LEDGER}#free-flow`);
  await expect(tab.locator('#free-flow h3')).toBeInViewport();
});

test('everything is there without JavaScript', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
  const tab = await context.newPage();
  await tab.goto(`/zh-cn${LEDGER}?verdict=true`);
  await expect(tab.locator('.claim-entry:visible')).toHaveCount(CLAIMS.length);
  await expect(tab.locator('.ledger-filter')).toBeHidden();
  await expect(tab.locator('.claim-run .badge').first()).toHaveText(
    CONTROL_STRINGS['zh-cn'].badge.recorded,
  );
  await expect(tab.locator('[data-run-claim]').first()).toBeHidden();
  await context.close();
});

test('a reader’s own seeds are drawn over the record and judged', async ({ page: tab }) => {
  test.setTimeout(180_000);
  const strings = STRINGS.en;
  const controls = CONTROL_STRINGS.en;
  await tab.goto(`${LEDGER}#one-seed`);
  const requests: string[] = [];
  tab.on('request', (request) => requests.push(request.url()));
  const box = tab.locator('#one-seed .claim-run');
  await box.scrollIntoViewIfNeeded();
  // Sixty steps instead of all: nothing is learned by then, so the outcome is known, and the test is short.
  await box.evaluate((element: HTMLElement) => {
    const payload = JSON.parse(element.dataset['claimRun'] ?? '') as RunPayload;
    const plan = { ...payload.record.plan, steps: 60, evaluateEvery: 30 };
    element.dataset['claimRun'] = JSON.stringify({
      ...payload,
      record: { ...payload.record, plan },
    });
  });
  await box.getByRole('button', { name: strings.runYourself }).focus();
  expect(requests.filter((url) => /worker|wasm|tfjs/.test(url))).toEqual([]);
  await tab.keyboard.press('Enter');

  // The focus is in the field of the first seed; one that is no seed is refused and named.
  const field = box.getByLabel(strings.firstSeed);
  await expect(field).toBeFocused();
  await field.fill('1.5');
  await field.press('Enter');
  await expect(box.getByRole('alert')).toContainText('“1.5”');
  await expect(field).toHaveValue('1001');
  await field.fill('5');
  await field.press('Enter');
  await expect(box.getByText(strings.overlap)).toBeVisible();
  await field.fill('2001');
  await field.press('Enter');
  await expect(box.getByText(strings.overlap)).toBeHidden();
  const fewer = box.getByRole('button', { name: controls.fewer(strings.seeds) });
  for (let seeds = 5; seeds > 1; seeds--) await fewer.click();
  expect((await new AxeBuilder({ page: tab }).include('#one-seed').analyze()).violations).toEqual(
    [],
  );

  await box.getByRole('button', { name: controls.run }).press('Enter');
  await expect(box.locator('.headline')).toBeVisible({ timeout: 120_000 });
  await expect(box.locator('.badge')).toHaveText(controls.badge.live);
  const { record } = JSON.parse((await box.getAttribute('data-claim-run')) ?? '') as RunPayload;
  for (const { id } of record.plan.arms) {
    const known = record.scores.filter(({ arm }) => arm === id).map(({ score }) => score);
    const [low, high] = medianInterval(known, 1, record.metric.better);
    await expect(box.locator('.result')).toContainText(
      `${formatScore(low)} to ${formatScore(high)}`,
    );
  }
  await expect(box.locator('.headline')).toHaveText(strings.outcome(false, 1));
  // One mark a model, besides the hollow ones.
  await expect(box.locator('.claim-chart > :is(.dot, .cross)')).toHaveCount(
    record.plan.arms.length,
  );
});
