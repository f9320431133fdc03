/** The CRF against PyTorch's numbers, all paths one by one, and finite differences. */
import { describe, expect, test } from 'vitest';
import {
  batchLikelihood,
  type Crf,
  FORBIDDEN,
  logPartition,
  marginals,
  messages,
  negativeLogLikelihood,
  pathScore,
  viterbi,
} from '#math/crf.ts';
import { largestRelativeError, numericalGradient } from '#math/gradient-check.ts';
import { createRng } from '#math/rng.ts';
import golden from '../fixtures/crf-golden.json' with { type: 'json' };

const GOLDEN: Crf = { transitions: golden.T.flat(), start: golden.start, end: golden.end };
const GOLDEN_EMISSIONS = golden.E.flat();

interface Case {
  readonly crf: Record<'transitions' | 'start' | 'end', Float64Array>;
  readonly emissions: Float64Array;
}

function randomCase(seed: number, n: number, K: number, scale = 1): Case {
  const rng = createRng(seed);
  const draw = (count: number) => Float64Array.from({ length: count }, () => scale * rng.normal());
  return {
    crf: { transitions: draw(K * K), start: draw(K), end: draw(K) },
    emissions: draw(n * K),
  };
}

/** All Kⁿ paths. */
function* paths(n: number, K: number): Generator<number[]> {
  for (let code = 0; code < K ** n; code++)
    yield Array.from({ length: n }, (_, t) => Math.floor(code / K ** t) % K);
}

/** Sums over all paths, one by one. */
function bruteForce({ crf, emissions }: Case, n: number, K: number) {
  const all = [...paths(n, K)].map((path) => ({ path, score: pathScore(crf, emissions, path) }));
  const largest = Math.max(...all.map(({ score }) => score));
  const logZ =
    largest + Math.log(all.reduce((sum, { score }) => sum + Math.exp(score - largest), 0));
  const single = new Float64Array(n * K);
  const pairs = new Float64Array(Math.max(0, n - 1) * K * K);
  for (const { path, score } of all) {
    const p = Math.exp(score - logZ);
    path.forEach((tag, t) => {
      single[t * K + tag]! += p;
      if (t > 0) pairs[((t - 1) * K + path[t - 1]!) * K + tag]! += p;
    });
  }
  const best = all.reduce((a, b) => (b.score > a.score ? b : a));
  return { logZ, single, pairs, best };
}

const difference = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((most, value, k) => Math.max(most, Math.abs(value - b[k]!)), 0);
};

const SIZES = [
  [4, 3, 1],
  [5, 4, 3],
  [1, 5, 1],
  [6, 1, 1],
  [1, 1, 1],
  [2, 7, 10],
] as const;

test('agrees with the numbers of the reference', () => {
  expect(logPartition(GOLDEN, GOLDEN_EMISSIONS)).toBeCloseTo(golden.logZ, 12);
  expect(difference(marginals(GOLDEN, GOLDEN_EMISSIONS).single, golden.marg.flat())).toBeLessThan(
    1e-12,
  );
  const { path, score } = viterbi(GOLDEN, GOLDEN_EMISSIONS);
  expect([...path]).toEqual(golden.viterbi);
  expect(score).toBeCloseTo(golden.vscore, 12);
  expect(negativeLogLikelihood(GOLDEN, GOLDEN_EMISSIONS, golden.y).loss).toBeCloseTo(
    golden.nll,
    12,
  );
  // Its emissions a thousand times as large.
  expect(
    logPartition(
      GOLDEN,
      GOLDEN_EMISSIONS.map((value) => 1000 * value),
    ),
  ).toBeCloseTo(2699.564, 9);
});

