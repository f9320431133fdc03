/**
 * The linear-chain conditional random field (Lafferty et al. 2001) on top of a tagger, as in Ma & Hovy (2016). Of n tokens
 * and K tags, with emissions E [n, K] and a path y of n tags,
 *
 *   s(y) = start(y₁) + Σ_t E(t, y_t) + Σ_{t>1} A(y_{t−1}, y_t) + end(y_n)      p(y) = exp(s(y) − log Z)
 *
 * Sums over all Kⁿ paths cost O(n K²):
 *
 *   α(1, j) = start(j) + E(1, j)      α(t, j) = E(t, j) + log Σ_i exp(α(t−1, i) + A(i, j))
 *   β(n, i) = end(i)                  β(t, i) = log Σ_j exp(A(i, j) + E(t+1, j) + β(t+1, j))
 *   log Z = log Σ_j exp(α(n, j) + end(j))      p(y_t = j) = exp(α(t, j) + β(t, j) − log Z)
 *
 * All in logarithms and with the largest term taken out, so that no score overflows.
 */

/** Scores that belong to no token. */
export interface Crf {
  /** A(i, j), from tag i to tag j, [K, K] */
  readonly transitions: ArrayLike<number>;
  /** [K] */
  readonly start: ArrayLike<number>;
  /** [K] */
  readonly end: ArrayLike<number>;
}

/** Stands for −∞ as the score of what is forbidden: exp(−10⁴) is 0, but 0 · −10⁴ is no NaN. */
export const FORBIDDEN = -1e4;

/** Does a score say that no sequence of tags goes this way? Learned scores that are added to it leave it far below 0. */
export const isForbidden = (score: number): boolean => score <= FORBIDDEN / 2;

/** n of emissions [n, K]. Throws unless the sizes fit. */
function lengthOf({ transitions, start, end }: Crf, emissions: ArrayLike<number>): number {
  const K = start.length;
  if (K === 0 || end.length !== K || transitions.length !== K * K)
    throw new RangeError(
      `start, end and transitions must hold K, K and K² numbers, got ${K}, ${end.length} and ${transitions.length}`,
    );
  const n = emissions.length / K;
  if (n === 0 || !Number.isInteger(n))
    throw new RangeError(`emissions must hold n·${K} numbers, n ≥ 1, got ${emissions.length}`);
  return n;
}

/** log Σ exp of numbers that are finite. */
function logSumExp(values: Float64Array): number {
  let largest = -Infinity;
  for (const value of values) largest = Math.max(largest, value);
  let sum = 0;
  for (const value of values) sum += Math.exp(value - largest);
  return largest + Math.log(sum);
}

export interface Messages {
  /** α, what leads to tag j of token t, its own emission included, [n, K] */
  readonly forward: Float64Array;
  /** β, what follows it, [n, K] */
  readonly backward: Float64Array;
  readonly logZ: number;
}

/** α, [n, K]. */
function forwardMessages(crf: Crf, emissions: ArrayLike<number>): Float64Array {
  const n = lengthOf(crf, emissions);
  const { transitions, start } = crf;
  const K = start.length;
  const forward = new Float64Array(n * K);
  const terms = new Float64Array(K);
  for (let j = 0; j < K; j++) forward[j] = start[j]! + emissions[j]!;
  for (let t = 1; t < n; t++)
    for (let j = 0; j < K; j++) {
      for (let i = 0; i < K; i++) terms[i] = forward[(t - 1) * K + i]! + transitions[i * K + j]!;
      forward[t * K + j] = emissions[t * K + j]! + logSumExp(terms);
    }
  return forward;
}

/** β, [n, K]. */
function backwardMessages(crf: Crf, emissions: ArrayLike<number>): Float64Array {
  const n = lengthOf(crf, emissions);
  const { transitions, end } = crf;
  const K = end.length;
  const backward = new Float64Array(n * K);
  const terms = new Float64Array(K);
  for (let i = 0; i < K; i++) backward[(n - 1) * K + i] = end[i]!;
  for (let t = n - 2; t >= 0; t--) {
    const next = (t + 1) * K;
    for (let i = 0; i < K; i++) {
      for (let j = 0; j < K; j++)
        terms[j] = transitions[i * K + j]! + emissions[next + j]! + backward[next + j]!;
      backward[t * K + i] = logSumExp(terms);
    }
  }
  return backward;
}

