/** The numbers, the name and the small print of what the demo shows. Loaded when the reader asks for a file. */
import type { ControlStrings } from '#components/controls/strings.ts';
import { tableToCsv } from '#viz/csv.ts';
import { DEMO_ID } from './demo.ts';
import type { ModelScales } from './measure.ts';
import type { Scales } from './scales.svelte.ts';
import type { ScaleStrings } from './strings.ts';

type Shown = Pick<Scales, 'settings' | 'models' | 'shownLive'>;

/** The file's name without its ending. */
export const fileName = ({ settings: { task, layers, state } }: Shown): string =>
  `${DEMO_ID}-${task}-${layers}-layers-${state}`;

/** One line a unit: the recorded models and, where there is one, that trained here. */
export function scalesCsv({ settings, models, shownLive }: Shown): string {
  const rows = (source: string, seed: number, scales: ModelScales) =>
    scales.flatMap(({ forget, autocorrelation }, layer) =>
      forget.map((time, unit) => [
        settings.task,
        settings.state,
        source,
        seed,
        layer + 1,
        unit + 1,
        time ?? '',
        autocorrelation[unit] ?? '',
      ]),
    );
  return tableToCsv(
    [
      'task',
      'weights',
      'source',
      'seed',
      'layer',
      'unit',
      'forget_gate_time_constant_steps',
      'autocorrelation_time_steps',
    ],
    [
      ...models.flatMap(({ seed, scales }) => rows('recorded', seed, scales)),
      ...(shownLive ? rows('live', shownLive.of.seed, shownLive.scales) : []),
    ],
  );
}

/** Lines under a saved drawing: what it shows and where it was computed. */
export const noteLines = (
  scales: Scales,
  strings: ScaleStrings,
  controls: ControlStrings,
): string[] => {
  const { settings, models, shownLive, recorded, run } = scales;
  return [
    [
      strings.name,
      strings.taskNames[settings.task],
      strings.states[settings.state],
      `${strings.layers} ${settings.layers}`,
    ].join(' · '),
    [
      controls.badge.recorded,
      recorded.date,
      controls.backends.wasm,
      `${controls.seeds} ${models.length}`,
      ...(shownLive && run.backend ? [controls.badge.live, controls.backends[run.backend]] : []),
      'Strata',
    ].join(' · '),
  ];
};
