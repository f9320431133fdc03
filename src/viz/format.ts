/** Numbers as the figures print them; the same digits in both languages. */
import { format } from 'd3-format';

const grouped = format(',');
const twoDigits = format('.2r');
const threeDigits = format('.3~r');
const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A power of ten in the short form of an axis: `0.001`, `10⁻⁶`, `1,000`. */
export function formatPower(exponent: number): string {
  if (exponent >= 0) return grouped(10 ** exponent);
  if (exponent >= -4) return (10 ** exponent).toFixed(-exponent);
  return `10⁻${[...String(-exponent)].map((digit) => SUPERSCRIPT[Number(digit)]).join('')}`;
}

/** A score to two significant digits: `0.00038`, `0.17`; `2.4 × 10⁻⁷` below 1e-5; `diverged` scores are not numbers here. */
export function formatScore(score: number): string {
  if (score === 0) return '0';
  const size = Math.abs(score);
  if (size >= 1e-5) return size >= 100 ? grouped(Math.round(score)) : twoDigits(score);
  const exponent = Math.floor(Math.log10(size));
  return `${twoDigits(score / 10 ** exponent)} × ${formatPower(exponent)}`;
}

/** A whole number with thousands separated: `12,833`. */
export const formatCount = (count: number): string => grouped(Math.round(count));

/** A share as a percentage: `95%`; one decimal below 10 %. */
export const formatPercent = (share: number): string =>
  format(Math.abs(share) < 0.0995 && share !== 0 ? '.1~%' : '.0%')(share);

/** A signed difference as a percentage to one decimal: `+3.2%`, `−1.3%`, `0.0%` unsigned. */
export const formatDifference = (share: number): string =>
  Math.abs(share) < 0.0005 ? '0.0%' : format(Math.abs(share) >= 0.0995 ? '+.0%' : '+.1%')(share);

/** A ratio to two significant digits: `0.82×`, `1.0×`, `13×`. */
export const formatRatio = (ratio: number): string => `${formatScore(ratio)}×`;

/** A probability: `0.063`, `1`, `< 0.001`. */
export const formatProbability = (p: number): string =>
  p < 0.001 ? '< 0.001' : p >= 0.9995 ? '1' : twoDigits(p);

/** Milliseconds to two significant digits: `0.85`, `3.4`, `120`. */
export const formatMilliseconds = (ms: number): string =>
  ms >= 10 ? grouped(Math.round(ms)) : twoDigits(ms);

/** A setting as a reader would type it: `0.01`, `0.0003`, `50`. */
export const formatSetting = (value: number): string =>
  Number.isInteger(value) ? String(value) : threeDigits(value);
