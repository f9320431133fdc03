/** The numbers and the name of what the duel shows. Loaded when the reader asks for a file. */
import { countParameters } from '#model/parameters.ts';
import { curvesToCsv, summariesToCsv } from '#viz/csv.ts';
import { shownSeeds } from './chart.ts';
import { DEMO_ID } from './demo.ts';
import type { Shown } from './duel.svelte.ts';

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
