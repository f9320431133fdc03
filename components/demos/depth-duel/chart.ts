/** From a result to what the chart draws and says. */
import type { ScoreChartStrings } from '#components/charts/chart-strings.ts';
import type { Arm } from '#train/protocol.ts';
import type { ScoreChartInput } from '#viz/score-chart.ts';
import type { ArmId } from './arms.ts';
import type { Shown } from './duel.svelte.ts';
import type { DuelStrings } from './strings.ts';
import { taskOf } from './tasks.ts';

/** Pixels that a curve's name takes, near enough to keep it clear of lines: 14 px semi-bold. */
const textWidth = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character > '\u2e80' ? 14.5 : 7.4), 4);

/** The arms of what is shown, in order. */
export const armsOf = (shown: Shown): ArmId[] => shown.plan.arms.map(({ id }) => id as ArmId);

/** What to draw. */
export function chartInput(shown: Shown, strings: DuelStrings): ScoreChartInput {
  const { plan, series, summaries, ghost, baselines } = shown;
  const arms = armsOf(shown);
  return {
    series: series.filter(({ points }) => points.length > 0),
    ...(summaries && { summaries }),
    ghost,
    arms,
    metric: taskOf(plan.task).metric,
    steps: Math.max(...plan.arms.map(({ steps }) => steps ?? plan.steps)),
    ownSteps: Object.fromEntries(plan.arms.map(({ id, steps }) => [id, steps ?? plan.steps])),
    baselines,
    names: {
      width: Object.fromEntries(arms.map((arm) => [arm, textWidth(strings.arms[arm])])),
      height: 18,
    },
  };
}

/** `1 × 31`, `2 × 18`; with arrows both ways where it reads in both directions. */
export const widthOf = ({ spec }: Pick<Arm, 'spec'>): string =>
  `${spec.numLayers} × ${spec.hiddenSize}${spec.bidirectional ? ' ⇄' : ''}`;

/** The widths by arm. */
export const armWidths = (shown: Shown): Record<string, string> =>
  Object.fromEntries(shown.plan.arms.map((arm) => [arm.id, widthOf(arm)]));

/** The seeds of what is shown. */
export const shownSeeds = ({ plan, source, finals }: Shown): number[] =>
  source === 'recorded' ? [...new Set(finals.map(({ seed }) => seed))] : [...plan.seeds];

/** What to write on it. */
export function chartStrings(shown: Shown, strings: DuelStrings): ScoreChartStrings {
  const { plan, baselines, source, ghost } = shown;
  const { metric } = taskOf(plan.task);
  const references = baselines.map(({ id, score }) => {
    const name = strings.baselines[id as keyof DuelStrings['baselines']];
    return [id, name(strings.score(score, metric.id))];
  });
  if ('solved' in metric)
    references.push([
      'solved',
      strings.solved[metric.better](strings.threshold(metric.solved, metric.id)),
    ]);
  return {
    label: strings.chartLabel(
      armsOf(shown).map((arm) => strings.arms[arm]),
      strings.taskNames[plan.task],
      shownSeeds(shown).length,
      source === 'recorded' ? 'recorded' : 'live',
    ),
    scoreAxis: strings.scoreAxis[metric.id],
    finals: (source === 'live' && !shown.complete ? strings.latest : strings.finals)[metric.better],
    stepAxis: strings.stepAxis,
    diverged: strings.diverged,
    arms: strings.arms,
    widths: armWidths(shown),
    references: Object.fromEntries(references),
    ghost: ghost.length > 0 ? strings.ghost(Math.max(...ghost.map((g) => g.finals.length))) : '',
  };
}
