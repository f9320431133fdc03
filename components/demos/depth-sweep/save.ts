/** The numbers and the name of what the sweep shows. Loaded when the reader asks for a file. */
import { countParameters } from '#model/parameters.ts';
import { curvesToCsv } from '#viz/csv.ts';
import type { Series } from '#viz/series.ts';
import { cellOf, CELLS, DEMO_ID, specificationOf } from './cells.ts';
import { chartInput } from './chart.ts';
import type { Sweep } from './sweep.svelte.ts';

/** The file's name without its ending. */
export const fileName = ({ isLive }: Pick<Sweep, 'isLive'>): string =>
  `${DEMO_ID}-${isLive ? 'live' : 'recorded'}`;

/** The reader's curves, or those of all recorded runs, with what each stack is. */
export function sweepCsv(sweep: Sweep): string {
  const { recording, isLive, run } = sweep;
  const series: readonly Series[] = isLive ? chartInput(sweep).curves : recordedSeries(sweep);
  const about = Object.fromEntries(
    CELLS.map(({ id }) => {
      const spec = specificationOf(cellOf(id));
      const rate = isLive
        ? run.plan?.learningRate
        : recording.cells.find((cell) => cell.id === id)?.learningRate;
      return [
        id,
        {
          layers: spec.numLayers,
          units: spec.hiddenSize,
          parameters: countParameters(spec).total,
          learning_rate: rate ?? '',
          source: isLive ? 'live' : 'recorded',
        },
      ];
    }),
  );
  return curvesToCsv(series, about);
}

const recordedSeries = ({ recording }: Pick<Sweep, 'recording'>): Series[] =>
  recording.cells.flatMap(({ id, runs }) =>
    runs.map(({ seed, curve, stop }) => ({
      arm: id,
      seed,
      points: curve.map(([step, score]) => ({ step, score })),
      diverged: stop === 'diverged',
    })),
  );
