import { describe, expect, it } from 'vitest';
import { adding } from '#tasks/adding.ts';

describe('the adding problem', () => {
  const T = 21;
  const stream = adding.createStream({ seed: 2, sequenceLength: T, batchSize: 200 });

  it('marks one step in each half, and the target is the sum of the two values', () => {
    const { inputs, targets } = stream.batch(5);
    const seen = new Set<number>();
    for (let b = 0; b < 200; b++) {
      const steps = Array.from({ length: T }, (_, t) => ({
        t,
        value: inputs[(t * 200 + b) * 2]!,
        mark: inputs[(t * 200 + b) * 2 + 1]!,
      }));
      expect(steps.every(({ value }) => value >= 0 && value <= 1)).toBe(true);
      expect(steps.every(({ mark }) => mark === 0 || mark === 1)).toBe(true);
      const marked = steps.filter(({ mark }) => mark === 1);
      expect(marked).toHaveLength(2);
      expect(marked[0]!.t).toBeLessThan(10);
      expect(marked[1]!.t).toBeGreaterThanOrEqual(10);
      expect(targets[b]).toBe(Math.fround(marked[0]!.value + marked[1]!.value));
      marked.forEach(({ t }) => seen.add(t));
    }
    // 200 draws of 10 or 11 places leave none out.
    expect(seen.size).toBe(T);
  });

  it('has the baseline of 1/6 that always answering 1 scores', () => {
    const scores = Array.from({ length: 20 }, (_, seed) => {
      const { baselines, score } = adding.createStream({ seed, sequenceLength: 50, batchSize: 1 });
      expect(baselines).toEqual([{ id: 'mean', score: score(new Float32Array(512).fill(1)) }]);
      return baselines[0]!.score;
    });
    // One test set of 512 has a standard error of 0.0087, twenty of them 0.002.
    for (const score of scores) expect(Math.abs(score - 1 / 6)).toBeLessThan(0.035);
    expect(Math.abs(scores.reduce((a, b) => a + b) / 20 - 1 / 6)).toBeLessThan(0.008);
  });

  it('scores the mean squared error', () => {
    const { test, score } = stream;
    expect(score(test.targets)).toBe(0);
    expect(score(test.targets.map((target) => target + 0.5))).toBeCloseTo(0.25, 6);
  });
});
