import { describe, expect, it } from 'vitest';
import { largestRelativeError, numericalGradient } from '#math/gradient-check.ts';
import { meanSquaredError, softmaxCrossEntropy } from '#math/losses.ts';

describe('meanSquaredError', () => {
  it('is the mean over all numbers, with gradient 2 (y − t) / n', () => {
    const { loss, gradient } = meanSquaredError([1, 2, 4, 0], [0, 2, 1, 1]);
    expect(loss).toBe(11 / 4);
    expect([...gradient]).toEqual([0.5, 0, 1.5, -0.5]);
  });

  it('refuses lengths that differ and empty arrays', () => {
    expect(() => meanSquaredError([1], [1, 2])).toThrow('got 1 and 2');
    expect(() => meanSquaredError([], [])).toThrow(RangeError);
  });
});

describe('softmaxCrossEntropy', () => {
  it('is ln K for equal logits', () => {
    const { loss, gradient } = softmaxCrossEntropy([5, 5, 5, 5], [2], 4);
    expect(loss).toBeCloseTo(Math.log(4), 14);
    expect([...gradient]).toEqual([0.25, 0.25, -0.75, 0.25]);
  });

  it('averages over predictions', () => {
    // −ln of 0.8 and of 0.25
    const logits = [Math.log(4), 0, 0, Math.log(3)];
    const { loss } = softmaxCrossEntropy(logits, [0, 0], 2);
    expect(loss).toBeCloseTo(-(Math.log(0.8) + Math.log(0.25)) / 2, 14);
  });

  it('stays finite and right for huge logits', () => {
    const { loss, gradient } = softmaxCrossEntropy([1e5, -1e5, 1e5, -1e5], [0, 1], 2);
    expect(loss).toBe(1e5);
    expect([...gradient]).toEqual([0, 0, 0.5, -0.5]);
  });

  it('has the gradient that central differences give', () => {
    const logits = Float64Array.of(0.3, -1.2, 2.1, 0.4, 0.5, -0.6);
    const numerical = numericalGradient(() => softmaxCrossEntropy(logits, [2, 0], 3).loss, logits);
    const { gradient } = softmaxCrossEntropy(logits, [2, 0], 3);
    expect(largestRelativeError(gradient, numerical)).toBeLessThan(1e-7);
  });

  it.each([-1, 3, 0.5, NaN])('refuses class %s of three', (label) => {
    expect(() => softmaxCrossEntropy([1, 2, 3], [label], 3)).toThrow(
      `class must be 0…2, got ${label}`,
    );
  });

  it('refuses logits that do not fit the classes', () => {
    expect(() => softmaxCrossEntropy([1, 2, 3], [0, 1], 2)).toThrow('2·2 numbers');
    expect(() => softmaxCrossEntropy([], [], 2)).toThrow(RangeError);
  });
});

describe('predictions that do not count', () => {
  it('leave the mean over the others, and have no gradient', () => {
    const outputs = [1, 2, 4, 0, 9, 9];
    const targets = [0, 2, 1, 1, 0, 0];
    const { loss, gradient } = meanSquaredError(outputs, targets, [1, 1, 0]);
    expect(loss).toBe(11 / 4);
    expect([...gradient]).toEqual([0.5, 0, 1.5, -0.5, 0, 0]);
  });

  it('are left out of the cross-entropy, too', () => {
    const logits = [0.3, -1.2, 50, 0.4, 2.1, 0.5];
    const all = softmaxCrossEntropy([0.3, -1.2, 2.1, 0.5], [0, 1], 2);
    const some = softmaxCrossEntropy(logits, [0, 1, 1], 2, [1, 0, 1]);
    expect(some.loss).toBe(all.loss);
    expect([...some.gradient.subarray(0, 2)]).toEqual([...all.gradient.subarray(0, 2)]);
    expect([...some.gradient.subarray(2, 4)]).toEqual([0, 0]);
    expect([...some.gradient.subarray(4)]).toEqual([...all.gradient.subarray(2)]);
  });

  it('are refused where the mask does not fit or leaves nothing', () => {
    expect(() => meanSquaredError([1, 2], [1, 2], [0, 0])).toThrow('got 0');
    expect(() => meanSquaredError([1, 2], [1, 2], [1, 1, 1])).toThrow('got 3');
    expect(() => softmaxCrossEntropy([1, 2], [0], 2, [1, 1])).toThrow('must hold 1 numbers, got 2');
  });
});
