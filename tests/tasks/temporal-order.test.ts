import { describe, expect, it } from 'vitest';
import { TEMPORAL_ORDER_SYMBOLS, temporalOrder } from '#tasks/temporal-order.ts';
import type { Batch } from '#model/batch.ts';

/** The symbols of one sequence; throws where a step is not one-hot. */
function readSymbols({ inputs, batchSize, sequenceLength }: Batch, b: number): string[] {
  return Array.from({ length: sequenceLength }, (_, t) => {
    const start = (t * batchSize + b) * 8;
    const step = [...inputs.subarray(start, start + 8)];
    const hot = step.indexOf(1);
    const symbol = TEMPORAL_ORDER_SYMBOLS[hot];
    if (symbol === undefined || step.some((value, k) => value !== (k === hot ? 1 : 0)))
      throw new Error(`step ${t} of sequence ${b} is not one-hot: ${step.join(' ')}`);
    return symbol;
  });
}

describe('temporal order', () => {
  const T = 60;
  const stream = temporalOrder.createStream({ seed: 2, sequenceLength: T, batchSize: 300 });

  it('shows start, end, distractors and two of X and Y in their windows; the class is their order', () => {
    const batch = stream.batch(4);
    const [firsts, seconds, distractors] = [
      new Set<number>(),
      new Set<number>(),
      new Set<string>(),
    ];
    for (let b = 0; b < 300; b++) {
      const symbols = readSymbols(batch, b);
      expect(symbols[0]).toBe('start');
      expect(symbols[T - 1]).toBe('end');
      const cues = symbols.flatMap((symbol, t) => (symbol === 'X' || symbol === 'Y' ? [t] : []));
      expect(cues).toHaveLength(2);
      firsts.add(cues[0]!);
      seconds.add(cues[1]!);
      symbols.forEach((symbol, t) => {
        if (t > 0 && t < T - 1 && !cues.includes(t)) distractors.add(symbol);
      });
      const order = cues.map((t) => symbols[t]).join('');
      expect(['XX', 'XY', 'YX', 'YY'][batch.targets[b]!]).toBe(order);
    }
    const range = (set: Set<number>) => [...set].sort((a, b) => a - b);
    expect(range(firsts)).toEqual([6, 7, 8, 9, 10, 11, 12]);
    expect(range(seconds)).toEqual([30, 31, 32, 33, 34, 35, 36]);
    expect([...distractors].sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('draws the classes about equally often, and exactly so in the test set', () => {
    const count = (targets: Float32Array) =>
      [0, 1, 2, 3].map((label) => targets.filter((target) => target === label).length);
    expect(count(stream.test.targets)).toEqual([128, 128, 128, 128]);
    const drawn = Array.from({ length: 10 }, (_, step) => count(stream.batch(step).targets));
    for (const label of [0, 1, 2, 3]) {
      const total = drawn.reduce((sum, counts) => sum + counts[label]!, 0);
      // 3000 draws with probability 1/4: five standard deviations are 119.
      expect(Math.abs(total - 750)).toBeLessThan(119);
    }
    expect(stream.baselines).toEqual([{ id: 'chance', score: 0.25 }]);
  });

  it('keeps the cues apart and off the ends in the shortest sequences', () => {
    const batch = temporalOrder
      .createStream({ seed: 1, sequenceLength: 10, batchSize: 100 })
      .batch(0);
    for (let b = 0; b < 100; b++) {
      const cues = readSymbols(batch, b).filter((symbol) => symbol === 'X' || symbol === 'Y');
      expect(cues).toHaveLength(2);
    }
  });

  it('scores the share of right answers', () => {
    const { test, score } = stream;
    const logits = (shift: number) =>
      Float32Array.from({ length: 512 * 4 }, (_, k) =>
        k % 4 === (test.targets[Math.floor(k / 4)]! + shift) % 4 ? 2 : -1,
      );
    expect(score(logits(0))).toBe(1);
    expect(score(logits(1))).toBe(0);
    expect(score(new Float32Array(512 * 4))).toBe(0.25);
    expect(score(new Float32Array(512 * 4).fill(NaN))).toBe(0);
  });
});
