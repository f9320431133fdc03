import { describe, expect, it } from 'vitest';
import { dropoutKey, dropoutMask, dropoutThreshold } from '#model/dropout.ts';

const kept = (mask: Float64Array) => mask.filter((factor) => factor > 0).length / mask.length;

describe('dropout', () => {
  it('has these keys and this mask, worked out apart from it with whole numbers of any size', () => {
    expect(dropoutKey(0, 0, 1)).toBe(1364076727);
    expect(dropoutKey(1, 0, 1)).toBe(1276260988);
    expect(dropoutKey(1, 1, 1)).toBe(2273021572);
    expect(dropoutKey(2 ** 32 - 1, 1000, 7)).toBe(1731273192);
    const bits = '01000000000001101000000111100111'; // 2 steps, 2 rows, 8 units
    expect([...dropoutMask(dropoutKey(7, 3, 1), 0.5, 2, 2, 8)]).toEqual(
      [...bits].map((bit) => 2 * Number(bit)),
    );
  });

  it.each([0, 0.1, 0.5, 0.9, 0.95])('drops a share of %s and scales the rest', (p) => {
    const mask = dropoutMask(dropoutKey(3, 0, 1), p, 50, 20, 40);
    // Five standard deviations of a share of 40,000.
    expect(Math.abs(kept(mask) - (1 - p))).toBeLessThanOrEqual(
      5 * Math.sqrt((p * (1 - p)) / mask.length),
    );
    for (const factor of mask) if (factor !== 0) expect(factor).toBe(1 / (1 - p));
  });

  it('drops every unit, row and step equally often', () => {
    const [T, B, width] = [40, 40, 40];
    const mask = dropoutMask(dropoutKey(8, 2, 1), 0.5, T, B, width);
    const counts = [
      new Map<number, number>(),
      new Map<number, number>(),
      new Map<number, number>(),
    ];
    mask.forEach((factor, k) => {
      const place = [Math.floor(k / (B * width)), Math.floor(k / width) % B, k % width];
      place.forEach((n, axis) => counts[axis]!.set(n, (counts[axis]!.get(n) ?? 0) + factor / 2));
    });
    // Each of 1,600 numbers; the standard deviation is 20.
    for (const axis of counts)
      for (const count of axis.values()) expect(Math.abs(count - 800)).toBeLessThan(100);
  });

  it('does not depend on how long or wide the batch is padded', () => {
    const key = dropoutKey(1, 4, 2);
    const small = dropoutMask(key, 0.3, 3, 2, 5);
    const large = dropoutMask(key, 0.3, 7, 9, 8);
    for (let t = 0; t < 3; t++)
      for (let b = 0; b < 2; b++)
        for (let unit = 0; unit < 5; unit++)
          expect(small[(t * 2 + b) * 5 + unit]).toBe(large[(t * 9 + b) * 8 + unit]);
  });

  it('differs between seeds, updates and layers as if by chance, and for one of each is the same', () => {
    const mask = (seed: number, update: number, layer: number) =>
      dropoutMask(dropoutKey(seed, update, layer), 0.5, 20, 10, 20);
    const one = mask(1, 1, 1);
    expect(mask(1, 1, 1)).toEqual(one);
    for (const other of [mask(2, 1, 1), mask(1, 2, 1), mask(1, 1, 2), mask(0, 2, 1)]) {
      const agree = other.filter((factor, k) => factor === one[k]).length / one.length;
      expect(agree).toBeGreaterThan(0.45);
      expect(agree).toBeLessThan(0.55);
    }
  });

  it('has a threshold that fits 32 bits', () => {
    expect(dropoutThreshold(0)).toBe(0);
    expect(dropoutThreshold(0.5)).toBe(2 ** 31);
    expect(dropoutThreshold(0.95)).toBeLessThan(2 ** 32);
  });
});
