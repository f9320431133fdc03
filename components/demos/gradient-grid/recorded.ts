/** The recorded maps that the demo opens with, as the page carries them. */
import type { GradientMap } from '#model/gradient-map.ts';
import { DEFAULTS, type Settings } from './demo.ts';

/** A file of `npm run experiments gradient-grid`. */
export interface RecordedGrid {
  readonly date: string;
  readonly engine: { readonly version: string; readonly runtime: string };
  readonly config: { readonly layers: readonly number[]; readonly seeds: readonly number[] };
  /** In the order of the layers. */
  readonly result: { readonly maps: readonly GradientMap[] };
}

/** Its part for the settings with which the demo opens. */
export interface RecordedStart {
  readonly date: string;
  /** Version and runtime that made it. */
  readonly engine: string;
  readonly map: GradientMap;
  readonly single: GradientMap;
}

/** @throws RangeError when the file lacks the stack. */
export function recordedStart(
  { date, engine, config, result }: RecordedGrid,
  { layers }: Pick<Settings, 'layers'> = DEFAULTS,
): RecordedStart {
  const of = (count: number): GradientMap => {
    const map = result.maps[config.layers.indexOf(count)];
    if (map === undefined) throw new RangeError(`layers must be recorded, got ${count}`);
    return map;
  };
  return {
    date,
    engine: `Strata ${engine.version}, ${engine.runtime}`,
    map: of(layers),
    single: of(1),
  };
}
