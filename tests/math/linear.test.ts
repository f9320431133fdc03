import { describe, expect, it } from 'vitest';
import { fitLinear, predictLinear, solvePositiveDefinite } from '#math/linear.ts';
import { matrix } from '#math/matrix.ts';
import { createRng } from '#math/rng.ts';

describe('fitLinear', () => {
  it('recovers the plane that the points lie on', () => {
    const rng = createRng(41);
    const features = Float64Array.from({ length: 60 }, () => rng.normal());
    const targets = Array.from(
      { length: 20 },
      (_, n) => 3 + 2 * features[3 * n]! - features[3 * n + 1]! + 0.5 * features[3 * n + 2]!,
    );
    const model = fitLinear(matrix(features, 20, 3), targets);
    expect(model.intercept).toBeCloseTo(3, 8);
    [2, -1, 0.5].forEach((weight, k) => expect(model.weights[k]).toBeCloseTo(weight, 8));
    expect(predictLinear(model, features, 3)).toBeCloseTo(targets[1]!, 8);
  });

  it('gives the textbook line through points that are on none', () => {
    // x̄ = 2, ȳ = 11/3, slope 4/2… by hand: Sxy = 3, Sxx = 2
    const model = fitLinear(matrix(Float64Array.of(1, 2, 3), 3, 1), [2, 4, 5]);
    expect(model.weights[0]).toBeCloseTo(1.5, 8);
    expect(model.intercept).toBeCloseTo(11 / 3 - 3, 8);
  });

  it('finds the recurrence of a sine from overlapping windows', () => {
    const series = Float64Array.from({ length: 200 }, (_, t) => Math.sin(0.3 * t));
    const windows = { ...matrix(series, 100, 2), rows: 198, rowStride: 1 };
    const model = fitLinear(windows, series.subarray(2));
    expect(model.weights[0]).toBeCloseTo(-1, 5);
    expect(model.weights[1]).toBeCloseTo(2 * Math.cos(0.3), 5);
  });

  it('shares the weight between columns that are copies', () => {
    const model = fitLinear(matrix(Float64Array.of(1, 1, 2, 2, 4, 4), 3, 2), [1, 2, 4]);
    expect(model.weights[0]).toBeCloseTo(0.5, 4);
    expect(model.weights[1]).toBeCloseTo(0.5, 4);
  });

  it('refuses too few rows, missing targets and columns that never vary', () => {
    expect(() => fitLinear(matrix(new Float64Array(1), 1, 1), [1])).toThrow('at least 2 rows');
    expect(() => fitLinear(matrix(new Float64Array(4), 2, 2), [1])).toThrow(RangeError);
    expect(() => fitLinear(matrix(new Float64Array(4), 4, 1), [1, 2, 3, 4])).toThrow(
      'positive definite',
    );
  });
});

describe('solvePositiveDefinite', () => {
  it('solves a system worked out by hand', () => {
    const a = Float64Array.of(4, 2, 0, 2, 5, 2, 0, 2, 5);
    const x = solvePositiveDefinite(a, [8, 18, 19]);
    [1, 2, 3].forEach((value, k) => expect(x[k]).toBeCloseTo(value, 12));
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => solvePositiveDefinite(Float64Array.of(1, 2, 2, 1), [1, 1])).toThrow(
      'pivot 1 is -3',
    );
    expect(() => solvePositiveDefinite(Float64Array.of(NaN), [1])).toThrow('pivot 0 is NaN');
  });
});
