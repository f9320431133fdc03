/** The full duel: a guess before the run, another task with other models, and the recorded figure. */
import { readdirSync, readFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { armSpecification } from '#components/demos/depth-duel/arms.ts';
import type { RecordedFile } from '#components/demos/depth-duel/protocol.ts';
import { recordTasks } from '#components/demos/depth-duel/recorded.ts';
import { comparisonsOf, resultText } from '#components/demos/depth-duel/result-text.ts';
import { STRINGS } from '#components/demos/depth-duel/strings.ts';
import { countParameters } from '#model/parameters.ts';
import { FACTS } from '#tasks/facts.ts';
import { stepsInEqualTime } from '#components/demos/depth-duel/pace.ts';
import { formatCount } from '#viz/format.ts';
import type { FinalScore } from '#viz/series.ts';
import { openDuel, type SavedPoint } from './duel.ts';
import { ARTICLE, expect, test } from './site.ts';

/** The last score of every model. */
const finalsOf = (points: readonly SavedPoint[]): FinalScore[] => {
  const last = new Map(
    points.map(({ arm, seed, score }) => [`${arm} ${seed}`, { arm, seed, score }]),
  );
  return [...last.values()];
};

test('predict, then run: the guess is kept during the run and scored on it', async ({ page }) => {
  const duel = await openDuel(page, 'units:5;length:12;steps:16;rate:0.02;seeds:6');
  const guess = duel.figure.getByRole('radio', { name: 'B better' });
  await duel.figure.getByRole('radio', { name: 'A better' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(guess).toBeChecked();
  await duel.button('Run').click();
  await expect(guess).toBeDisabled();
  await duel.state('finished');
  await expect(guess).toBeChecked();

  // What stands there follows from the scores that the reader can save, by the published rule.
  const [comparison] = comparisonsOf(
    finalsOf(await duel.curves()),
    ['A', 'B'],
    FACTS.adding.metric,
  );
  if (comparison === undefined) throw new Error('the run must have pairs');
  expect(comparison.evidence.pairs).toBe(6);
  const { headline, details } = resultText(comparison, FACTS.adding.metric, STRINGS.en.result);
  const result = duel.figure.locator('.result');
  await expect(result.locator('.headline').first()).toHaveText(headline);
  await expect(result).toContainText(details.join(' '));
  const right = comparison.evidence.verdict === 'second';
  await expect(result.locator('.guess')).toHaveText(
    `You guessed “two layers better”. By the rule your own run ${right ? 'bears you out' : 'says otherwise'}.`,
  );
});

test('digits: D against E, its equal in parameters, with the classical baseline', async ({
  page,
}) => {
  const duel = await openDuel(page, 'task:digits;arms:DE;units:6;steps:12;seeds:1', 'zh-cn');
  await expect(duel.figure.locator('select').first()).toHaveValue('digits');
  await expect(duel.figure.locator('#depth-duel-arms')).toHaveValue('DE');
  const table = duel.figure.locator('.params tbody');
  for (const arm of ['D', 'E'] as const) {
    const { total } = countParameters(armSpecification(FACTS.digits, 6, arm));
    await expect(table.getByRole('row', { name: arm }).first()).toContainText(formatCount(total));
  }
  await duel.button(duel.words.run).click();
  await duel.state('finished');
  const finals = finalsOf(await duel.curves());
  expect(finals.map(({ arm }) => arm).sort()).toEqual(['D', 'E']);
  await expect(duel.figure.locator('.stage .chart')).toContainText('最近邻');
  await expect(duel.figure.locator('.result .headline')).toContainText('只有一个种子');
  const { violations } = await new AxeBuilder({ page }).include('#depth-duel').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('A against D is named no test of depth, and equal time gives its steps', async ({ page }) => {
  const duel = await openDuel(page, 'keep:width');
  await expect(duel.figure.locator('.fairness.warn')).toContainText('2.84 times the parameters');
  await expect(duel.figure.locator('#depth-duel-arms option').first()).toContainText(
    'no test of depth',
  );
  await duel.figure.getByText('Time', { exact: true }).click();
  const steps = formatCount(stepsInEqualTime('adding', 'B', 'A', 1500));
  await expect(duel.figure.locator('.params')).toContainText(
    `Equal time: A 1,500 and B ${steps} steps`,
  );
  await expect(page).toHaveURL(/keep:time/);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the recorded figure is what the recorded files say', async ({ page }) => {
    const folder = 'content/recorded/depth-duel/adding';
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as RecordedFile);
    const [record] = recordTasks(files);
    const finals = (['A', 'B'] as const).flatMap((arm) => record?.arms[arm]?.summary.finals ?? []);
    const { metric } = FACTS.adding;
    const [comparison] = comparisonsOf(finals, ['A', 'B'], metric);
    if (comparison === undefined) throw new Error('adding must have recorded pairs');
    await page.goto(ARTICLE);
    const figure = page.locator('#depth-duel');
    await expect(figure.locator('.result .headline')).toHaveText(
      resultText(comparison, metric, STRINGS.en.result).headline,
    );
    for (const arm of ['A', 'B'] as const) {
      const cells = figure.locator(`.score-table tbody td:nth-child(${arm === 'A' ? 2 : 3})`);
      expect(await cells.allTextContents()).toEqual(
        finals
          .filter((final) => final.arm === arm)
          .map(({ score }) => (score === null ? 'diverged' : STRINGS.en.score(score, metric.id))),
      );
    }
  });
});
