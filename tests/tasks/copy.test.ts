import { describe, expect, it } from 'vitest';
import { copy } from '#tasks/copy.ts';
import { softmaxCrossEntropy } from '#math/losses.ts';
import type { Batch } from '#model/batch.ts';

const T = 14;
const stream = copy.createStream({ seed: 2, sequenceLength: T, batchSize: 200 });

/** Which input is on at every step; throws where a step is not one-hot. */
function readInputs({ inputs, batchSize, sequenceLength }: Batch, b: number): number[] {
  return Array.from({ length: sequenceLength }, (_, t) => {
    const step = [...inputs.subarray((t * batchSize + b) * 6, (t * batchSize + b) * 6 + 6)];
    expect([...step].sort()).toEqual([0, 0, 0, 0, 0, 1]);
    return step.indexOf(1);
  });
}
const readTargets = ({ targets, batchSize, sequenceLength }: Batch, b: number): number[] =>
  Array.from({ length: sequenceLength }, (_, t) => targets[t * batchSize + b]!);

describe('the copy problem', () => {
  it('shows three symbols, blanks and a mark, and wants the symbols back after it', () => {
    const batch = stream.batch(3);
    const seen = new Set<string>();
    for (let b = 0; b < 200; b++) {
      const inputs = readInputs(batch, b);
      const symbols = inputs.slice(0, 3);
      for (const symbol of symbols) expect([1, 2, 3, 4]).toContain(symbol);
      expect(inputs.slice(3)).toEqual([0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0]);
      expect(readTargets(batch, b)).toEqual([...new Array<number>(11).fill(0), ...symbols]);
      seen.add(symbols.join(''));
    }
    // 200 draws of 64 strings leave 2.7 of them out on average.
    expect(seen.size).toBeGreaterThan(54);
  });

  it('has every symbol equally often at every place of the test set, so that guessing scores 1/4', () => {
    const { test, baselines, score } = stream;
    for (const place of [0, 1, 2])
      for (const symbol of [1, 2, 3, 4]) {
        const row = test.targets.subarray((T - 3 + place) * 512, (T - 2 + place) * 512);
        expect(row.filter((target) => target === symbol)).toHaveLength(128);
      }
    expect(baselines).toEqual([{ id: 'chance', score: 0.25 }]);
    for (const symbol of [1, 2, 3, 4]) {
      const always = Float32Array.from({ length: T * 512 * 5 }, (_, k) => Number(k % 5 === symbol));
      expect(score(always)).toBe(0.25);
    }
  });

  it('scores only what comes after the mark', () => {
    const { test, score } = stream;
    const logits = Float32Array.from({ length: T * 512 * 5 }, (_, k) =>
      Number(k % 5 === test.targets[Math.floor(k / 5)]!),
    );
    expect(score(logits)).toBe(1);
    const first = (T - 3) * 512 * 5;
    expect(score(logits.map((logit, k) => (k < first ? 1 - logit : logit)))).toBe(1);
    expect(score(logits.map((logit, k) => (k < first ? logit : 1 - logit)))).toBe(0);
    expect(score(new Float32Array(T * 512 * 5).fill(NaN))).toBe(0);
    expect(() => score(logits.subarray(1))).toThrow(RangeError);
  });

  it('costs a model without memory K ln 4 / T nats a step', () => {
    const { test } = stream;
    const logits = Float64Array.from({ length: T * 512 * 5 }, (_, k) => {
      const after = Math.floor(k / 5 / 512) >= T - 3;
      return Number(k % 5 === 0) === Number(after) ? -50 : 0;
    });
    expect(softmaxCrossEntropy(logits, test.targets, 5).loss).toBeCloseTo((3 * Math.log(4)) / T, 9);
  });
});
