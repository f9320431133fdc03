/** Counts and memory as the calculator prints them; the same digits in both languages. */
import { formatCount } from '#viz/format.ts';

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raised = (exponent: number): string =>
  [...String(exponent)].map((digit) => SUPERSCRIPT[Number(digit)]).join('');

/** A count in full up to twelve digits, where every digit is right; beyond, four of them: `2.577 × 10¹⁷`. */
export function formatLarge(count: number): string {
  if (count < 1e12) return formatCount(count);
  const [digits = '', exponent = ''] = count.toExponential(3).split('e');
  return `${digits} × 10${raised(Number(exponent))}`;
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Memory to three significant digits in powers of 1000: `920 bytes`, `3.58 MB`. */
export function formatBytes(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  const digits = power === 0 || value >= 999.5 ? formatCount(value) : value.toPrecision(3);
  return `${digits} ${UNITS[power]}`;
}