describe.each(SIZES)('%i tokens, %i tags, scores × %i', (n, K, scale) => {
  const one = randomCase(10 * n + K, n, K, scale);
  const { crf, emissions } = one;
  const brute = bruteForce(one, n, K);

  test('log Z and marginals are sums over all paths', () => {
    expect(logPartition(crf, emissions)).toBeCloseTo(brute.logZ, 10);
    expect(difference(marginals(crf, emissions).single, brute.single)).toBeLessThan(1e-10);
    expect(difference(marginals(crf, emissions).pairs, brute.pairs)).toBeLessThan(1e-10);
  });

  test('every token closes the sum, not only the last', () => {
    const { forward, backward, logZ } = messages(crf, emissions);
    for (let t = 0; t < n; t++) {
      const sum = forward
        .slice(t * K, (t + 1) * K)
        .reduce((all, alpha, j) => all + Math.exp(alpha + backward[t * K + j]! - logZ), 0);
      expect(sum).toBeCloseTo(1, 12);
    }
  });

  test('Viterbi finds the best path, and its lattice leads there', () => {
    const { path, score, best, back } = viterbi(crf, emissions);
    expect([...path]).toEqual(brute.best.path);
    expect(score).toBeCloseTo(brute.best.score, 10);
    expect(score).toBeCloseTo(pathScore(crf, emissions, path), 10);
    expect(best[(n - 1) * K + path[n - 1]!]! + crf.end[path[n - 1]!]!).toBeCloseTo(score, 10);
    expect([...back.slice(0, K)]).toEqual(Array.from({ length: K }, () => -1));
    for (let t = 1; t < n; t++) expect(back[t * K + path[t]!]).toBe(path[t - 1]);
  });

  test('probabilities of all paths sum to 1, and no likelihood is above it', () => {
    let sum = 0;
    for (const path of paths(n, K)) {
      const { loss } = negativeLogLikelihood(crf, emissions, path);
      expect(loss).toBeGreaterThanOrEqual(-1e-12 * Math.max(1, Math.abs(brute.logZ)));
      sum += Math.exp(-loss);
    }
    expect(sum).toBeCloseTo(1, 10);
  });
});

test.each(SIZES)('gradients are finite differences: %i tokens, %i tags', (n, K) => {
  const { crf, emissions } = randomCase(7 * n + K, n, K);
  const path = Array.from({ length: n }, (_, t) => (3 * t + 1) % K);
  const found = negativeLogLikelihood(crf, emissions, path);
  const loss = () => negativeLogLikelihood(crf, emissions, path).loss;
  expect(largestRelativeError(found.emissions, numericalGradient(loss, emissions))).toBeLessThan(
    1e-6,
  );
  for (const name of ['transitions', 'start', 'end'] as const)
    expect(largestRelativeError(found[name], numericalGradient(loss, crf[name]))).toBeLessThan(
      1e-6,
    );
  const partition = numericalGradient(() => logPartition(crf, emissions), emissions);
  expect(largestRelativeError(marginals(crf, emissions).single, partition)).toBeLessThan(1e-6);
});

test('scores a thousand times as large do not overflow', () => {
  const { crf, emissions } = randomCase(5, 40, 7, 1000);
  const path = [...viterbi(crf, emissions).path];
  const { loss, emissions: gradient } = negativeLogLikelihood(crf, emissions, path);
  expect(Number.isFinite(logPartition(crf, emissions))).toBe(true);
  expect(loss).toBeGreaterThanOrEqual(0);
  expect(loss).toBeLessThan(1);
  expect(gradient.every(Number.isFinite)).toBe(true);
});

