/** From what is shown to what the chart draws and says. */
import type { TimeChartInput, UnitTimes } from '#viz/time-scale-chart.ts';
import { MEASURE, METRICS, type ScaleMetric, type Settings } from './demo.ts';
import { compareLayers, type ModelScales } from './measure.ts';
import type { Scales } from './scales.svelte.ts';
import type { ScaleStrings } from './strings.ts';

/** The measures that have a panel. */
export const shownMetrics = ({ show }: Pick<Settings, 'show'>): readonly ScaleMetric[] =>
  METRICS.filter((metric) => show === 'both' || show === metric);

const timesOf = (scales: ModelScales, metric: ScaleMetric): UnitTimes =>
  scales.map((layer) => layer[metric]);

/** What to draw. */
export function chartInput({
  settings,
  models,
  shownLive,
}: Pick<Scales, 'settings' | 'models' | 'shownLive'>): TimeChartInput {
  return {
    layers: settings.layers,
    seed: settings.seed,
    panels: shownMetrics(settings).map((metric) => ({
      id: metric,
      models: models.map(({ seed, scales }) => ({ seed, times: timesOf(scales, metric) })),
      live: shownLive && timesOf(shownLive.scales, metric),
      ceiling: metric === 'autocorrelation' ? MEASURE.maxLag : undefined,
    })),
  };
}

/** What stands over the panels. */
export const titles = (
  { settings, models }: Pick<Scales, 'settings' | 'models'>,
  strings: ScaleStrings,
): { title: string; verdict: string }[] =>
  shownMetrics(settings).map((metric) => ({
    title: strings.metrics[metric],
    verdict: strings.verdict(
      compareLayers(
        models.map(({ scales }) => scales),
        metric,
      ),
      settings.layers,
    ),
  }));
