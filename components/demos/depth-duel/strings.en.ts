/** English words of the depth duel. */
import {
  formatCount,
  formatDifference,
  formatPercent,
  formatScore,
  formatSetting,
} from '#viz/format.ts';
import { english } from './result.en.ts';
import type { DuelStrings } from './strings.ts';

export const en: DuelStrings = {
  name: 'Depth duel',
  instruction:
    'Train one layer against two on the same sequences, and see whether five seeds can tell them apart.',
  task: 'Task',
  taskNames: {
    adding: 'Adding problem',
    'temporal-order': 'Temporal order',
    'mackey-glass': 'Mackey-Glass series',
  },
  taskOption: (name, length) => `${name}, ${length} steps`,
  keep: 'Keep equal',
  keepOptions: { parameters: 'Parameters', width: 'Width' },
  learningRate: 'Learning rate',
  seeds: 'Seeds',
  units: 'Units of the one layer',
  length: 'Sequence length',
  steps: 'Training steps',
  backend: 'Backend',
  arms: { one: 'one layer', two: 'two layers' },
  one: 'One layer',
  two: { parameters: 'Two layers, equal parameters', width: 'Two layers, equal width' },
  notRun: (name) => `${name} (not run)`,
  table: {
    caption: 'Parameters and time of both arms',
    arm: 'Arm',
    units: 'Units',
    layer: (number) => `Layer ${number}`,
    head: 'Head',
    parameters: 'Parameters',
    against: 'against one layer',
    share: 'Share of the largest',
    pace: 'ms/step',
  },
  mismatch: (one, two, share) =>
    `${formatCount(one)} parameters against ${formatCount(two)}: a difference of ${formatDifference(share)}.`,
  unfair: (better) =>
    ` That is more than 3%, so part of any gap may come from size.${better === undefined ? '' : ` With ${better} units it would be within 2%.`}`,
  unequal: (factor) =>
    ` At equal width two layers hold ${factor.toFixed(2)} times the parameters of one, so a gap may come from size rather than depth.`,
  scoreAxis: {
    mse: 'Test error (MSE), log scale',
    nrmse: 'Test error (NRMSE), log scale',
    accuracy: 'Test accuracy, linear scale',
  },
  finals: { lower: 'Final error per seed, bar: median', higher: 'Final accuracy, bar: median' },
  latest: { lower: 'Latest error, bar: median', higher: 'Latest accuracy, bar: median' },
  stepAxis: 'training steps',
  diverged: 'diverged',
  baselines: {
    mean: (score) => `always predicting the mean: ${score}`,
    chance: (score) => `guessing: ${score}`,
    persistence: (score) => `repeating the last value: ${score}`,
    autoregression: (score) => `linear autoregression: ${score}`,
  },
  solved: {
    lower: (score) => `solved below ${score}`,
    higher: (score) => `solved above ${score}`,
  },
  score: (score, metric) => (metric === 'accuracy' ? formatPercent(score) : formatScore(score)),
  threshold: (score, metric) =>
    metric === 'accuracy' ? formatPercent(score) : formatSetting(score),
  ghost: 'grey: the recorded run',
  chartLabel: (task, seeds, source) =>
    `Learning curves of one and two LSTM layers on the task “${task}”, ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}, ${source === 'live' ? 'trained here' : 'recorded'}: test score over training steps, medians, simple baselines, and the final score of every seed. The table below holds the numbers.`,
  emptyChart: 'Nothing is recorded for these settings. Press Run to train them here.',
  dataTable: 'Final scores as a table',
  seed: 'Seed',
  finalScore: 'Final test score',
  shown: 'shown: recorded',
  provenance: (engine) => `Made with ${engine} by`,
  command: 'npm run experiments depth-duel',
  rateChanged: (step) => `learning rate changed at step ${formatCount(step)}`,
  running: 'The result is stated when every model has finished.',
  stopped: (step) =>
    `The run ended at step ${formatCount(step)}, before its last, so no result is stated.`,
  sentenceGap: ' ',
  result: english,
};
