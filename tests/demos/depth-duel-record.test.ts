/** The recorded duels as the demo and the articles use them. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { armsFor } from '#components/demos/depth-duel/arms.ts';
import { DEFAULTS, defaultsFor, planOf } from '#components/demos/depth-duel/demo.ts';
import { recordOf, seedsOf } from '#components/demos/depth-duel/record.ts';
import { RECORDS, recordFor } from '#components/demos/depth-duel/recorded-files.ts';
import { packRecord, unpackRecord } from '#components/demos/depth-duel/recorded.ts';
import { comparisonsOf, resultText } from '#components/demos/depth-duel/result-text.ts';
import { STRINGS } from '#components/demos/depth-duel/strings.ts';
import { tunedRates } from '#components/demos/depth-duel/tuned.ts';
import { taskOf } from '#components/demos/depth-duel/tasks.ts';

const { metric } = taskOf(DEFAULTS.task);

test('what a reader sees first is recorded, with twenty seeds', () => {
  const record = recordFor(DEFAULTS.task);
  const arms = record && recordOf(planOf(DEFAULTS), record);
  expect(arms).toHaveLength(2);
  expect(seedsOf(arms ?? [])).toHaveLength(20);
  expect(record?.baselines[0]?.id).toBe('mean');
  expect(record?.baselines[0]?.score).toBeCloseTo(1 / 6, 1);
});

describe.each(RECORDS.map((record) => [record.task, record] as const))('%s', (task, record) => {
  test('the demo begins with the tuned rates (else run src/experiments/depth-duel-rates.ts)', () => {
    const rates = Object.entries(record.arms).map(([arm, { learningRate }]) => [arm, learningRate]);
    expect(tunedRates(task)).toEqual(Object.fromEntries(rates));
  });

  test('its arms are found for every set that is recorded', () => {
    const recorded = armsFor(taskOf(task)).filter((arm) => record.arms[arm]);
    for (const arm of recorded) {
      const plan = planOf({ ...defaultsFor(task), arms: [arm] });
      expect(recordOf(plan, record)?.[0]?.summary.arm).toBe(arm);
      expect(recordOf({ ...plan, steps: plan.steps + 1 }, record)).toBeUndefined();
      expect(recordOf({ ...plan, arms: [{ ...plan.arms[0]!, learningRate: 0.02 }] }, record)).toBe(
        undefined,
      );
    }
  });

  test('what a page carries gives the same verdict', () => {
    const finals = Object.values(record.arms).flatMap(({ summary }) => summary.finals);
    const packed = unpackRecord(packRecord(record));
    const carried = Object.values(packed.arms).flatMap(({ summary }) => summary.finals);
    const verdicts = [finals, carried].map((scores) =>
      comparisonsOf(scores, ['A', 'B'], taskOf(task).metric).map(({ evidence }) => evidence.wins),
    );
    expect(verdicts[1]).toEqual(verdicts[0]);
  });
});

test('the articles state the recorded result', () => {
  const finals = Object.values(recordFor('adding')?.arms ?? {}).flatMap(
    ({ summary }) => summary.finals,
  );
  const [comparison] = comparisonsOf(finals, ['A', 'B'], metric);
  if (comparison === undefined) throw new Error('adding must be recorded');
  expect(resultText(comparison, metric, STRINGS.en.result).headline).toBe(
    'One layer did better in 12 of 20 seeds, two layers in 8; no clear difference.',
  );
  const article = (locale: string): string =>
    readFileSync(`content/${locale}/depth/single-vs-two-layer.mdx`, 'utf8');
  expect(article('en')).toContain(
    'one layer did better in 12 of the 20 recorded seeds and two layers in 8',
  );
  expect(article('zh-cn')).toContain('已录的 20 个种子里，单层在 12 个上更好，双层在 8 个上更好');
});
