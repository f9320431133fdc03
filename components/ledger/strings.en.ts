/** English words of a claim's run. */
import type { LedgerStrings } from './strings.ts';

const runs = (count: number): string => (count === 1 ? '1 seed' : `${count} seeds`);

export const en: LedgerStrings = {
  runYourself: 'Run it yourself',
  firstSeed: 'First seed',
  seeds: 'Seeds',
  badSeed: (typed, min, max) =>
    `First seed must be a whole number from ${min} to ${max}; got “${typed}”.`,
  overlap:
    'Some of these seeds are recorded ones. They repeat the record and are no second opinion.',
  score: {
    mse: 'Final test error (MSE), log scale',
    nrmse: 'Final test error (NRMSE), log scale',
    accuracy: 'Final test accuracy, linear scale',
    bits: 'Final test error (bits per character), linear scale',
  },
  arm: (layers, units, bidirectional) =>
    `${layers === 1 ? 'one layer' : layers === 2 ? 'two layers' : `${layers} layers`}${bidirectional ? ', both directions' : ''}, ${layers} × ${units}`,
  lanes: (recorded, live) =>
    `Hollow: recorded, ${runs(recorded)}.${live > 0 ? ` Filled: yours, ${runs(live)}.` : ''}`,
  band: (count) =>
    count === 1
      ? 'Bar: where 95% of single recorded runs lie.'
      : `Bar: where 95% of medians of ${count} recorded runs lie.`,
  label: ({ arms, recorded, live }) =>
    `Final test scores of ${arms.join(' and ')}: ${recorded} recorded${live > 0 ? `, ${live} of yours` : ''}. The sentences below hold the medians.`,
  dashed: (baseline) => `Dashed: ${baseline}.`,
  instruction:
    'Choose seeds of your own, train, and see whether they fall where the recorded ones did.',
  provenance: (seeds, date, engine) => `Recorded with seeds ${seeds} on ${date}, ${engine}.`,
  running: 'The result is stated when every model has finished.',
  outcome: (agrees, count) =>
    agrees
      ? `Your ${runs(count)} ${count === 1 ? 'agrees' : 'agree'} with the record.`
      : `Your ${runs(count)} ${count === 1 ? 'does' : 'do'} not agree with the record.`,
  armOutcome: (name, median, [low, high], { agrees }) =>
    `${name[0]?.toUpperCase()}${name.slice(1)}: your median ${median} lies ${agrees ? 'within' : 'outside'} ${low} to ${high}.`,
  diverged: 'diverged',
  caution:
    'By chance alone, five fresh seeds fall outside twenty recorded ones about once in ten times.',
  gap: ' ',
};
