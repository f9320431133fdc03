/** The numbers, the name and the small print of what the probe shows. Loaded when the reader asks for a file. */
import { tableToCsv } from '#viz/csv.ts';
import { DEMO_ID } from './demo.ts';
import { featureOf } from './features.ts';
import type { ProbeView } from './probe.svelte.ts';
import type { ProbeStrings } from './strings.ts';

/** The file's name without its ending. */
export const fileName = ({ model, feature, value }: ProbeView): string =>
  `${DEMO_ID}-${model}-${feature}-${value}`;

/** One line a step: the symbol, the feature, and the state of every unit. */
export function probeCsv({ text, feature, reading, value }: ProbeView): string {
  const wanted = featureOf(feature, [...text]);
  const states = reading[value];
  const names = states.flatMap((units, layer) =>
    units.map((_, unit) => `unit_${layer + 1}.${unit + 1}`),
  );
  return tableToCsv(
    ['step', 'symbol', feature, ...names],
    [...text].map((symbol, t) => [
      t + 1,
      symbol,
      Number.isNaN(wanted[t]) ? '' : (wanted[t] ?? ''),
      ...states.flatMap((units) =>
        units.map((values) => Number((values[t] ?? NaN).toPrecision(6))),
      ),
    ]),
  );
}

/** Lines under a saved drawing: what it shows and where it was computed. */
export const noteLines = (view: ProbeView, unit: string, strings: ProbeStrings): string[] => {
  const r = view.ranking.find((one) => one.unit === unit)?.r ?? null;
  return [
    [strings.name, strings.models[view.model], strings.valuesInFull[view.value]].join(' · '),
    [
      strings.features[view.feature],
      strings.trace(unit, strings.r(r)),
      strings.shown,
      'Strata',
    ].join(' · '),
  ];
};
