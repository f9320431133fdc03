/** From a result to what the chart draws and says. */
import type { ScoreChartStrings } from '#components/charts/chart-strings.ts';
import type { ControlStrings } from '#components/controls/strings.ts';
import { formatSeeds } from '#viz/format.ts';
import type { ScoreChartInput } from '#viz/score-chart.ts';
import { ARMS } from './demo.ts';
import type { Duel, Shown } from './duel.svelte.ts';
import type { DuelStrings } from './strings.ts';
import { taskOf } from './tasks.ts';

/** Pixels that a curve's name takes, near enough to keep it clear of lines: 14 px semi-bold. */
const textWidth = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character > '\u2e80' ? 14.5 : 7.4), 4);

/** What to draw. */
export function chartInput(shown: Shown, strings: DuelStrings): ScoreChartInput {
  const { plan, series, ghost, baselines } = shown;
  return {
    series: series.filter(({ points }) => points.length > 0),
    ghost,
    arms: ARMS,
    metric: taskOf(plan.task).metric,
    steps: plan.steps,
    baselines,
    names: {
      width: Object.fromEntries(ARMS.map((arm) => [arm, textWidth(strings.arms[arm])])),
      height: 18,
    },
  };
}

/** `1 × 31`, `2 × 18`. */
export const armWidths = (shown: Shown): Record<string, string> =>
  Object.fromEntries(
    shown.plan.arms.map(({ id, spec }) => [id, `${spec.numLayers} × ${spec.hiddenSize}`]),
  );

/** What to write on it. */
export function chartStrings(shown: Shown, strings: DuelStrings): ScoreChartStrings {
  const { plan, baselines, source, ghost } = shown;
  const { metric } = taskOf(plan.task);
  const references = baselines.map(({ id, score }) => {
    const name = strings.baselines[id as keyof DuelStrings['baselines']];
    return [id, name(strings.score(score, metric.id))];
  });
  if (metric.solved !== undefined)
    references.push([
      'solved',
      strings.solved[metric.better](strings.threshold(metric.solved, metric.id)),
    ]);
  return {
    label: strings.chartLabel(
      strings.taskNames[plan.task],
      plan.seeds.length,
      source === 'recorded' ? 'recorded' : 'live',
    ),
    scoreAxis: strings.scoreAxis[metric.id],
    finals: (shown.source === 'live' && !shown.complete ? strings.latest : strings.finals)[
      metric.better
    ],
    stepAxis: strings.stepAxis,
    diverged: strings.diverged,
    arms: strings.arms,
    widths: armWidths(shown),
    references: Object.fromEntries(references),
    ghost: ghost.length > 0 ? strings.ghost : '',
  };
}

/** Lines under a saved drawing: what it shows and where it was computed. */
export function noteLines(duel: Duel, strings: DuelStrings, controls: ControlStrings): string[] {
  const { shown, recorded, run } = duel;
  const { plan, source } = shown;
  const widths = armWidths(shown);
  const backend = source === 'recorded' ? recorded.engine.backend : run.backend;
  const date = source === 'recorded' ? recorded.date : new Date().toISOString().slice(0, 10);
  return [
    [
      strings.name,
      strings.taskOption(strings.taskNames[plan.task], plan.sequenceLength),
      ARMS.map((arm) => widths[arm]).join(' / '),
      `${strings.learningRate} ${plan.learningRate}`,
    ].join(' · '),
    [
      controls.badge[source === 'recorded' ? 'recorded' : 'live'],
      date,
      ...(backend ? [controls.backends[backend]] : []),
      `${controls.seeds} ${formatSeeds(plan.seeds)}`,
      'Strata',
    ].join(' · '),
  ];
}
