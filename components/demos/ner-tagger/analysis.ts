/** All that the figure says of one sentence, from its emissions and the model's transitions. */
import { type Crf, isForbidden, type Lattice, marginals, viterbi } from '#math/crf.ts';
import { entitiesOf, type Entity, mayFollow, OUTSIDE, TAGS } from '#tasks/ner/tags.ts';
import type { NerChain, NerSentence } from '#train/ner-protocol.ts';

/** A sentence as a model read it. */
export interface Reading {
  /** n of them. */
  readonly tokens: readonly string[];
  /** Has the token a vector of its own? */
  readonly known: readonly boolean[];
  /** [n, K] */
  readonly emissions: readonly number[];
  /** Undefined for a model that tags every token by itself. */
  readonly crf: Crf | undefined;
}

/** What a page needs of a sentence; the rest follows from it. */
export type ReadSentence = Pick<NerSentence, 'tokens' | 'known' | 'emissions'>;

/** A name that was found. */
export interface FoundEntity extends Entity {
  /** Probability of exactly this span with this type, 0…1. */
  readonly confidence: number;
}

/** A sentence of the worker's answer. @param linked whether the model has a CRF */
export const readingOf = (
  { tokens, known, emissions }: ReadSentence,
  { transitions, start, end }: NerChain,
  linked: boolean,
): Reading => ({
  tokens,
  known,
  emissions: emissions.flat(),
  crf: linked ? { transitions: transitions.flat(), start, end } : undefined,
});

export interface Analysis extends Reading {
  /** Are tags linked to the ones before them? */
  readonly linked: boolean;
  /** The transitions; zeros where tags are not linked. */
  readonly scores: Crf;
  readonly lattice: Lattice;
  /** [n, K] */
  readonly marginals: Float64Array;
  /** The likeliest tag of every token by its emission alone, [n]. */
  readonly greedy: readonly number[];
  /** Tokens whose likeliest tag may not follow the likeliest of the token before: I-X out of nowhere. */
  readonly breaks: readonly number[];
  readonly entities: readonly FoundEntity[];
}

const K = TAGS.length;

/** Without transitions the formulas of the CRF are those of a softmax for each token. */
const UNLINKED: Crf = {
  transitions: Array<number>(K * K).fill(0),
  start: Array<number>(K).fill(0),
  end: Array<number>(K).fill(0),
};

/** @throws RangeError when emissions do not fit the tokens. */
export function analyse(reading: Reading): Analysis {
  const { tokens, emissions, crf } = reading;
  if (emissions.length !== tokens.length * K)
    throw new RangeError(
      `${tokens.length} tokens must have ${tokens.length * K} emissions, got ${emissions.length}`,
    );
  const scores = crf ?? UNLINKED;
  const lattice = viterbi(scores, emissions);
  const { single, pairs } = marginals(scores, emissions);
  const greedy = tokens.map((_, t) => {
    const own = emissions.slice(t * K, (t + 1) * K);
    return own.indexOf(Math.max(...own));
  });
  const entities = entitiesOf(lattice.path).map((entity): FoundEntity => {
    return { ...entity, confidence: spanProbability(single, pairs, lattice.path, entity) };
  });
  return {
    ...reading,
    linked: crf !== undefined,
    scores,
    lattice,
    marginals: single,
    greedy,
    breaks: tokens.flatMap((_, t) =>
      mayFollow(greedy[t - 1] ?? OUTSIDE, greedy[t] ?? OUTSIDE) ? [] : [t],
    ),
    entities,
  };
}

/**
 * Probability that exactly these tokens are one name: p(first) · Π p(next | before) · (1 − p(I of this type | last)), as tags
 * form a Markov chain. The tags are those of the path: a model without a CRF may open a name with I.
 */
function spanProbability(
  single: Float64Array,
  pairs: Float64Array,
  path: ArrayLike<number>,
  { type, start, end }: Entity,
): number {
  const goesOn = TAGS.indexOf(`I-${type}`);
  const tagAt = (t: number): number => path[t] ?? 0;
  let p = single[start * K + tagAt(start)] ?? 0;
  for (let t = start; t < end && (t + 1) * K < single.length; t++) {
    const before = single[t * K + tagAt(t)] ?? 0;
    const joint = pairs[(t * K + tagAt(t)) * K + (t + 1 < end ? tagAt(t + 1) : goesOn)] ?? 0;
    const next = before > 0 ? joint / before : 0;
    p *= t + 1 < end ? next : 1 - next;
  }
  return Math.min(1, Math.max(0, p));
}

/** A way into a node: from tag `from` of the token before. */
export interface Candidate {
  readonly from: number;
  /** δ of that node. */
  readonly before: number;
  readonly transition: number;
  readonly sum: number;
  readonly forbidden: boolean;
}

/** δ of one node with the numbers that it is made of. */
export interface Delta {
  readonly token: number;
  readonly tag: number;
  readonly emission: number;
  /** The start score; of the first token. */
  readonly start: number | undefined;
  /** The best way in; undefined for the first token. */
  readonly best: Candidate | undefined;
  /** All ways in, none for the first token. */
  readonly candidates: readonly Candidate[];
  readonly value: number;
  /** The end score; of the last token. */
  readonly end: number | undefined;
  /** No allowed sequence of tags reaches this node. */
  readonly unreachable: boolean;
}

/** δ_t(j) = E_tj + max_i (δ_{t−1}(i) + A_ij), for token t from 0 and tag j. */
export function deltaOf(
  { scores, lattice, emissions, tokens }: Analysis,
  t: number,
  j: number,
): Delta {
  const at = (values: ArrayLike<number>, k: number): number => values[k] ?? NaN;
  const candidates = Array.from({ length: t === 0 ? 0 : K }, (_, from): Candidate => {
    const before = at(lattice.best, (t - 1) * K + from);
    const transition = at(scores.transitions, from * K + j);
    const sum = before + transition;
    return { from, before, transition, sum, forbidden: isForbidden(sum) };
  });
  const value = at(lattice.best, t * K + j);
  return {
    token: t,
    tag: j,
    emission: at(emissions, t * K + j),
    start: t === 0 ? at(scores.start, j) : undefined,
    best: candidates[at(lattice.back, t * K + j)],
    candidates,
    value,
    end: t === tokens.length - 1 ? at(scores.end, j) : undefined,
    unreachable: isForbidden(value),
  };
}
