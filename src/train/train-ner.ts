/** Trains a tagger of names from seeded weights: the same updates in the page, in the recorded results, for the published models. */
import { initialNerWeights } from '#model/ner.ts';
import { nerBatchesIn, nerEpoch } from '#tasks/ner/batches.ts';
import { compare, type NerProblem, scoreTest } from '#tasks/ner/problem.ts';
import { type NerScores, scoreEntities } from '#tasks/ner/scores.ts';
import type { NerPlan } from './ner-protocol.ts';
import { nerSpec, NerTagger } from './ner.ts';

export interface Update {
  readonly tagger: NerTagger;
  /** Epoch under way, from 1. */
  readonly epoch: number;
  /** Updates so far, and how many there will be. */
  readonly done: number;
  readonly total: number;
  /** Before the latest of them, nats a token; NaN before the first. */
  readonly loss: number;
}

/** Is told before the first update and after each, and may wait; false ends the training. */
export type OnNerUpdate = (update: Update) => Promise<boolean>;

export interface EpochReport {
  readonly epoch: number;
  /** F1 on the held-out sentences. */
  readonly heldOut: number;
  /** Mean over the epoch, nats a token. */
  readonly loss: number;
}

/** F1 on the held-out sentences. */
export const scoreHeldOut = (tagger: NerTagger, { heldOut }: NerProblem): number =>
  scoreEntities(compare(heldOut, (sentences) => tagger.find(sentences))).f1;

/** Scores of all test cells. */
export const scoreNer = (tagger: NerTagger, { test }: NerProblem): NerScores =>
  scoreTest(test, (sentences) => tagger.find(sentences));

/** @throws RangeError naming what is out of range. */
function checkPlan({ seed, epochs, learningRate }: NerPlan): void {
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new RangeError(`seed must be a whole number ≥ 0, got ${seed}`);
  if (!Number.isInteger(epochs) || epochs < 1 || epochs > 100)
    throw new RangeError(`epochs must be whole and 1…100, got ${epochs}`);
  if (!(learningRate > 0 && learningRate <= 1))
    throw new RangeError(`learningRate must be above 0 and at most 1, got ${learningRate}`);
}

/**
 * @param onEpoch is told after every epoch.
 * @returns the trained tagger, to be disposed of; undefined when `onUpdate` ended the training.
 * @throws RangeError when the plan is out of range.
 */
export async function trainNer(
  problem: NerProblem,
  plan: NerPlan,
  onUpdate: OnNerUpdate = async () => true,
  onEpoch: (report: EpochReport) => void = () => undefined,
): Promise<NerTagger | undefined> {
  checkPlan(plan);
  const { variant, seed, epochs, learningRate } = plan;
  const { vocabulary, train } = problem;
  const weights = initialNerWeights(nerSpec(vocabulary, variant), seed);
  const tagger = new NerTagger(vocabulary, variant, weights, seed);
  const total = nerBatchesIn(train) * epochs;
  const end = (): undefined => {
    tagger.dispose();
  };
  let done = 0;
  try {
    if (!(await onUpdate({ tagger, epoch: 1, done, total, loss: NaN }))) return end();
    for (let epoch = 1; epoch <= epochs; epoch++) {
      let sum = 0;
      for (const batch of nerEpoch(vocabulary, train, seed, epoch)) {
        const loss = tagger.step(batch, learningRate * (1 - done / total));
        sum += loss;
        if (!(await onUpdate({ tagger, epoch, done: ++done, total, loss }))) return end();
      }
      onEpoch({ epoch, heldOut: scoreHeldOut(tagger, problem), loss: sum / nerBatchesIn(train) });
    }
  } catch (error) {
    tagger.dispose();
    throw error;
  }
  return tagger;
}
