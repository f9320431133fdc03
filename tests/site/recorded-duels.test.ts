/** What articles say of the recorded duels, in a table and in sentences, is what the records hold. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RECORDS } from '#components/demos/depth-duel/recorded-files.ts';
import { rowsOf } from '#components/prose/recorded-duels.ts';

const record = (task: string) => {
  const found = RECORDS.find((one) => one.task === task);
  if (found === undefined) throw new Error(`${task} must be recorded`);
  return found;
};

test('the adding problem: sizes, seeds, medians and successes, counted by hand', () => {
  const adding = record('adding');
  const { rows, baseline } = rowsOf(adding);
  expect(rows.map(({ arm, size }) => `${arm} ${size}`).slice(0, 2)).toEqual([
    'A 1 × 31',
    'B 2 × 18',
  ]);
  for (const row of rows) {
    const scores = (adding.arms[row.arm]?.summary.finals ?? []).map(
      ({ score }) => score ?? Infinity,
    );
    const below = scores.filter((score) => score <= 0.01).length;
    expect(row.solved?.count).toBe(below);
    expect(row.solved?.low).toBeLessThanOrEqual(below / scores.length);
    expect(row.solved?.high).toBeGreaterThanOrEqual(below / scores.length);
    const sorted = scores.toSorted((a, b) => a - b);
    const half = scores.length / 2;
    expect(row.median).toBe(
      scores.length % 2 === 0
        ? ((sorted[half - 1] ?? NaN) + (sorted[half] ?? NaN)) / 2
        : sorted[Math.floor(half)],
    );
  }
  expect(baseline?.id).toBe('mean');
  expect(baseline?.score).toBeCloseTo(1 / 6, 2);
});

test('the bar is the best simple predictor, never the noise, which nobody can predict', () => {
  for (const { task, metric, baseline } of RECORDS.map(rowsOf)) {
    const others = record(task).baselines.filter(({ id }) => id !== 'noise-floor');
    for (const { score } of others)
      if (metric.better === 'lower') expect(baseline?.score).toBeLessThanOrEqual(score);
      else expect(baseline?.score).toBeGreaterThanOrEqual(score);
  }
});

test('the article on reproducibility counts the wins on NARMA-10 at each rate', () => {
  const wins = record('narma-10').swept.map(({ learningRate, finals }) => {
    const of = (arm: string) =>
      new Map(finals.filter((one) => one.arm === arm).map((one) => [one.seed, one.score]));
    const two = of('B');
    const pairs = [...of('A')].filter(([seed]) => two.has(seed) && seed <= 8);
    const won = pairs.filter(([seed, score]) => (score ?? Infinity) < (two.get(seed) ?? Infinity));
    return [learningRate, won.length, pairs.length];
  });
  expect(wins.toSorted(([a = 0], [b = 0]) => a - b)).toEqual([
    [0.001, 5, 8],
    [0.003, 7, 8],
    [0.01, 7, 8],
  ]);
  const article = (locale: string): string =>
    readFileSync(`content/${locale}/about/reproducibility.mdx`, 'utf8');
  expect(article('en')).toContain('in 5, 7 and 7 of the 8 seeds at 0.001, 0.003 and 0.01');
  expect(article('zh-cn')).toContain(
    '0.001、0.003、0.01 时，8 个种子里单层更好的分别有 5、7、7 个',
  );
});
