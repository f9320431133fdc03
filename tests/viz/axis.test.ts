import { describe, expect, test } from 'vitest';
import { scoreAxis, stepTicks } from '#viz/axis.ts';

const log = { scale: 'log', better: 'lower', solved: 0.01 } as const;
const linear = { scale: 'linear', better: 'higher', solved: 0.95 } as const;

describe('log axis', () => {
  test('begins at a power of ten below the smallest score and ticks every power', () => {
    const axis = scoreAxis([0.2, 0.00038], log);
    expect(axis.domain[0]).toBe(1e-4);
    expect(axis.ticks.map(({ label }) => label)).toEqual(['0.0001', '0.001', '0.01', '0.1']);
  });

  test('a score of exactly a power of ten does not open another decade', () => {
    expect(scoreAxis([1, 0.001], log).domain[0]).toBeCloseTo(0.001, 12);
  });

  test('keeps a decade under the threshold from the start, so that early curves do not rescale it', () => {
    expect(scoreAxis([0.5], log).domain[0]).toBeCloseTo(0.001, 12);
  });

  test('a decade is as long everywhere, and outside scores stay on the axis', () => {
    const axis = scoreAxis([1, 1e-4], log);
    const at = (score: number) => axis.position(score, [300, 0]);
    expect(at(0.1) - at(1)).toBeCloseTo(at(0.001) - at(0.01), 9);
    expect(at(0)).toBe(300);
    expect(at(1e6)).toBe(0);
  });

  test('a score of zero or none at all still gives an axis', () => {
    for (const values of [[], [0], [NaN, Infinity]])
      expect(scoreAxis(values, log).ticks.length).toBeGreaterThan(1);
  });

  test('spans eight decades at most', () => {
    const [low, high] = scoreAxis([1, 1e-30], log).domain;
    expect(Math.log10(high / low)).toBeLessThan(9.2);
  });
});

test('the linear axis runs from 0 to 1 in per cent', () => {
  const axis = scoreAxis([0.25, 0.8], linear);
  expect(axis.domain).toEqual([0, 1]);
  expect(axis.ticks.map(({ label }) => label)).toEqual(['0%', '20%', '40%', '60%', '80%', '100%']);
  expect(axis.position(0.25, [200, 0])).toBeCloseTo(150, 9);
});

test('step ticks are round and end at the last step', () => {
  expect(stepTicks(1500, 6).map(({ label }) => label)).toEqual([
    '0',
    '250',
    '500',
    '750',
    '1,000',
    '1,250',
    '1,500',
  ]);
  expect(stepTicks(1500, 3).map(({ label }) => label)).toEqual(['0', '500', '1,000', '1,500']);
  expect(stepTicks(600, 6).map(({ value }) => value)).toEqual([0, 100, 200, 300, 400, 500, 600]);
  expect(stepTicks(1, 6).map(({ value }) => value)).toEqual([0, 1]);
  const values = stepTicks(1010, 3).map(({ value }) => value);
  expect(values.at(-1)).toBe(1010);
  expect(values).not.toContain(1000);
});
