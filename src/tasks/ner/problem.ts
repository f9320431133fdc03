/** What is trained on and what is tested on, in one language. */
import { type Marked, nameKey, type NerCorpus } from './corpus.ts';
import { generate } from './generate.ts';
import { type NerScores, scoreAnnotated, type Scored, scoreEntities } from './scores.ts';
import { type Entity, ENTITY_TYPES } from './tags.ts';
import { createNerVocabulary, type NerVocabulary } from './vocabulary.ts';

/** Sentences that are made of each kind. */
export const NER_SENTENCES = { train: 2000, heldOut: 250, knownNames: 300, newNames: 300 } as const;
/** Of all data, whatever the seed of a training. */
const DATA_SEED = 1;

export interface NerProblem {
  readonly corpus: NerCorpus;
  readonly vocabulary: NerVocabulary;
  readonly train: readonly Marked[];
  /** To choose settings by: templates and names of its own. */
  readonly heldOut: readonly Marked[];
  readonly test: NerTest;
}

/** The test sentences by cell. */
export interface NerTest {
  readonly knownNames: readonly Marked[];
  readonly newNames: readonly Marked[];
  readonly annotated: readonly Marked[];
  /** Training names as `nameKey` has them: which annotated entities were seen. */
  readonly seenNames: ReadonlySet<string>;
}

/** @throws RangeError when a split lacks templates or names. */
export function createNerProblem(corpus: NerCorpus): NerProblem {
  const make = (templates: 'train' | 'held-out' | 'test', names: typeof templates, count: number) =>
    generate(corpus, { templates, names, count, seed: DATA_SEED });
  const { language, names, annotated } = corpus;
  return {
    corpus,
    vocabulary: createNerVocabulary(corpus),
    train: make('train', 'train', NER_SENTENCES.train),
    heldOut: make('held-out', 'held-out', NER_SENTENCES.heldOut),
    test: {
      knownNames: make('test', 'train', NER_SENTENCES.knownNames),
      newNames: make('test', 'test', NER_SENTENCES.newNames),
      annotated,
      seenNames: new Set(
        ENTITY_TYPES.flatMap((type) => names.train[type].map((name) => nameKey(language, name))),
      ),
    },
  };
}

/** Finds the entities of sentences, in their order. */
export type FindEntities = (sentences: readonly (readonly string[])[]) => readonly Entity[][];

/** What somebody finds, beside what is there. */
export function compare(sentences: readonly Marked[], find: FindEntities): Scored[] {
  const given = find(sentences.map(({ tokens }) => tokens));
  return sentences.map(({ tokens, entities }, k) => ({
    tokens,
    gold: entities,
    given: given[k] ?? [],
  }));
}

/** Scores of all test cells. */
export function scoreTest(
  { knownNames, newNames, annotated, seenNames }: NerTest,
  find: FindEntities,
): NerScores {
  return {
    knownNames: scoreEntities(compare(knownNames, find)),
    newNames: scoreEntities(compare(newNames, find)),
    annotated: scoreAnnotated(compare(annotated, find), seenNames),
  };
}
