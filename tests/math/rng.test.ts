import { describe, expect, it } from 'vitest';
import { createRng, streamSeed, xoshiro128 } from '#math/rng.ts';
import { mean, standardDeviation } from '#math/statistics.ts';

describe('xoshiro128**', () => {
  it('gives the numbers worked out by hand from the published recurrence', () => {
    const next = xoshiro128([1, 2, 3, 4]);
    expect([next(), next(), next(), next()]).toEqual([11520, 0, 5927040, 70819200]);
  });
});

describe('createRng', () => {
  const many = 20_000;

  it('gives the same numbers for the same seed and others for other seeds', () => {
    const draw = (seed: number) => Array.from({ length: 8 }, createRng(seed).normal);
    expect(draw(7)).toEqual(draw(7));
    const firsts = new Set(Array.from({ length: 1000 }, (_, seed) => createRng(seed).uniform()));
    expect(firsts.size).toBe(1000);
  });

  it('keeps to numbers that recorded results depend on', () => {
    const rng = createRng(1);
    expect([rng.uniform(), rng.int(0, 99), rng.normal()]).toEqual([
      0.5593972116036602, 50, 0.1040809413295969,
    ]);
  });

  it('draws uniform numbers with the right range, mean and spread', () => {
    const rng = createRng(3);
    const values = Array.from({ length: many }, () => rng.uniform(-2, 4));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-2);
    expect(Math.max(...values)).toBeLessThan(4);
    // Five standard errors.
    expect(Math.abs(mean(values) - 1)).toBeLessThan((5 * Math.sqrt(3)) / Math.sqrt(many));
    expect(standardDeviation(values)).toBeCloseTo(Math.sqrt(3), 1);
  });

  it('draws normal numbers with the moments of a standard normal', () => {
    const rng = createRng(4);
    const values = Array.from({ length: many }, () => rng.normal());
    expect(Math.abs(mean(values))).toBeLessThan(5 / Math.sqrt(many));
    expect(Math.abs(standardDeviation(values) - 1)).toBeLessThan(5 / Math.sqrt(2 * many));
    const within = values.filter((value) => Math.abs(value) < 1).length / many;
    expect(within).toBeCloseTo(0.6827, 1);
    expect(mean(values.map((value) => value ** 4))).toBeCloseTo(3, 0);
  });

  it('draws every whole number of a range about equally often, both ends included', () => {
    const rng = createRng(5);
    const counts = new Map<number, number>();
    for (let n = 0; n < many; n++) {
      const value = rng.int(-2, 3);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2, 3]);
    for (const count of counts.values())
      expect(Math.abs(count - many / 6)).toBeLessThan(5 * Math.sqrt(many / 6));
  });

  it('shuffles in place into permutations that are about equally likely', () => {
    const rng = createRng(6);
    const counts = new Map<string, number>();
    for (let n = 0; n < 6000; n++) {
      const items = ['a', 'b', 'c'];
      rng.shuffle(items);
      const key = items.join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    for (const count of counts.values())
      expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt(1000));
  });

  it.each([-1, 1.5, NaN, Infinity, 2 ** 53])('refuses the seed %s', (seed) => {
    expect(() => createRng(seed)).toThrow(RangeError);
    expect(() => createRng(seed)).toThrow(`got ${seed}`);
  });
});

describe('streamSeed', () => {
  it('gives whole numbers that createRng accepts, all different over seeds, names and steps', () => {
    const seeds = new Set<number>();
    for (let seed = 0; seed < 20; seed++)
      for (const name of ['train', 'test', 'weights'])
        for (let step = 0; step < 500; step++) seeds.add(streamSeed(seed, name, step));
    expect(seeds.size).toBe(20 * 3 * 500);
    expect([...seeds].every((seed) => Number.isSafeInteger(seed) && seed >= 0)).toBe(true);
  });

  it('separates labels from one another', () => {
    expect(streamSeed(1, 'ab', 'c')).not.toBe(streamSeed(1, 'a', 'bc'));
    expect(streamSeed(1, 'a', 'b')).not.toBe(streamSeed(1, 'b', 'a'));
    expect(streamSeed(1, 'a')).not.toBe(streamSeed(1, 'a', ''));
    expect(streamSeed(2 ** 32 + 1, 'a')).not.toBe(streamSeed(1, 'a'));
  });

  it('gives streams that are not correlated', () => {
    const a = createRng(streamSeed(1, 'train', 0));
    const b = createRng(streamSeed(1, 'train', 1));
    const products = Array.from({ length: 10_000 }, () => a.normal() * b.normal());
    expect(Math.abs(mean(products))).toBeLessThan(5 / Math.sqrt(10_000));
  });

  it('refuses a seed that is not a whole number', () => {
    expect(() => streamSeed(0.5, 'a')).toThrow('got 0.5');
  });
});
