/** English words of the time scales. */
import { formatPercent, formatScore } from '#viz/format.ts';
import { majority } from './measure.ts';
import type { ScaleStrings } from './strings.ts';

export const en: ScaleStrings = {
  name: 'Time scales',
  instruction:
    'Change the task, the measure or the weights and see which layer is slower, and in how many of the seeds.',
  task: 'Task',
  taskNames: {
    'char-lm': 'Characters of a novel',
    'multi-sine': 'Superimposed sine waves',
    'dyck-2': 'Brackets (Dyck-2)',
  },
  show: 'Measure',
  showOptions: { both: 'Both', forget: 'Forget gate', autocorrelation: 'Autocorrelation' },
  weights: 'Weights',
  states: { trained: 'Trained', untrained: 'Untrained' },
  layers: 'Layers',
  layersOption: (layers) => layers,
  seed: 'Seed picked out',
  backend: 'Backend',
  metrics: {
    forget: 'Forget-gate time constant, steps',
    autocorrelation: 'Autocorrelation time, steps',
  },
  metricShort: { forget: 'Forget gate', autocorrelation: 'Autocorrelation' },
  layer: (number) => `layer ${number}`,
  ceiling: '32 steps or more',
  verdict: ({ slower, faster, models }, layers) => {
    const top = `Layer ${layers}`;
    if (slower === 0 && faster === 0) return `Level in all ${models} seeds`;
    if (slower >= faster)
      return `${top} slower in ${slower} of ${models} seeds${faster > 0 ? `, faster in ${faster}` : ''}`;
    return `${top} faster in ${faster} of ${models} seeds${slower > 0 ? `, slower in ${slower}` : ''}`;
  },
  cell: (comparison) => {
    const { slower, faster, models } = comparison;
    const level = models - slower - faster;
    return {
      slower: `slower ${slower}/${models}`,
      faster: `faster ${faster}/${models}`,
      level: `level ${level}/${models}`,
      mixed: 'mixed',
    }[majority(comparison)];
  },
  cellLabel: (task, metric, state, verdict) => `${task}, ${metric}, ${state}: ${verdict}`,
  overview: 'The upper layer against the lower one',
  overviewHint:
    'In how many seeds the upper layer is slower or faster, and the median ratio of the layers’ medians. Press a cell to see its seeds.',
  ratio: (ratio) => `× ${ratio.toPrecision(2)}`,
  chartLabel: (task, state, source, seeds) =>
    `Time scales of the units of each layer, task “${task}”, ${state}, ${seeds} recorded seeds${source === 'live' ? ' and one model trained here' : ''}. The verdict over each panel and the table below hold the numbers.`,
  liveKey: 'trained here',
  liveVerdict: (metric, bottom, top, how) =>
    `${metric}: ${bottom} steps below, ${top} above; the upper layer is ${how === 'level' ? 'level' : how}.`,
  measured: (seed, step, sequences, final) =>
    `Your run, seed ${seed}, ${final ? 'measured' : 'so far'} after ${step} updates on ${sequences} ${sequences === 1 ? 'sequence' : 'sequences'}.`,
  untrainedLive:
    'Your run is hidden while untrained weights are shown: seed for seed, they are the weights it began with.',
  steps: formatScore,
  shown: 'shown: recorded',
  provenance: (engine) => `Made with ${engine} by`,
  command: 'npm run experiments time-scales',
  score: {
    bits: (score) => `median test error ${score.toFixed(2)} bits per character`,
    mse: (score) => `median test error (MSE) ${score.toPrecision(2)}`,
    accuracy: (score) => `median test accuracy ${formatPercent(score)}`,
  },
};
