import { describe, expect, test } from 'vitest';
import { resultText } from '#components/demos/depth-duel/result-text.ts';
import { STRINGS } from '#components/demos/depth-duel/strings.ts';
import { TASKS } from '#tasks/registry.ts';
import type { TaskId } from '#tasks/task.ts';
import { compareArms } from '#viz/evidence.ts';
import type { FinalScore } from '#viz/series.ts';

type Scores = (number | null)[];
const text = (one: Scores, two: Scores, locale: 'en' | 'zh-cn' = 'en', task: TaskId = 'adding') => {
  const scores: FinalScore[] = [
    ...one.map((score, index) => ({ arm: 'one', seed: index + 1, score })),
    ...two.map((score, index) => ({ arm: 'two', seed: index + 1, score })),
  ];
  const { metric } = TASKS[task];
  return resultText(compareArms(scores, ['one', 'two'], metric), metric, STRINGS[locale].result);
};
const all = (one: Scores, two: Scores, locale: 'en' | 'zh-cn' = 'en', task: TaskId = 'adding') => {
  const result = text(one, two, locale, task);
  return result ? [result.headline, ...result.details].join('\n') : undefined;
};

const A = [4e-4, 5e-4, 6e-4, 3e-4, 8e-4];
const MIXED = [2e-4, 1e-3, 3e-4, 6e-4, 4e-4];
const BETTER = A.map((score) => score / 2);

describe('five seeds', () => {
  test('mixed wins, in full', () => {
    expect(text(A, MIXED)).toEqual({
      headline:
        'Two layers did better in three of five seeds, one layer in two; five seeds are too few to tell them apart.',
      details: [
        'The test error of two layers was 0.50 times that of one (median over the pairs; from 0.50 to 2.0 times).',
        'Solved (an error of 0.01 or less): one layer 5 of 5, two layers 5 of 5; 95% Wilson intervals 57–100% and 57–100%.',
        'Exact sign test, two-sided: p = 1. Even 5 wins out of 5 would give only p = 0.063.',
      ],
    });
  });

  test('mixed wins in Chinese', () => {
    expect(text(A, MIXED, 'zh-cn')).toEqual({
      headline: '5 个种子里，双层有 3 个更好，单层有 2 个更好；5 个种子太少，分不出高下。',
      details: [
        '双层的测试误差是单层的 0.50 倍（按种子配对的中位数；范围 0.50–2.0 倍）。',
        '解出（误差不超过 0.01）：单层 5 次中 5 次，双层 5 次中 5 次；95% Wilson 区间分别为 57–100% 和 57–100%。',
        '双侧精确符号检验：p = 1。即使 5 对全胜，p 也只能到 0.063。',
      ],
    });
  });

  test('winning every pair is still too few', () => {
    expect(text(A, BETTER)?.headline).toBe(
      'Two layers did better in all five seeds; five seeds are too few to tell them apart.',
    );
    expect(all(A, BETTER)).toContain('p = 0.063');
    expect(text(BETTER, A, 'zh-cn')?.headline).toBe(
      '5 个种子里都是单层更好；5 个种子太少，分不出高下。',
    );
  });

  test('however the pairs fall, it never claims a difference', () => {
    for (let pattern = 0; pattern < 243; pattern++) {
      const two = A.map(
        (score, index) => score * [0.5, 1, 2][Math.floor(pattern / 3 ** index) % 3]!,
      );
      expect(all(A, two)).toMatch(/too few to tell them apart/);
      expect(all(A, two, 'zh-cn')).toMatch(/种子太少，分不出高下/);
    }
  });

  test('ties are said, and a tie of all', () => {
    expect(text(A, [4e-4, 4e-4, 4e-4, 6e-4, 4e-4])?.headline).toContain(
      'in three of five seeds, one layer in one, one ended level',
    );
    expect(text(A, A)?.headline).toBe(
      'All five seeds ended level; five seeds are too few to tell them apart.',
    );
    expect(text(A, A, 'zh-cn')?.headline).toBe('5 个种子全部打平；5 个种子太少，分不出高下。');
  });

  test('a diverged run counts as lost, and the sentence says so', () => {
    const result = all(A, [null, 2e-4, 2e-4, 2e-4, 2e-4]);
    expect(result).toContain('Two layers did better in four of five seeds, one layer in one');
    expect(result).toContain('One of two layers diverged: that run counts as lost');
    expect(all(A, [null, null, 2e-4, 2e-4, 2e-4], 'zh-cn')).toContain('双层有 2 次训练发散');
  });
});

describe('one seed', () => {
  test('says who was ahead and that it means nothing', () => {
    expect(text([4e-4], [2e-4])).toEqual({
      headline: 'With the one seed two layers ended better; one seed cannot tell them apart.',
      details: [
        'The test error of two layers was 0.50 times that of one.',
        expect.stringContaining(
          'one layer 1 of 1, two layers 1 of 1; 95% Wilson intervals 21–100% and 21–100%',
        ),
        'A single pair says nothing about the spread between seeds.',
      ],
    });
    expect(text([4e-4], [2e-4], 'zh-cn')?.headline).toBe(
      '只有一个种子，双层更好；一个种子分不出高下。',
    );
  });

  test('both diverged', () => {
    expect(text([null], [null])?.headline).toContain('both arms ended level');
    expect(all([null], [null])).toContain(
      'One of one layer and one of two layers diverged: those runs',
    );
  });
});

describe('other metrics', () => {
  test('accuracy is compared by percentage points', () => {
    const result = all([0.9, 0.97], [0.95, 0.96], 'en', 'temporal-order');
    expect(result).toContain('by +2 percentage points (median over the pairs; from −1 to +5)');
    expect(result).toContain('two seeds are too few');
    expect(all([0.9, 0.97], [0.95, 0.96], 'zh-cn', 'temporal-order')).toContain('相差 +2 个百分点');
  });

  test('without a threshold nothing is said about solving', () => {
    expect(all([0.05], [0.04], 'en', 'mackey-glass')).not.toContain('Solved');
  });
});

test('twenty pairs can tell, and may also fail to', () => {
  const one = Array.from({ length: 20 }, () => 1e-3);
  expect(
    all(
      one,
      one.map(() => 5e-4),
    ),
  ).toContain('that is unlikely to be chance alone');
  expect(
    all(
      one,
      one.map((_, index) => (index % 2 ? 5e-4 : 2e-3)),
    ),
  ).toContain('that does not tell them apart');
});

test('without pairs there is no result', () => {
  expect(text([], [])).toBeUndefined();
});
