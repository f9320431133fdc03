/**
 * The tags of named entities: what a token is by itself, and entities as stretches of tokens. BIO: B-X opens an entity of
 * type X, I-X goes on with it, O is outside of all.
 */
import { type Crf, FORBIDDEN } from '#math/crf.ts';

/** Persons, places, organisations. */
export const ENTITY_TYPES = ['PER', 'LOC', 'ORG'] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

/** In the order of the model's classes. */
export const TAGS = ['O', 'B-PER', 'I-PER', 'B-LOC', 'I-LOC', 'B-ORG', 'I-ORG'] as const;
export type Tag = (typeof TAGS)[number];

/** O, among `TAGS`. */
export const OUTSIDE = 0;

/** Tokens start…end − 1 of a sentence. */
export interface Entity {
  readonly type: EntityType;
  readonly start: number;
  readonly end: number;
}

/** Place of B-X among `TAGS`; I-X follows it. */
const opening = (type: EntityType): number => 1 + 2 * ENTITY_TYPES.indexOf(type);

/** Type of a tag; undefined for O. */
export const typeOf = (tag: number): EntityType | undefined => ENTITY_TYPES[Math.ceil(tag / 2) - 1];

const opens = (tag: number): boolean => tag % 2 === 1;

/** The tags of n tokens, as places in `TAGS`. @throws RangeError when entities overlap or do not lie within the tokens. */
export function tagsOf(entities: readonly Entity[], n: number): Int32Array {
  const tags = new Int32Array(n);
  for (const { type, start, end } of entities) {
    if (
      !(start >= 0 && start < end && end <= n) ||
      tags.subarray(start, end).some((tag) => tag !== 0)
    )
      throw new RangeError(`entities must be apart and within 0…${n}, got ${start}…${end}`);
    tags.fill(opening(type) + 1, start, end);
    tags[start] = opening(type);
  }
  return tags;
}

/**
 * The entities of tags. An I-X that follows neither B-X nor I-X, which only a model without a CRF says, opens an entity, as
 * in the score program of CoNLL.
 */
export function entitiesOf(tags: ArrayLike<number>): Entity[] {
  const entities: { type: EntityType; start: number; end: number }[] = [];
  for (let t = 0; t < tags.length; t++) {
    const type = typeOf(tags[t]!);
    if (type === undefined) continue;
    const latest = entities.at(-1);
    if (!opens(tags[t]!) && latest?.end === t && latest.type === type) latest.end = t + 1;
    else entities.push({ type, start: t, end: t + 1 });
  }
  return entities;
}

/** May tag j follow tag i? I-X only follows B-X and I-X. */
export const mayFollow = (i: number, j: number): boolean =>
  j === OUTSIDE || opens(j) || typeOf(i) === typeOf(j);

/** Scores that forbid what BIO forbids, to be added to a CRF's: 0, or `FORBIDDEN` for I-X at the start and after others. */
export const BIO: Crf = {
  transitions: TAGS.flatMap((_, i) => TAGS.map((__, j) => (mayFollow(i, j) ? 0 : FORBIDDEN))),
  start: TAGS.map((_, j) => (mayFollow(OUTSIDE, j) ? 0 : FORBIDDEN)),
  end: TAGS.map(() => 0),
};
