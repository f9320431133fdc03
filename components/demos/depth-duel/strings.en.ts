/** English words of the depth duel. */
import {
  formatCount,
  formatDifference,
  formatPercent,
  formatScore,
  formatSetting,
} from '#viz/format.ts';
import { ARM_NAMES, english } from './result.en.ts';
import type { GuessScore } from './guess.ts';
import type { Pair } from './result-text.ts';
import type { DuelStrings } from './strings.ts';

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;

function guessScore({ guess, outcome, ahead, recorded }: GuessScore, pair: Pair): string {
  const said = {
    first: `${ARM_NAMES[pair.first]} better`,
    open: 'no clear difference',
    second: `${ARM_NAMES[pair.second]} better`,
  };
  const yours = `You guessed “${said[guess]}”.`;
  const twenty =
    recorded === undefined
      ? ''
      : recorded === 'right'
        ? ' The recorded seeds, which are enough, bear you out.'
        : ' The recorded seeds, which are enough, say otherwise.';
  if (outcome !== 'few')
    return `${yours} By the rule your own run ${outcome === 'right' ? 'bears you out' : 'says otherwise'}.${recorded === undefined || recorded === outcome ? '' : twenty}`;
  const lead =
    ahead === 'open'
      ? 'neither was ahead in your run'
      : `${ARM_NAMES[pair[ahead]]} came out ahead more often in your run`;
  return `${yours} It cannot be scored: ${lead}, but with so few seeds that may be chance.${twenty}`;
}

export const en: DuelStrings = {
  name: 'Depth duel',
  instruction:
    'Guess which model does better, train them on the same sequences, and see whether your seeds can tell them apart.',
  task: 'Task',
  taskNames: {
    adding: 'Adding problem',
    copy: 'Copy problem',
    'temporal-order': 'Temporal order',
    'dyck-2': 'Brackets (Dyck-2)',
    'multi-sine': 'Superimposed sine waves',
    'mackey-glass': 'Mackey-Glass series',
    'narma-10': 'NARMA-10 system',
    digits: 'Digits, row by row',
    'char-lm': 'Character language model',
  },
  taskOption: (name, length) => `${name}, ${length} steps`,
  keep: 'Keep equal',
  keepOptions: { parameters: 'Parameters', width: 'Width', time: 'Time' },
  compare: 'Compare',
  compareOption: (arms, fair) => (fair ? arms : `${arms} (no test of depth)`),
  learningRate: 'Learning rate',
  ownRate: (arm) => `Rate of ${arm}`,
  guess: 'Your guess, before Run',
  guessOptions: ({ first, second }) => ({
    first: `${first} better`,
    open: 'No clear difference',
    second: `${second} better`,
  }),
  guessScore,
  recordedBeside: (seeds) => `Recorded with ${seeds} seeds:`,
  flips: (wins, { first, second }) =>
    `Here the learning rate decides who is ahead. Recorded pairs won: ${wins
      .map(
        (one) =>
          `${one.first} by ${first} and ${one.second} by ${second} at ${formatSetting(one.learningRate)}`,
      )
      .join('; ')}.`,
  equalTime: (steps, date, measured) =>
    measured
      ? `Equal time: ${joined(steps)} steps, from ms/step measured once on ${date} at the task’s default sizes.`
      : 'The time of a step was not measured for this task, so all arms make equally many.',
  seeds: 'Seeds',
  units: 'Units of the one layer',
  length: 'Sequence length',
  steps: 'Training steps',
  backend: 'Backend',
  arms: ARM_NAMES,
  rows: {
    A: 'One layer',
    B: 'Two layers',
    C: 'Three layers',
    D: 'Two layers, equal width',
    E: 'One layer, D’s parameters',
    F: 'One bidirectional layer',
  },
  notRun: (name) => `${name} (not run)`,
  table: {
    caption: 'Parameters and time of the arms',
    arm: 'Arm',
    units: 'Units',
    layer: (number) => `Layer ${number}`,
    furtherLayers: 'Further layers',
    head: 'Head',
    headAndEmbedding: 'Head, embedding',
    parameters: 'Parameters',
    share: 'Share of the largest',
    pace: 'ms/step',
  },
  mismatch: (one, two, share, several) =>
    `${formatCount(one)} parameters against ${formatCount(two)}: ${several ? 'the largest difference is' : 'a difference of'} ${formatDifference(share)}.`,
  unfair: (better) =>
    ` That is more than 3%, so part of any gap may come from size.${better === undefined ? '' : ` With ${better} units it would be within 2%.`}`,
  unequal: (factor) =>
    ` At equal width two layers hold ${factor.toFixed(2)} times the parameters of one, so a gap may come from size rather than depth.`,
  scoreAxis: {
    mse: 'Test error (MSE), log scale',
    nrmse: 'Test error (NRMSE), log scale',
    accuracy: 'Test accuracy, linear scale',
    bits: 'Test error (bits per character), linear scale',
  },
  finals: { lower: 'Final error per seed, bar: median', higher: 'Final accuracy, bar: median' },
  latest: { lower: 'Latest error, bar: median', higher: 'Latest accuracy, bar: median' },
  stepAxis: 'training steps',
  diverged: 'diverged',
  baselines: {
    mean: (score) => `always predicting the mean: ${score}`,
    chance: (score) => `guessing: ${score}`,
    majority: (score) => `always the most frequent answer: ${score}`,
    counter: (score) => `counting brackets, not their kinds: ${score}`,
    persistence: (score) => `repeating the last value: ${score}`,
    autoregression: (score) => `linear autoregression: ${score}`,
    'linear-filter': (score) => `linear filter: ${score}`,
    volterra: (score) => `quadratic Volterra filter: ${score}`,
    'noise-floor': (score) => `the noise alone: ${score}`,
    'nearest-neighbour': (score) => `nearest neighbour: ${score}`,
    unigram: (score) => `letter frequencies: ${score}`,
    bigram: (score) => `bigrams: ${score}`,
    trigram: (score) => `trigrams: ${score}`,
  },
  solved: {
    lower: (score) => `solved below ${score}`,
    higher: (score) => `solved above ${score}`,
  },
  score: (score, metric) => (metric === 'accuracy' ? formatPercent(score) : formatScore(score)),
  threshold: (score, metric) =>
    metric === 'accuracy' ? formatPercent(score) : formatSetting(score),
  ghost: (seeds) => `grey: recorded, ${seeds} seeds`,
  chartLabel: (arms, task, seeds, source) =>
    `Learning curves of LSTMs with ${joined(arms)} on the task “${task}”, ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}, ${source === 'live' ? 'trained here' : 'recorded'}: test score over training steps, medians, simple baselines, and the final score of every seed. The table below holds the numbers.`,
  emptyChart: 'Nothing is recorded for these settings. Press Run to train them here.',
  dataTable: 'Final scores as a table',
  seed: 'Seed',
  finalScore: 'Final test score',
  shown: 'shown: recorded',
  provenance: (engine) => `Made with ${engine} by`,
  tunedRates: (rates) => `learning rate tuned for each arm: ${rates.join(', ')}`,
  command: 'npm run experiments -- depth-duel',
  rateChanged: (step) => `learning rate changed at step ${formatCount(step)}`,
  running: 'The result is stated when every model has finished.',
  stopped: (step) =>
    `The run ended at step ${formatCount(step)}, before its last, so no result is stated.`,
  sentenceGap: ' ',
  result: english,
};
