/** English words of the depth sweep. */
import { formatCount, formatSetting } from '#viz/format.ts';
import { bits } from './bits.ts';
import type { SweepStrings } from './strings.ts';
import type { Outcome } from './verdict.ts';

/** `1`, `1 and 2`, `1, 2 and 4`. */
const list = (items: readonly (string | number)[]): string => {
  const last = String(items.at(-1));
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
};
const layersText = (layers: readonly number[]): string =>
  `${list(layers)} ${layers.length === 1 && layers[0] === 1 ? 'layer' : 'layers'}`;

/** With the subject’s number: one layer beats, two layers beat. */
const OUTCOME: Record<Outcome, readonly [string, string]> = {
  beats: ['beats the trigram', 'beat the trigram'],
  between: [
    'ends between letter frequencies and trigram',
    'end between letter frequencies and trigram',
  ],
  stuck: ['stays at the letter frequencies', 'stay at the letter frequencies'],
};
const outcome = (which: Outcome, one: boolean): string => OUTCOME[which][one ? 0 : 1];

export const en: SweepStrings = {
  name: 'Depth sweep',
  instruction:
    'See where adding layers stops helping; then choose stacks and train a short version here.',
  cells: 'Stacks to train',
  kinds: { plain: 'plain', residual: 'residual' },
  cell: (layers, kind) =>
    layers === 1 ? '1 layer' : `${layers} layers${kind === 'residual' ? ', residual' : ', plain'}`,
  shortCell: (layers, kind) =>
    layers === 1 ? '1' : `${layers} ${kind === 'plain' ? 'pl.' : 'res.'}`,
  mostCells: (most) => `at most ${most} at once`,
  learningRate: 'Learning rate',
  steps: 'Training steps',
  seeds: 'Seeds',
  backend: 'Backend',
  scoreAxis: 'Test error (bits per character); the axis does not begin at 0',
  depthAxis: 'layers',
  baselines: {
    unigram: { long: (score) => `letter frequencies ${score}`, short: '1-gram' },
    bigram: { long: (score) => `bigrams ${score}`, short: '2-gram' },
    trigram: { long: (score) => `trigrams ${score}`, short: '3-gram' },
    fourgram: { long: (score) => `4-grams ${score}`, short: '4-gram' },
  },
  gradientRow: 'Gradient norm at layer 1 before training, median',
  panel: {
    recorded: 'Test error while training, recorded runs of the chosen stacks',
    live: 'Test error while training, your run',
  },
  stepAxis: 'training steps',
  ghost: 'grey: recorded, rates tuned',
  chartLabel: (source) =>
    `Test error in bits per character of LSTM language models with 1, 2, 4, 6 and 8 layers, plain and residual${source === 'live' ? ', recorded runs and the one trained here' : ', recorded runs'}, beside four n-gram models; below, their learning curves. The table holds the numbers.`,
  dataTable: 'Final test errors as a table (bits per character)',
  table: { stack: 'Stack', rate: 'Rate', median: 'Median', range: 'Range', runs: 'Runs' },
  diverged: 'diverged',
  verdict: ({ kind, all, mixed }) => {
    const parts = (['beats', 'between', 'stuck'] as const)
      .filter((which) => all[which].length > 0)
      .map((which) => {
        const layers = all[which];
        return `${layersText(layers)} ${outcome(which, layers.length === 1 && layers[0] === 1)}`;
      });
    for (const { layers, runs, counts } of mixed) {
      const split = (['beats', 'between', 'stuck'] as const)
        .filter((which) => counts[which] > 0)
        .map((which) => `${counts[which]} ${outcome(which, counts[which] === 1)}`);
      parts.push(`of ${runs} runs with ${layersText([layers])} ${split.join(', ')}`);
    }
    return `${kind === 'plain' ? 'Plain' : 'Residual'}: ${parts.join('; ')}.`;
  },
  recordedFacts: ({
    runs: [fewest, most],
    total,
    plateau,
    cap,
    diverged,
    steps,
    patience,
    gain,
    best,
  }) => [
    `Best median: ${bits(best.median)} bits, ${best.layers === 1 ? '1 layer' : `${best.layers} layers, ${best.kind}`}.`,
    `${fewest === most ? `${most}` : `${fewest} to ${most}`} ${most === 1 ? 'seed' : 'seeds'} for each stack, ${total} runs: ${plateau} ended at their plateau (no gain of ${formatSetting(gain)} bits in ${formatCount(patience)} steps on text kept for that), ${cap} at the cap of ${formatCount(steps)} steps${diverged > 0 ? `, ${diverged} diverged` : ''}.`,
  ],
  liveFacts: (steps, rate, recordedSteps) =>
    `A short run of ${formatCount(steps)} steps at the rate ${rate} for all; the recorded ones went on for up to ${formatCount(recordedSteps)} steps, so slow does not yet mean failed.`,
  running: 'The result is stated when every model has finished.',
  stopped: (step) =>
    `The run ended at step ${formatCount(step)}, before its last, so no result is stated.`,
  shown: 'shown: recorded',
  provenance: (engine) => `Made with ${engine} by`,
  command: 'npm run experiments depth-sweep',
  rateChanged: (step) => `learning rate changed at step ${formatCount(step)}`,
  sentenceGap: ' ',
  tuning: (one, four, steps) =>
    `The tuning runs of the sweep show it. At the rates ${list(one.map(({ rate }) => rate))} one layer got down to ${list(one.map(({ score }) => score))} bits per character within ${formatCount(steps)} updates, four plain layers to ${list(four.map(({ score }) => score))} (validation, one seed).`,
  results: {
    label: 'Recorded results of the depth sweep',
    layers: 'Layers',
    parameters: 'Parameters',
    kind: 'Stack',
    score: 'Test error, bits',
    overfit: 'Test − training',
    gradient: 'Gradient at layer 1',
    rate: 'Rate',
  },
};
