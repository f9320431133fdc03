/** Numbers as the figures print them; the same digits in both languages. */

const grouping = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A whole number with thousands separated: `12,833`. */
export const formatCount = (count: number): string => grouping.format(count);

/** A power of ten in the short form of an axis: `0.001`, `10⁻⁶`, `1,000`. */
export function formatPower(exponent: number): string {
  if (exponent >= 0) return formatCount(10 ** exponent);
  if (exponent >= -4) return (10 ** exponent).toFixed(-exponent);
  return `10⁻${[...String(-exponent)].map((digit) => SUPERSCRIPT[Number(digit)]).join('')}`;
}

/** A score to two significant digits: `0.00038`, `0.17`, `1.0`, `12,345`; `2.4 × 10⁻⁷` below 1e-5. */
export function formatScore(score: number): string {
  if (score === 0) return '0';
  const size = Math.abs(score);
  if (size >= 99.5) return formatCount(score);
  if (size >= 1e-5) return score.toPrecision(2);
  const [digits = '', exponent = ''] = score.toExponential(1).split('e');
  return `${digits} × ${formatPower(Number(exponent))}`;
}

/** A share as a percentage: `95%`; one decimal below 10 %, unless it is zero. */
export function formatPercent(share: number): string {
  const percent = 100 * share;
  return `${Math.abs(percent) < 9.95 ? Number(percent.toFixed(1)) : Math.round(percent)}%`;
}

/** A signed difference as a percentage: `+3.2%`, `−1.2%`, `+184%`, `0.0%` unsigned. */
export function formatDifference(share: number): string {
  const size = Math.abs(100 * share);
  const digits = size >= 9.95 ? String(Math.round(size)) : size.toFixed(1);
  const sign = Number(digits) === 0 ? '' : share > 0 ? '+' : '−';
  return `${sign}${digits}%`;
}

/** A probability: `0.063`, `1`, `< 0.001`. */
export const formatProbability = (p: number): string =>
  p < 0.001 ? '< 0.001' : p >= 0.9995 ? '1' : p.toPrecision(2);

/** Milliseconds to two significant digits: `0.85`, `3.4`, `120`. */
export const formatMilliseconds = (ms: number): string =>
  ms >= 9.95 ? formatCount(ms) : ms.toPrecision(2);

/** A setting as a reader would type it: `0.01`, `0.0003`, `50`. */
export const formatSetting = (value: number): string => String(Number(value.toPrecision(6)));

/** `1–5`, `1`: consecutive seeds in short. */
export const formatSeeds = (seeds: readonly number[]): string =>
  seeds.length > 1 ? `${seeds[0]}–${seeds.at(-1)}` : String(seeds[0] ?? '–');
