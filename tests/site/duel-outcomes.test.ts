/** The table of outcomes says what the records hold, and the articles say what the table says. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ARM_IDS, type ArmId } from '#components/demos/depth-duel/arms.ts';
import { RECORDS } from '#components/demos/depth-duel/recorded-files.ts';
import type { TaskRecord } from '#components/demos/depth-duel/record.ts';
import { countVerdicts, OUTCOME_WORDS, outcomesOf } from '#components/prose/duel-outcomes.ts';
import { countParameters } from '#model/parameters.ts';

const article = (locale: string, name = 'single-vs-two-layer'): string =>
  readFileSync(`content/${locale}/depth/${name}.mdx`, 'utf8');

test('one layer against two: wins counted by hand, and judged by the sign test', () => {
  const { outcomes, missing } = outcomesOf(RECORDS, ['A', 'B']);
  expect(missing).toEqual([]);
  expect(outcomes).toHaveLength(9);
  for (const { task, metric, rows, comparisons } of outcomes) {
    const record = RECORDS.find((one) => one.task === task);
    const scores = (arm: ArmId) =>
      (record?.arms[arm]?.summary.finals ?? []).map(({ score }) => score ?? NaN);
    const [a, b] = [scores('A'), scores('B')];
    const sign = metric.better === 'lower' ? 1 : -1;
    const first = a.filter((score, k) => sign * score < sign * (b[k] ?? NaN)).length;
    const second = a.filter((score, k) => sign * score > sign * (b[k] ?? NaN)).length;
    expect(comparisons).toHaveLength(1);
    expect(comparisons[0]?.evidence.wins).toEqual({ first, second, ties: 20 - first - second });
    // Of 20 pairs without ties 15 are needed; with ties fewer pairs count.
    if (first + second === 20) {
      const expected = first >= 15 ? 'first' : second >= 15 ? 'second' : 'open';
      expect(comparisons[0]?.evidence.verdict).toBe(expected);
    }
    expect(rows.map(({ arm, runs }) => `${arm}${runs}`)).toEqual(['A20', 'B20']);
  }
});

const home = (locale: string): string => readFileSync(`content/ui/${locale}/home.json`, 'utf8');

test('what the article, the home page and the ledger say are the counts', () => {
  const { outcomes } = outcomesOf(RECORDS, ['A', 'B']);
  expect(countVerdicts(outcomes, 0)).toEqual({ few: 0, open: 5, first: 4, second: 0 });
  expect(article('en')).toMatch(
    /nine small tasks trained here with 20 seeds each,\s+one layer was better on four, two layers on none, and on five there was no clear difference/,
  );
  expect(article('zh-cn')).toMatch(
    /九个小任务、每个任务 20 个种子训练比较：单层更好的有四个，双层更好的一个也没有，其余五个没有明显差别/,
  );
  for (const claim of ['cost-and-performance', 'more-layers-more-accurate', 'simple-vs-complex']) {
    const text = readFileSync(`content/claims/${claim}.yaml`, 'utf8');
    expect(text).toContain(
      'one layer was better on four, two layers on none, and five showed no clear difference',
    );
    expect(text).toContain('单层更好的有四个，双层更好的一个也没有，其余五个没有明显差别');
  }
  expect(home('en')).toContain(
    'on nine small tasks, **one layer was better on four, two layers on none**',
  );
  expect(home('zh-cn')).toContain('九个小任务里，**单层更好的有四个，双层一个也没有**');
});

test('what the article on many layers says of three are the records', () => {
  const { outcomes } = outcomesOf(RECORDS, ['A', 'C']);
  expect(countVerdicts(outcomes, 0)).toEqual({ few: 0, open: 4, first: 5, second: 0 });
  const [en, zh] = ['en', 'zh-cn'].map((locale) => article(locale, 'single-vs-multi-layer'));
  expect(en).toMatch(/one layer was better than three on five, and three layers on none/);
  expect(zh).toContain('比较过单层和三层：单层更好的有五个，三层更好的一个也没有');
  const rows = outcomesOf(RECORDS, ['A', 'B', 'C']).outcomes;
  const of = (task: string) => rows.find((one) => one.task === task)?.rows ?? [];
  const percent = (task: string) => of(task).map(({ median }) => Math.round(100 * (median ?? NaN)));
  expect(percent('copy')).toEqual([100, 82, 66]);
  expect(percent('digits')).toEqual([97, 95, 92]);
  expect(of('char-lm').map(({ median }) => median?.toFixed(2))).toEqual(['2.92', '3.05', '3.26']);
  expect(of('temporal-order').map(({ solved }) => solved?.count)).toEqual([15, 19, 20]);
  expect(of('char-lm').map(({ size }) => size)).toEqual(['1 × 39', '2 × 25', '3 × 20']);
  const order = outcomes.find(({ task }) => task === 'temporal-order')?.comparisons[0]?.evidence;
  expect(order?.wins).toEqual({ first: 0, second: 5, ties: 15 });
  expect(order?.p).toBeCloseTo(0.0625, 12);
});

test('what is said of the characters is on record: size looks like depth, until sizes are equal', () => {
  const winsOf = (arms: readonly ArmId[]) => {
    const { outcomes } = outcomesOf(RECORDS, arms);
    const wins = outcomes.find(({ task }) => task === 'char-lm')?.comparisons[0]?.evidence.wins;
    return [wins?.first, wins?.second];
  };
  expect(winsOf(['A', 'B'])).toEqual([20, 0]);
  expect(winsOf(['A', 'D'])).toEqual([5, 15]);
  expect(winsOf(['D', 'E'])).toEqual([0, 20]);
  const counted = (arms: readonly ArmId[]) => countVerdicts(outcomesOf(RECORDS, arms).outcomes, 0);
  expect(counted(['A', 'D'])).toEqual({ few: 0, open: 6, first: 2, second: 1 });
  expect(counted(['D', 'E'])).toEqual({ few: 0, open: 6, first: 0, second: 3 });
  expect(article('en', 'equal-parameters')).toMatch(
    /on nine small tasks trained here, two layers were\s+better than one layer of their size on none/,
  );
  // Two layers of the same width have so many times the parameters of one.
  const ratios = RECORDS.flatMap(({ arms: { A, D } }) =>
    A && D ? [countParameters(D.spec).total / countParameters(A.spec).total] : [],
  );
  expect(Math.min(...ratios).toFixed(1)).toBe('2.1');
  expect(Math.max(...ratios).toFixed(1)).toBe('2.9');
});

test('models that are said to be of equal size are, as nearly as the articles say', () => {
  const share = (record: TaskRecord, arms: readonly ArmId[]): number => {
    const counts = arms.flatMap((arm) => {
      const spec = record.arms[arm]?.spec;
      return spec === undefined ? [] : [countParameters(spec).total];
    });
    return 1 - Math.min(...counts) / Math.max(...counts);
  };
  for (const record of RECORDS) {
    expect(share(record, ['A', 'B']), record.task).toBeLessThan(0.02);
    expect(share(record, ['A', 'C']), record.task).toBeLessThan(0.02);
    expect(share(record, ['D', 'E']), record.task).toBeLessThan(0.02);
    if (record.arms.F) expect(share(record, ['A', 'B', 'F']), record.task).toBeLessThan(0.05);
  }
});

test('what the article on two directions says of them are the records', () => {
  const verdicts = (arms: readonly ArmId[]) =>
    outcomesOf(RECORDS, arms).outcomes.map(({ task, comparisons }) => [
      task,
      comparisons[0]?.evidence.verdict,
    ]);
  const tasks = ['adding', 'temporal-order', 'multi-sine', 'mackey-glass', 'digits'];
  expect(verdicts(['A', 'F'])).toEqual(tasks.map((task) => [task, 'open']));
  expect(verdicts(['B', 'F'])).toEqual(
    tasks.map((task) => [task, task === 'digits' ? 'second' : 'open']),
  );
});

test('a task of which a model has no runs is left out and named', () => {
  const bare = RECORDS.map((record) =>
    record.task === 'digits' ? { ...record, arms: { A: record.arms.A } } : record,
  );
  const { outcomes, missing } = outcomesOf(bare as typeof RECORDS, ['A', 'B']);
  expect(missing).toEqual(['digits']);
  expect(outcomes.map(({ task }) => task)).not.toContain('digits');
  // Nobody misses a bidirectional model that would read what it is to predict.
  const both = outcomesOf(bare as typeof RECORDS, ['A', 'F']);
  expect(both.missing).not.toContain('char-lm');
  expect(both.outcomes.map(({ task }) => task)).not.toContain('char-lm');
});

test('both languages have words for every model and verdict', () => {
  for (const words of Object.values(OUTCOME_WORDS)) {
    expect(Object.keys(words.names)).toEqual(ARM_IDS);
    const verdicts = (['few', 'open', 'first', 'second'] as const).map((verdict) =>
      words.verdict(verdict, words.names.A, words.names.B),
    );
    expect(new Set(verdicts).size).toBe(4);
  }
});
