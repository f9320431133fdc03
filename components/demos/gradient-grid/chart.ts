/** From what is shown to the words of the drawing. */
import type { GradientChartStrings } from '#components/charts/gradient-strings.ts';
import type { ControlStrings } from '#components/controls/strings.ts';
import { formatSeeds, formatSetting } from '#viz/format.ts';
import { seedsOf, type Shown } from './demo.ts';
import type { Grid } from './grid.svelte.ts';
import { readoutRows } from './readout.ts';
import type { GridStrings } from './strings.ts';

/** What to write on the drawing. */
export function chartStrings(
  { settings, source, updates, map }: Shown,
  of: 'h' | 'c',
  strings: GridStrings,
): GradientChartStrings {
  const trains = updates !== undefined;
  const rows = map[of].length > 0 ? of : 'h';
  return {
    label: strings.chartLabel(settings.layers, source),
    mapTitle: strings.mapTitle(rows, trains),
    nowTitle: strings.nowTitle,
    curveTitle: strings.curveTitle(trains),
    lagAxis: strings.lagAxis,
    row: (id) => (id === 'input' ? strings.input : strings.layer(Number(id))),
    curves: {
      stack: trains ? strings.layer(1) : strings.stack(settings.layers),
      single: strings.stack(1),
      top: strings.layer(settings.layers),
      guide: strings.guide,
      rate: strings.rate,
    },
    fit: strings.fit,
  };
}

/** What screen readers are told of a measurement. */
export function announcement(shown: Shown, strings: GridStrings): string {
  const rows = readoutRows(shown, strings);
  const [stack] = rows;
  const single = rows.find(({ id }) => id === 'single');
  return stack
    ? strings.announce(stack.name, stack.slope, single ? `${single.name}: ${single.slope}` : '')
    : '';
}

/** Lines under a saved drawing: what it shows and where it was computed. */
export function noteLines(grid: Grid, strings: GridStrings, controls: ControlStrings): string[] {
  const { shown, recorded, probe, run } = grid;
  const { settings, source, updates } = shown;
  const backend = updates === undefined ? (probe.answer?.backend ?? 'wasm') : run.backend;
  const date = source === 'recorded' ? recorded.date : new Date().toISOString().slice(0, 10);
  return [
    [
      strings.name,
      strings.stack(settings.layers),
      strings.weightsOptions[settings.weights],
      `${strings.bias} ${formatSetting(settings.bias)}`,
      strings.linksOptions[settings.links],
      ...(updates === undefined ? [] : [strings.updates(updates)]),
    ].join(' · '),
    [
      controls.badge[source === 'recorded' ? 'recorded' : 'live'],
      date,
      ...(backend ? [controls.backends[backend]] : []),
      `${controls.seeds} ${updates === undefined ? formatSeeds(seedsOf(settings)) : '1'}`,
      'Strata',
    ].join(' · '),
  ];
}
