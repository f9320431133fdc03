/**
 * Scores of entities, strict: one is right when its type and both its borders are. Precision is the right share of the
 * given entities, recall the found share of the true ones, F1 their harmonic mean: 2 · right / (given + true).
 */
import { createRng, streamSeed } from '#math/rng.ts';
import { quantile } from '#math/statistics.ts';
import { ENTITY_TYPES, type Entity, type EntityType } from './tags.ts';

export interface EntityCounts {
  readonly right: number;
  /** Entities that the model gave. */
  readonly given: number;
  /** Entities that there are. */
  readonly gold: number;
}

/** All within 0…1; 0 where nothing is there to be divided by. */
export interface EntityScores extends EntityCounts {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** What is scored: entities of a text, by the tokens they are of. */
export interface Scored {
  readonly tokens: readonly string[];
  readonly gold: readonly Entity[];
  readonly given: readonly Entity[];
}

/** Scores of a set of sentences. */
export interface SetScores extends EntityScores {
  readonly sentences: number;
  readonly types: Readonly<Record<EntityType, EntityScores>>;
}

/** The annotated sentences also by whether an entity's text stands among the training names. */
export interface AnnotatedScores extends SetScores {
  readonly seen: EntityScores;
  readonly unseen: EntityScores;
  /** Of F1: 2.5 % and 97.5 % quantile over sentences drawn with replacement. */
  readonly interval: readonly [low: number, high: number];
}

/** The test cells. */
export interface NerScores {
  /** Synthetic: new templates with the names of training. */
  readonly knownNames: SetScores;
  /** Synthetic: new templates with new names. */
  readonly newNames: SetScores;
  /** Sentences annotated one by one. */
  readonly annotated: AnnotatedScores;
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

const scoresOf = ({ right, given, gold }: EntityCounts): EntityScores => ({
  right,
  given,
  gold,
  precision: share(right, given),
  recall: share(right, gold),
  f1: share(2 * right, given + gold),
});

const same = (a: Entity, b: Entity): boolean =>
  a.type === b.type && a.start === b.start && a.end === b.end;

/** Counts over sentences of those entities that `counts` lets in. */
function countEntities(
  sentences: readonly Scored[],
  counts: (entity: Entity, tokens: readonly string[]) => boolean = () => true,
): EntityCounts {
  const sum = { right: 0, given: 0, gold: 0 };
  for (const { tokens, ...sentence } of sentences) {
    const gold = sentence.gold.filter((entity) => counts(entity, tokens));
    const given = sentence.given.filter((entity) => counts(entity, tokens));
    sum.gold += gold.length;
    sum.given += given.length;
    sum.right += given.filter((entity) => gold.some((one) => same(one, entity))).length;
  }
  return sum;
}

/** Over all sentences, and by type. */
export function scoreEntities(sentences: readonly Scored[]): SetScores {
  const types = ENTITY_TYPES.map((type) => [
    type,
    scoresOf(countEntities(sentences, (entity) => entity.type === type)),
  ]);
  return {
    ...scoresOf(countEntities(sentences)),
    sentences: sentences.length,
    types: Object.fromEntries(types) as SetScores['types'],
  };
}

/** An entity's text as names are compared: its tokens, parted by blanks. */
export const textOf = ({ start, end }: Entity, tokens: readonly string[]): string =>
  tokens.slice(start, end).join(' ');

const SAMPLES = 1000;

/** F1 of sentences drawn with replacement, a thousand times; the seed is fixed. */
function bootstrap(sentences: readonly Scored[]): [number, number] {
  const counts = sentences.map((sentence) => countEntities([sentence]));
  const rng = createRng(streamSeed(1, 'ner', 'bootstrap'));
  const values = Array.from({ length: SAMPLES }, () => {
    const sum = { right: 0, given: 0, gold: 0 };
    for (let k = 0; k < counts.length; k++) {
      const { right, given, gold } = counts[rng.int(0, counts.length - 1)]!;
      sum.right += right;
      sum.given += given;
      sum.gold += gold;
    }
    return scoresOf(sum).f1;
  });
  return [quantile(values, 0.025), quantile(values, 0.975)];
}

/** @param names texts of the training names, tokens parted by blanks. */
export function scoreAnnotated(
  sentences: readonly Scored[],
  names: ReadonlySet<string>,
): AnnotatedScores {
  const isSeen = (entity: Entity, tokens: readonly string[]): boolean =>
    names.has(textOf(entity, tokens));
  return {
    ...scoreEntities(sentences),
    seen: scoresOf(countEntities(sentences, isSeen)),
    unseen: scoresOf(countEntities(sentences, (entity, tokens) => !isSeen(entity, tokens))),
    interval: bootstrap(sentences),
  };
}
