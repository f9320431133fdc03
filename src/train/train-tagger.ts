/** Trains a tagger from seeded weights: the same updates in the page, in the recorded results and for the committed model. */
import type { Backend } from '#engine/backend.ts';
import { batchesIn, epochOf } from '#tasks/tagging/batches.ts';
import type { Corpus, Part } from '#tasks/tagging/corpus.ts';
import type { Vocabulary } from '#tasks/tagging/features.ts';
import { scoreTags, type TagScores } from '#tasks/tagging/scores.ts';
import { initialWeights, likeliest, Tagger, taggerSpec } from './tagger.ts';

export interface TaggerPlan {
  readonly layers: 1 | 2;
  /** Whole number ≥ 0. */
  readonly seed: number;
  /** Passes over the training sentences, 1 or more. */
  readonly epochs: number;
  /** At the first update; it falls in a straight line to 0 at the end. */
  readonly learningRate: number;
}

/** What the caller does before the next update, e.g. wait; false ends the training. */
export type OnUpdate = (tagger: Tagger, done: number, total: number) => Promise<boolean>;

/** A tagger's scores on a part of the corpus. */
export async function scoreTagger(
  tagger: Tagger,
  corpus: Corpus,
  part: Part,
  vocabulary: Vocabulary,
): Promise<TagScores> {
  const answers = await tagger.read(corpus[part].map(({ words }) => words));
  return scoreTags(corpus[part], answers.map(likeliest), vocabulary);
}

/**
 * @param onEpoch is told after every epoch.
 * @returns the trained tagger, to be disposed of; undefined when `onUpdate` ended the training.
 */
export async function trainTagger(
  backend: Backend,
  corpus: Corpus,
  vocabulary: Vocabulary,
  { layers, seed, epochs, learningRate }: TaggerPlan,
  onUpdate: OnUpdate = async () => true,
  onEpoch: (tagger: Tagger, epoch: number) => Promise<void> = async () => undefined,
): Promise<Tagger | undefined> {
  const spec = taggerSpec(layers);
  const weights = initialWeights(spec, vocabulary, seed);
  const tagger = await Tagger.create(backend, spec, vocabulary, weights, seed);
  const total = batchesIn(corpus.train) * epochs;
  let done = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const batch of epochOf(vocabulary, corpus.train, seed, epoch)) {
      await tagger.step(batch, learningRate * (1 - done / total));
      if (!(await onUpdate(tagger, ++done, total))) {
        tagger.dispose();
        return undefined;
      }
    }
    await onEpoch(tagger, epoch);
  }
  return tagger;
}
