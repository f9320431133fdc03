/** What a slider with a number field accepts, and how a place on the slider becomes a number. */

/** A number that a reader may set; both ends included. */
export interface NumberRange {
  readonly min: number;
  readonly max: number;
  /** Whole numbers only. */
  readonly whole: boolean;
  /** Equal distances on the slider are equal ratios; needs `min` above 0. */
  readonly log: boolean;
  /** Distance of the slider's places, counted from `min`; 1 when left out. Typed numbers need not lie on them. */
  readonly step?: number;
}

export type Parsed =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly reason: 'not-a-number' | 'not-whole' | 'out-of-range' };

/** Reads what was typed: `0.01`, `1e-2`, `.5`, full-width digits; never throws. */
export function parseNumber(text: string, range: NumberRange): Parsed {
  const plain = text.normalize('NFKC').trim().replace(/^−/, '-');
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
  if (!Number.isFinite(value)) return { ok: false, reason: 'not-a-number' };
  if (value < range.min || value > range.max) return { ok: false, reason: 'out-of-range' };
  if (range.whole && !Number.isInteger(value)) return { ok: false, reason: 'not-whole' };
  return { ok: true, value };
}

/** Steps of a log slider from end to end. */
export const LOG_STEPS = 100;

/** Where the slider's thumb stands for a value: the value itself, or 0…`LOG_STEPS` on a log slider. */
export const toSlider = (value: number, { min, max, log }: NumberRange): number =>
  log ? Math.round((LOG_STEPS * Math.log(value / min)) / Math.log(max / min)) : value;

/** The value at a place on the slider; log sliders give two significant digits. */
export function fromSlider(place: number, { min, max, log, whole }: NumberRange): number {
  if (!log) return whole ? Math.round(place) : place;
  const value = Number((min * (max / min) ** (place / LOG_STEPS)).toPrecision(2));
  return Math.min(max, Math.max(min, whole ? Math.round(value) : value));
}