test('what is forbidden has probability 0 and no NaN beside it', () => {
  const [n, K] = [5, 3];
  const { crf, emissions } = randomCase(9, n, K);
  const transitions = crf.transitions.map((score, k) => (k === 1 ? score + FORBIDDEN : score));
  const start = crf.start.map((score, k) => (k === 2 ? score + FORBIDDEN : score));
  const strict = { ...crf, transitions, start };
  const pairs = marginals(strict, emissions).pairs;
  for (let t = 0; t < n - 1; t++) expect(pairs[t * K * K + 1]).toBe(0);
  expect(marginals(strict, emissions).single[2]).toBe(0);
  // Even where emissions ask for it.
  const eager = emissions.map((score, k) => (k === 2 || k % K === 1 ? score + 50 : score));
  const { path } = viterbi(strict, eager);
  expect(path[0]).not.toBe(2);
  for (let t = 1; t < n; t++) expect([path[t - 1], path[t]]).not.toEqual([0, 1]);
  const found = negativeLogLikelihood(strict, emissions, path);
  for (const values of [found.emissions, found.transitions, found.start, found.end])
    expect(values.every(Number.isFinite)).toBe(true);
});

describe('a batch', () => {
  const K = 4;
  const lengths = [3, 6, 1];
  const B = lengths.length;
  const cases = lengths.map((n, b) => ({
    emissions: randomCase(20 + b, n, K).emissions,
    path: Array.from({ length: n }, (_, t) => (t + b) % K),
  }));
  const { crf } = randomCase(30, 1, K);

  /** The sentences side by side, padding filled with a value. */
  function padded(T: number, filling: number) {
    const emissions = new Float64Array(T * B * K).fill(filling);
    const tags = new Int32Array(T * B).fill(filling === 0 ? 0 : K - 1);
    cases.forEach(({ emissions: own, path }, b) => {
      path.forEach((tag, t) => {
        tags[t * B + b] = tag;
        emissions.set(own.subarray(t * K, (t + 1) * K), (t * B + b) * K);
      });
    });
    return { emissions, tags };
  }

  test('is its sentences one by one', () => {
    const { emissions, tags } = padded(6, 0);
    const found = batchLikelihood(crf, emissions, tags, lengths);
    const single = cases.map((one) => negativeLogLikelihood(crf, one.emissions, one.path));
    expect(found.loss).toBeCloseTo(
      single.reduce((sum, { loss }) => sum + loss, 0),
      12,
    );
    for (const name of ['transitions', 'start', 'end'] as const)
      found[name].forEach((value, k) => {
        expect(value).toBeCloseTo(
          single.reduce((sum, one) => sum + one[name][k]!, 0),
          12,
        );
      });
    single.forEach((one, b) => {
      for (let t = 0; t < 6; t++)
        for (let j = 0; j < K; j++)
          expect(found.emissions[(t * B + b) * K + j]).toBe(
            t < lengths[b]! ? one.emissions[t * K + j] : 0,
          );
    });
  });

  test('has the same loss and gradients with more padding, whatever is in it', () => {
    const [short, long] = [padded(6, 0), padded(9, 1e6)].map(({ emissions, tags }) =>
      batchLikelihood(crf, emissions, tags, lengths),
    );
    expect(long!.loss).toBe(short!.loss);
    expect(long!.transitions).toEqual(short!.transitions);
    expect(long!.emissions.subarray(0, 6 * B * K)).toEqual(short!.emissions);
    expect(long!.emissions.subarray(6 * B * K).every((value) => value === 0)).toBe(true);
  });
});

describe('refuses, and says what it got', () => {
  const { crf, emissions } = randomCase(1, 2, 3);
  test.each<[string, () => unknown]>([
    ['emissions must hold n·3 numbers, n ≥ 1, got 0', () => logPartition(crf, [])],
    ['emissions must hold n·3 numbers, n ≥ 1, got 4', () => viterbi(crf, [1, 2, 3, 4])],
    ['got 3, 2 and 9', () => marginals({ ...crf, end: [0, 0] }, emissions)],
    ['path must hold 2 tags, got 1', () => pathScore(crf, emissions, [0])],
    ['tags must be whole and 0…2, got 3', () => pathScore(crf, emissions, [0, 3])],
    ['lengths must be whole and 1…2, got 3', () => batchLikelihood(crf, emissions, [0, 1], [3])],
    ['got 3 and 6', () => batchLikelihood(crf, emissions, [0, 1, 2], [3])],
  ])('%s', (message, act) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});
