/** The numbers, the name and the note of what the duel shows. Loaded when the reader asks for a file. */
import type { ControlStrings } from '#components/controls/strings.ts';
import { countParameters } from '#model/parameters.ts';
import { curvesToCsv, summariesToCsv } from '#viz/csv.ts';
import { formatSeeds, formatSetting } from '#viz/format.ts';
import { armWidths, shownSeeds } from './chart.ts';
import { DEMO_ID } from './demo.ts';
import type { Duel, Shown } from './duel.svelte.ts';
import type { DuelStrings } from './strings.ts';

/** The file's name without its ending. */
export const fileName = (shown: Shown): string =>
  `${DEMO_ID}-${shown.plan.task}-${shown.source}-${shownSeeds(shown).length}-seeds`;

/** The curves that are shown, with what each arm is; of a recorded result the quartiles and the final scores. */
export function duelCsv({ plan, source, series, summaries }: Shown): string {
  const about = Object.fromEntries(
    plan.arms.map(({ id, spec, learningRate }) => [
      id,
      {
        layers: spec.numLayers,
        units: spec.hiddenSize,
        parameters: countParameters(spec).total,
        task: plan.task,
        sequence_length: plan.sequenceLength,
        batch_size: plan.batchSize,
        learning_rate: learningRate ?? plan.learningRate,
        source,
      },
    ]),
  );
  return summaries ? summariesToCsv(summaries, about) : curvesToCsv(series, about);
}

/** Lines under a saved drawing: what it shows and where it was computed. */
export function noteLines(duel: Duel, strings: DuelStrings, controls: ControlStrings): string[] {
  const { shown, record, run } = duel;
  const { plan, source } = shown;
  const recorded = source === 'recorded' ? record : undefined;
  const backend = recorded ? recorded.engine.backend : run.backend;
  const date = recorded ? recorded.date : new Date().toISOString().slice(0, 10);
  return [
    [
      strings.name,
      strings.taskOption(strings.taskNames[plan.task], plan.sequenceLength),
      Object.values(armWidths(shown)).join(' / '),
      `${strings.learningRate} ${ratesOf(plan).join(' / ')}`,
    ].join(' · '),
    [
      controls.badge[source === 'recorded' ? 'recorded' : 'live'],
      date,
      ...(backend ? [controls.backends[backend]] : []),
      `${controls.seeds} ${formatSeeds(shownSeeds(shown))}`,
      'Strata',
    ].join(' · '),
  ];
}

/** The learning rates of the arms: one where all have the same. */
const ratesOf = ({ arms, learningRate }: Shown['plan']): string[] => [
  ...new Set(arms.map((arm) => formatSetting(arm.learningRate ?? learningRate))),
];