const closed = ({ end }: Crf, forward: Float64Array): number =>
  logSumExp(forward.slice(-end.length).map((alpha, j) => alpha + end[j]!));

/**
 * log Z, the logarithm of the sum of exp(score) over all Kⁿ paths.
 * @param emissions [n, K], finite.
 * @throws RangeError when the sizes do not fit or there is no token, as all functions here.
 */
export const logPartition = (crf: Crf, emissions: ArrayLike<number>): number =>
  closed(crf, forwardMessages(crf, emissions));

/** Forward and backward messages. @param emissions [n, K] */
export function messages(crf: Crf, emissions: ArrayLike<number>): Messages {
  const forward = forwardMessages(crf, emissions);
  return { forward, backward: backwardMessages(crf, emissions), logZ: closed(crf, forward) };
}

export interface Marginals {
  readonly logZ: number;
  /** p(y_t = j), [n, K]; every row sums to 1. */
  readonly single: Float64Array;
  /** p(y_t = i, y_{t+1} = j), [n − 1, K, K]; every [K, K] sums to 1. */
  readonly pairs: Float64Array;
}

/** The probabilities of tags and of neighbouring tags. @param emissions [n, K] */
export function marginals(crf: Crf, emissions: ArrayLike<number>): Marginals {
  const found = messages(crf, emissions);
  const { forward, backward, logZ } = found;
  return {
    logZ,
    single: forward.map((alpha, k) => Math.exp(alpha + backward[k]! - logZ)),
    pairs: pairwiseOf(crf, emissions, found),
  };
}

function pairwiseOf(
  { transitions, start }: Crf,
  emissions: ArrayLike<number>,
  { forward, backward, logZ }: Messages,
): Float64Array {
  const K = start.length;
  const pairs = new Float64Array(forward.length * K - K * K);
  let place = 0;
  for (let next = K; next < forward.length; next += K)
    for (let i = 0; i < K; i++)
      for (let j = 0; j < K; j++)
        pairs[place++] = Math.exp(
          forward[next - K + i]! +
            transitions[i * K + j]! +
            emissions[next + j]! +
            backward[next + j]! -
            logZ,
        );
  return pairs;
}

/** s(y). @param path n tags, 0…K − 1. @throws RangeError when it is no such path. */
export function pathScore(crf: Crf, emissions: ArrayLike<number>, path: ArrayLike<number>): number {
  const n = lengthOf(crf, emissions);
  const { transitions, start, end } = crf;
  const K = start.length;
  checkPath(path, n, K);
  let score = start[path[0]!]! + end[path[n - 1]!]!;
  for (let t = 0; t < n; t++) {
    score += emissions[t * K + path[t]!]!;
    if (t > 0) score += transitions[path[t - 1]! * K + path[t]!]!;
  }
  return score;
}

function checkPath(path: ArrayLike<number>, n: number, K: number): void {
  if (path.length !== n) throw new RangeError(`path must hold ${n} tags, got ${path.length}`);
  for (let t = 0; t < n; t++)
    if (!(Number.isInteger(path[t]) && path[t]! >= 0 && path[t]! < K))
      throw new RangeError(`tags must be whole and 0…${K - 1}, got ${path[t]}`);
}

export interface Lattice {
  /** The tags of the best path; of equally good ones that with the smaller tags from the end on. */
  readonly path: Int32Array;
  /** Of the best path. */
  readonly score: number;
  /** The best score of a path that ends in tag j of token t, end not included, [n, K] */
  readonly best: Float64Array;
  /** Tag of the token before on that path, [n, K]; −1 for the first token. */
  readonly back: Int32Array;
}

