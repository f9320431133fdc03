import { describe, expect, test } from 'vitest';
import { scoreGuess } from '#components/demos/depth-duel/guess.ts';
import { flips } from '#components/demos/depth-duel/record.ts';
import { comparisonsOf, resultText } from '#components/demos/depth-duel/result-text.ts';
import { STRINGS } from '#components/demos/depth-duel/strings.ts';
import { TASKS } from '#tasks/registry.ts';
import type { TaskId } from '#tasks/task.ts';
import { compareArms } from '#viz/evidence.ts';
import type { FinalScore } from '#viz/series.ts';

type Scores = (number | null)[];
const text = (one: Scores, two: Scores, locale: 'en' | 'zh-cn' = 'en', task: TaskId = 'adding') => {
  const scores: FinalScore[] = [
    ...one.map((score, index) => ({ arm: 'A', seed: index + 1, score })),
    ...two.map((score, index) => ({ arm: 'B', seed: index + 1, score })),
  ];
  const { metric } = TASKS[task];
  const [comparison] = comparisonsOf(scores, ['A', 'B'], metric);
  return comparison && resultText(comparison, metric, STRINGS[locale].result);
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
        'The test error of two layers was 0.50 times that of one layer (median over the pairs; from 0.50 to 2.0 times).',
        'Solved (an error of 0.01 or less): one layer 5 of 5, two layers 5 of 5; 95% Wilson intervals 57–100% and 57–100%.',
        'Exact sign test, two-sided: p = 1. Even 5 wins out of 5 would give only p = 0.063.',
      ],
    });
  });

  test('mixed wins in Chinese', () => {
    expect(text(A, MIXED, 'zh-cn')).toEqual({
      headline: '5 个种子里，双层在 3 个上更好，单层在 2 个上更好；5 个种子太少，分不出高下。',
      details: [
        '双层的测试误差是单层的 0.50 倍（按种子配对的中位数；范围从 0.50 到 2.0 倍）。',
        '解出（误差不超过 0.01）：单层 5 次中 5 次，双层 5 次中 5 次；95% 威尔逊区间分别为 57–100% 和 57–100%。',
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
      '全部 5 个种子上都是单层更好；5 个种子太少，分不出高下。',
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

  test('out of more than five all counts are digits, and no sentence mixes them with words', () => {
    expect(text([...A, 4e-4], [2e-4, 2e-4, 2e-4, 2e-4, 9e-4, 6e-4])?.headline).toContain(
      'in 4 of 6 seeds, one layer in 2;',
    );
  });

  test('a diverged run counts as lost, and the sentence says so', () => {
    const result = all(A, [null, 2e-4, 2e-4, 2e-4, 2e-4]);
    expect(result).toContain('Two layers did better in four of five seeds, one layer in one');
    expect(result).toContain(
      'One of two layers diverged: that run counts as worse than any number',
    );
    expect(all(A, [null, null, 2e-4, 2e-4, 2e-4], 'zh-cn')).toContain('双层有 2 次训练发散');
  });
});

describe('one seed', () => {
  test('says who was ahead and that it means nothing', () => {
    expect(text([4e-4], [2e-4])).toEqual({
      headline:
        'With the one seed two layers ended better; one seed cannot tell one layer from two layers.',
      details: [
        'The test error of two layers was 0.50 times that of one layer.',
        expect.stringContaining(
          'one layer 1 of 1, two layers 1 of 1; 95% Wilson intervals 21–100% and 21–100%',
        ),
        'A single pair says nothing about the spread between seeds.',
      ],
    });
    expect(text([4e-4], [2e-4], 'zh-cn')?.headline).toBe(
      '只有一个种子，双层更好；一个种子分不出单层和双层的高下。',
    );
  });

  test('both diverged', () => {
    expect(text([null], [null])?.headline).toContain('both ended level');
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
    expect(all([0.9, 0.97], [0.95, 0.96], 'zh-cn', 'temporal-order')).toContain(
      '测试准确率之差（双层减单层）为 +2 个百分点',
    );
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
  ).toContain('no clear difference');
});

test('twenty pairs come with the exact interval', () => {
  const one = Array.from({ length: 20 }, () => 1e-3);
  const two = one.map((score, index) => score * (0.5 + index / 20));
  expect(all(one, two)).toContain(
    'The test error of two layers was 0.97 times that of one layer (median over the pairs; exact 95% interval 0.75 to 1.2).',
  );
  expect(all(one, two, 'zh-cn')).toContain(
    '（按种子配对的中位数；精确的 95% 区间为 0.75 到 1.2 倍）',
  );
});

describe('more than two arms', () => {
  const scores: FinalScore[] = ['A', 'B', 'C'].flatMap((arm, place) =>
    A.map((score, index) => ({ arm, seed: index + 1, score: score * 2 ** place })),
  );
  const { metric } = TASKS.adding;
  const comparisons = comparisonsOf(scores, ['A', 'B', 'C'], metric);

  test('each is compared with the first, and their number is stated', () => {
    expect(comparisons.map((one) => resultText(one, metric, STRINGS.en.result).headline)).toEqual([
      'One layer did better in all five seeds; five seeds are too few to tell them apart.',
      'One layer did better in all five seeds; five seeds are too few to tell them apart.',
    ]);
    expect(comparisons[1]?.evidence.comparisons).toBe(2);
    expect(STRINGS.en.result.several(2)).toContain('Two comparisons in one duel: each counts');
    expect(STRINGS.en.result.several(2)).toContain('p = 0.025');
    expect(STRINGS['zh-cn'].result.several(3)).toContain('3 次比较');
  });

  test('any two arms have names in both languages', () => {
    const pair = (first: 'D' | 'F', second: 'E' | 'A') => {
      const own = A.flatMap((score, index) => [
        { arm: first, seed: index, score },
        { arm: second, seed: index, score: score / 2 },
      ]);
      const [comparison] = comparisonsOf(own, [first, second], metric);
      return (['en', 'zh-cn'] as const).map(
        (locale) => comparison && resultText(comparison, metric, STRINGS[locale].result).headline,
      );
    };
    expect(pair('D', 'E')).toEqual([
      'One wide layer did better in all five seeds; five seeds are too few to tell them apart.',
      '全部 5 个种子上都是加宽单层更好；5 个种子太少，分不出高下。',
    ]);
    expect(pair('F', 'A')[0]).toContain('One layer did better');
  });
});

describe('predict, then run', () => {
  const evidence = (wins: number, of: number) =>
    compareArms(
      Array.from({ length: of }, (_, seed) => [
        { arm: 'A', seed, score: 1 },
        { arm: 'B', seed, score: seed < wins ? 0.5 : 2 },
      ]).flat(),
      ['A', 'B'],
      TASKS.adding.metric,
    );

  test('is right or wrong by the rule, and neither with few seeds', () => {
    expect(scoreGuess('second', evidence(18, 20), undefined).outcome).toBe('right');
    expect(scoreGuess('first', evidence(18, 20), undefined).outcome).toBe('wrong');
    expect(scoreGuess('open', evidence(11, 20), undefined).outcome).toBe('right');
    expect(scoreGuess('second', evidence(4, 5), evidence(11, 20))).toEqual({
      guess: 'second',
      outcome: 'few',
      ahead: 'second',
      recorded: 'wrong',
    });
    expect(scoreGuess('open', evidence(2, 4), evidence(2, 4)).recorded).toBeUndefined();
  });

  test('in words, in both languages', () => {
    const score = scoreGuess('second', evidence(4, 5), evidence(11, 20));
    const pair = { first: 'A', second: 'B' } as const;
    expect(STRINGS.en.guessScore(score, pair)).toBe(
      'You guessed “two layers better”. It cannot be scored: two layers came out ahead more often in your run, but with so few seeds that may be chance. The recorded seeds, which are enough, say otherwise.',
    );
    expect(STRINGS['zh-cn'].guessScore(score, pair)).toBe(
      '你猜的是“双层更好”。现在还判不了对错：这次双层领先的次数更多，但种子太少，也许只是偶然。已录的种子够多，结果与你的猜测不符。',
    );
    const right = scoreGuess('second', evidence(18, 20), undefined);
    expect(STRINGS.en.guessScore(right, pair)).toContain('your own run bears you out');
  });
});

test('a winner that changes with the learning rate is warned of, and only that', () => {
  const at = (learningRate: number, second: number) => ({
    learningRate,
    finals: Array.from({ length: 8 }, (_, seed) => [
      { arm: 'D', seed, score: 1 },
      { arm: 'E', seed, score: seed < second ? 0.5 : 2 },
    ]).flat(),
  });
  const { metric } = TASKS['narma-10'];
  const wins = flips({ swept: [at(0.01, 3), at(0.003, 7)] }, ['D', 'E'], metric);
  expect(wins).toEqual([
    { learningRate: 0.003, first: 1, second: 7 },
    { learningRate: 0.01, first: 5, second: 3 },
  ]);
  expect(STRINGS.en.flips(wins, { first: 'D', second: 'E' })).toBe(
    'Here the learning rate decides who is ahead. Recorded pairs won: 1 by D and 7 by E at 0.003; 5 by D and 3 by E at 0.01.',
  );
  expect(flips({ swept: [at(0.01, 3), at(0.003, 2)] }, ['D', 'E'], metric)).toEqual([]);
});

test('without pairs there is no result', () => {
  expect(text([], [])).toBeUndefined();
});
