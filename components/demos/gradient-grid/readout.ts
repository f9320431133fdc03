/** The numbers under the drawing, as text. */
import { log10Sigmoid } from '#math/decay.ts';
import { mean } from '#math/statistics.ts';
import { slopeOf } from '#model/gradient-map.ts';
import { formatScore, formatSetting } from '#viz/format.ts';
import type { Shown } from './demo.ts';
import type { GridStrings } from './strings.ts';

/** A slope with its sign: `−0.072`, `+0.011`, `0.000`. */
export function formatSlope(slope: number): string {
  if (!Number.isFinite(slope)) return '–';
  const digits = Math.abs(slope).toFixed(3);
  return `${Number(digits) === 0 ? '' : slope < 0 ? '−' : '+'}${digits}`;
}

const size = (log10: number | undefined): string =>
  log10 === undefined || !Number.isFinite(log10) ? '–' : formatScore(10 ** log10);

export interface ReadoutRow {
  readonly id: 'stack' | 'single' | 'top' | 'rate';
  readonly name: string;
  readonly slope: string;
  /** Lowest and highest slope of the seeds; empty for a single one. */
  readonly range: string;
  readonly now: string;
  readonly far: string;
}

/** The lag of the last column. */
export const farLag = ({ updates }: Pick<Shown, 'updates'>): number =>
  updates === undefined ? 50 : 40;

/** The table's rows, the stack first. */
export function readoutRows(shown: Shown, strings: GridStrings): ReadoutRow[] {
  const { map, single, settings, updates, gates } = shown;
  const far = farLag(shown);
  const row = (
    id: ReadoutRow['id'],
    name: string,
    curve: readonly number[],
    slopes: readonly number[],
  ): ReadoutRow => ({
    id,
    name,
    slope: formatSlope(mean(slopes)),
    range:
      slopes.length > 1
        ? strings.readout.range(formatSlope(Math.min(...slopes)), formatSlope(Math.max(...slopes)))
        : '',
    now: size(curve[0]),
    far: size(curve[far]),
  });
  const alone = (name: string, log10: number): ReadoutRow => ({
    id: 'rate',
    name,
    slope: formatSlope(log10),
    range: '',
    now: '',
    far: '',
  });
  if (updates !== undefined) {
    const top = map.h.at(-1) ?? [];
    return [
      row('stack', strings.layer(1), map.h[0] ?? [], map.slopes),
      ...(map.h.length > 1 ? [row('top', strings.layer(map.h.length), top, [slopeOf(top)])] : []),
      alone(strings.readout.slowest, Math.log10(Math.max(...gates))),
    ];
  }
  return [
    row('stack', strings.stack(settings.layers), map.input, map.slopes),
    ...(single ? [row('single', strings.stack(1), single.input, single.slopes)] : []),
    alone(
      strings.readout.gate(formatSetting(settings.bias).replace('-', '−')),
      log10Sigmoid(settings.bias),
    ),
  ];
}