/** Viterbi's algorithm: α with the maximum in place of log Σ exp. @param emissions [n, K] */
export function viterbi(crf: Crf, emissions: ArrayLike<number>): Lattice {
  const n = lengthOf(crf, emissions);
  const { transitions, start, end } = crf;
  const K = start.length;
  const best = new Float64Array(n * K);
  const back = new Int32Array(n * K).fill(-1);
  for (let j = 0; j < K; j++) best[j] = start[j]! + emissions[j]!;
  for (let t = 1; t < n; t++)
    for (let j = 0; j < K; j++) {
      const [from, score] = largest(K, (i) => best[(t - 1) * K + i]! + transitions[i * K + j]!);
      best[t * K + j] = score + emissions[t * K + j]!;
      back[t * K + j] = from;
    }
  const path = new Int32Array(n);
  const [last, score] = largest(K, (j) => best[(n - 1) * K + j]! + end[j]!);
  path[n - 1] = last;
  for (let t = n - 1; t > 0; t--) path[t - 1] = back[t * K + path[t]!]!;
  return { path, score, best, back };
}

/** The first place of the largest of K values, and the value. */
function largest(K: number, valueOf: (k: number) => number): [place: number, value: number] {
  let [place, most] = [0, valueOf(0)];
  for (let k = 1; k < K; k++) {
    const value = valueOf(k);
    if (value > most) [place, most] = [k, value];
  }
  return [place, most];
}

/** A loss and its gradients, in the shapes of what they belong to. */
export interface CrfGradients {
  /** −log p(path), nats, ≥ 0 but for rounding. */
  readonly loss: number;
  readonly emissions: Float64Array;
  readonly transitions: Float64Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
}

/**
 * −log p(path) = log Z − s(path). Its gradients are expected less actual counts: the marginals less 1 for each tag of the
 * path, the sum of the pairwise marginals less 1 for each of its transitions.
 * @param emissions [n, K]
 * @param path n tags, 0…K − 1.
 */
export function negativeLogLikelihood(
  crf: Crf,
  emissions: ArrayLike<number>,
  path: ArrayLike<number>,
): CrfGradients {
  const score = pathScore(crf, emissions, path);
  const { logZ, single: gradient, pairs } = marginals(crf, emissions);
  const K = crf.start.length;
  const n = path.length;
  const transitions = new Float64Array(K * K);
  pairs.forEach((p, place) => (transitions[place % (K * K)]! += p));
  for (let t = 0; t < n; t++) {
    gradient[t * K + path[t]!]! -= 1;
    if (t > 0) transitions[path[t - 1]! * K + path[t]!]! -= 1;
  }
  return {
    loss: logZ - score,
    emissions: gradient,
    transitions,
    // The first and the last token's scores enter just as their emissions do.
    start: gradient.slice(0, K),
    end: gradient.slice(-K),
  };
}

/**
 * The sum of −log p over the sentences of a batch, and its gradients; those of padding are 0.
 * @param emissions [T, B, K]; those of padding may be anything.
 * @param paths [T, B]
 * @param lengths tokens of each sentence, 1…T, [B]
 * @throws RangeError also when a length is out of range.
 */
export function batchLikelihood(
  crf: Crf,
  emissions: ArrayLike<number>,
  paths: ArrayLike<number>,
  lengths: ArrayLike<number>,
): CrfGradients {
  const [K, B] = [crf.start.length, lengths.length];
  const T = paths.length / B;
  if (!Number.isInteger(T) || emissions.length !== T * B * K)
    throw new RangeError(
      `paths and emissions must hold T·${B} and T·${B}·${K} numbers, got ${paths.length} and ${emissions.length}`,
    );
  const sum = {
    emissions: new Float64Array(emissions.length),
    transitions: new Float64Array(K * K),
    start: new Float64Array(K),
    end: new Float64Array(K),
  };
  let loss = 0;
  for (let b = 0; b < B; b++) {
    const n = lengths[b]!;
    if (!(Number.isInteger(n) && n >= 1 && n <= T))
      throw new RangeError(`lengths must be whole and 1…${T}, got ${n}`);
    const own = new Float64Array(n * K);
    const path = new Int32Array(n);
    for (let t = 0; t < n; t++) {
      path[t] = paths[t * B + b]!;
      for (let j = 0; j < K; j++) own[t * K + j] = emissions[(t * B + b) * K + j]!;
    }
    const found = negativeLogLikelihood(crf, own, path);
    loss += found.loss;
    for (let t = 0; t < n; t++)
      sum.emissions.set(found.emissions.subarray(t * K, (t + 1) * K), (t * B + b) * K);
    for (const name of ['transitions', 'start', 'end'] as const)
      found[name].forEach((value, k) => (sum[name][k]! += value));
  }
  return { loss, ...sum };
}
