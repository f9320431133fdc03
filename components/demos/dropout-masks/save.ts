/** The numbers and the name of the masks shown. Loaded when the reader asks for a file. */
import { tableToCsv } from '#viz/csv.ts';
import { DEMO_ID, type Settings } from './demo.ts';
import { GATES, type Framework, placesOf } from './masks.ts';

/** The file's name without its ending. */
export const fileName = ({ argument, layers, p, mode, seed, update }: Settings): string =>
  `${DEMO_ID}-${argument}-${layers}-layers-p${p}-${mode}-seed${seed}-update${update}`;

/** One line for each factor: `into` is a layer's number or `output`; `gate` is empty where all gates share the mask. */
export function masksCsv(settings: Settings): string {
  const rows = (['pytorch', 'keras'] as const satisfies Framework[]).flatMap((framework) =>
    placesOf(framework, settings).flatMap(({ layer, way, masks }) =>
      masks.flatMap((mask, gate) =>
        mask.flatMap((factors, unit) =>
          factors.map((factor, step) => [
            framework,
            layer > settings.layers ? 'output' : layer,
            way === 'up' ? 'from below' : 'from the step before',
            way === 'on' ? (GATES[gate] ?? '') : '',
            unit + 1,
            step + 1,
            factor,
          ]),
        ),
      ),
    ),
  );
  return tableToCsv(['framework', 'into', 'place', 'gate', 'unit', 'step', 'factor'], rows);
}
