/** The numbers and the name of what the duel shows. Loaded when the reader asks for a file. */
import { countParameters } from '#model/parameters.ts';
import { curvesToCsv } from '#viz/csv.ts';
import { DEMO_ID } from './demo.ts';
import type { Shown } from './duel.svelte.ts';

/** The file's name without its ending. */
export const fileName = ({ plan, source }: Shown): string =>
  `${DEMO_ID}-${plan.task}-${source}-seeds-${plan.seeds.join('-')}`;

/** The curves that are shown, with what each arm is. */
export function duelCsv({ plan, source, series }: Shown): string {
  const about = Object.fromEntries(
    plan.arms.map(({ id, spec }) => [
      id,
      {
        layers: spec.numLayers,
        units: spec.hiddenSize,
        parameters: countParameters(spec).total,
        task: plan.task,
        sequence_length: plan.sequenceLength,
        batch_size: plan.batchSize,
        learning_rate: plan.learningRate,
        source,
      },
    ]),
  );
  return curvesToCsv(series, about);
}
