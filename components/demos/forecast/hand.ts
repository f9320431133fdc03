/** Hands over a forecaster that was trained on the page. Loaded when the reader asks for one. */
import type { HandedModel } from '#formats/model-files.ts';
import { torchTensors } from '#formats/torch-weights.ts';
import type { ForecastPlan, Trained } from '#train/forecast-protocol.ts';
import type { Settings } from './demo.ts';

/** @param ran what was trained, on which series, by which engine */
export function handForecaster(
  { layers, seed, direct, recursive, model }: Trained,
  ran: {
    readonly series: Settings['series'];
    readonly options: ForecastPlan['options'];
    readonly engine: string;
  },
): HandedModel {
  const { spec, parameters, step, scaler, trend, windows } = model;
  const { window, horizon, log } = ran.options;
  const count = windows.length / window;
  const last = (told: Float64Array): number[] => [...told.slice(-count * horizon)];
  return {
    origin: {
      name: `${ran.series}-${layers}-layer-seed-${seed}`,
      task: ran.series,
      arm: `${layers}-layer`,
      seed,
      network: { kind: 'lstm', spec },
      page: { kind: 'forecast', log, trend, window, horizon },
      engine: ran.engine,
    },
    numbers: async () => ({
      weights: torchTensors(spec, parameters),
      step,
      test: {
        inputs: { shape: [count, window], data: windows },
        // As drawn: all steps at once, then step by step.
        outputs: {
          shape: [2, count, horizon],
          data: Float64Array.of(...last(direct.drawn), ...last(recursive.drawn)),
        },
      },
      texts: { 'scaler.mean': String(scaler.mean), 'scaler.deviation': String(scaler.deviation) },
    }),
  };
}
