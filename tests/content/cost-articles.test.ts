/** The numbers that the articles on counting and on equal parameters quote are worked out again here. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { trainingCost } from '#model/cost.ts';
import {
  countWeights,
  equivalentStack,
  type Framework,
  type StackShape,
} from '#model/framework-weights.ts';
import { formatCount, formatDifference } from '#viz/format.ts';

const read = (article: string): string[] =>
  ['en', 'zh-cn'].map((locale) =>
    readFileSync(`content/${locale}/${article}.mdx`, 'utf8').replaceAll('\u00a0', ' '),
  );

const stack = (I: number, H: number, L: number, part: Partial<StackShape> = {}): StackShape => ({
  inputSize: I,
  hiddenSize: H,
  numLayers: L,
  bidirectional: false,
  bias: true,
  projection: 0,
  vocabulary: 0,
  outputSize: 0,
  ...part,
});
const count = (shape: StackShape, framework: Framework = 'keras'): number =>
  countWeights(shape, framework).total;
/** `2 × 75`, `71,100`, `−0.1%`. */
const partner = (I: number, H: number, L: number) => {
  const { width, total, mismatch } = equivalentStack(stack(I, H, 1), 'keras', L);
  return {
    name: `${L} × ${width}`,
    total: formatCount(total),
    mismatch: formatDifference(mismatch),
  };
};

describe('inside/parameter-count', () => {
  const language = stack(128, 256, 2, { vocabulary: 10_000, outputSize: 10_000 });
  const whole = countWeights(language, 'pytorch');
  const share = (n: number): string => `${((100 * n) / whole.total).toFixed(1)}%`;
  const lstm = whole.total - whole.embedding - whole.head;
  const cost = trainingCost({
    ...stack(10, 128, 2),
    sequenceLength: 50,
    batchSize: 32,
    everyStep: false,
  });
  const small = (L: number): number =>
    trainingCost({ ...stack(10, 20, L), sequenceLength: 1, batchSize: 1, everyStep: false })
      .perTimeStep;
  const numbers = [
    ...(
      [
        [10, 20, 1],
        [10, 20, 2],
        [128, 256, 2],
      ] as const
    ).flatMap(([I, H, L]) => [
      formatCount(count(stack(I, H, L))),
      formatCount(count(stack(I, H, L), 'pytorch')),
    ]),
    formatCount(count(stack(10, 20, 2, { bidirectional: true }), 'pytorch')),
    (
      count(stack(10, 20, 2, { bidirectional: true }), 'pytorch') /
      count(stack(10, 20, 2), 'pytorch')
    ).toFixed(2),
    formatCount(count(stack(10, 20, 2, { projection: 5 }), 'pytorch')),
    ...[whole.embedding, lstm, whole.head, whole.total].flatMap((n) => [formatCount(n), share(n)]),
    formatCount(small(1)),
    formatCount(small(2) - small(1)),
    formatCount(small(2)),
    formatCount(count(stack(10, 20, 2, { bias: false }))),
    formatCount(cost.activations),
    `${((4 * cost.activations) / 1e6).toFixed(1)} MB`,
    formatCount(count(stack(10, 128, 2), 'pytorch')),
    `${((16 * count(stack(10, 128, 2), 'pytorch')) / 1e6).toFixed(2)} MB`,
  ];

  test.each(read('inside/parameter-count'))('quotes the right numbers', (text) => {
    for (const number of numbers) expect(text).toContain(number);
  });

  test('multiply-adds of the default: 972 million', () => {
    expect(Math.round(cost.training / 1e6)).toBe(972);
    const [en, zh] = read('inside/parameter-count');
    expect(en).toContain('972 million');
    expect(zh).toContain('9.72 亿');
  });
});

describe('depth/equal-parameters', () => {
  const rows = [1, 10, 64, 128, 300].map((I) => {
    const [one, two] = [count(stack(I, 128, 1)), count(stack(I, 64, 2))];
    const { name, total } = partner(I, 128, 2);
    return [formatCount(one), formatCount(two), `${Math.round((100 * two) / one)}%`, name, total];
  });
  const depths = [2, 3, 4, 8].map((L) => {
    const { total, mismatch } = partner(10, 128, L);
    return [String(Math.round(128 / Math.sqrt(2 * L - 1))), total, mismatch];
  });

  test.each(read('depth/equal-parameters'))('quotes the right numbers', (text) => {
    const lines = text.split('\n');
    for (const cells of [...rows, ...depths])
      expect(
        lines.some((line) => line.startsWith('|') && cells.every((cell) => line.includes(cell))),
        cells.join(' | '),
      ).toBe(true);
    for (const L of [2, 3, 4]) expect(text).toContain(partner(128, 128, L).name);
    expect(text).toContain(formatCount(count(stack(10, 128, 2))));
    expect(text).toContain((count(stack(10, 128, 2)) / count(stack(10, 128, 1))).toFixed(2));
  });

  test('the two mismatches of the duel', () => {
    for (const [H, shown] of [
      [32, '3.2%'],
      [31, '1.2%'],
    ] as const) {
      const { mismatch } = equivalentStack(stack(2, H, 1, { outputSize: 1 }), 'keras', 2);
      expect(`${(100 * Math.abs(mismatch)).toFixed(1)}%`).toBe(shown);
      for (const text of read('depth/equal-parameters')) expect(text).toContain(shown);
    }
  });
});
