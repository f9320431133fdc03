/** How scores and gradients of the sweep are written; the same digits in both languages. */
import { formatPower } from '#viz/format.ts';

/** Bits a character: `2.57`. */
export const bits = (score: number): string => score.toFixed(2);

/** The norm of a gradient in two digits: `0.49`, `0.0039`, `3.1·10⁻⁶`. */
export function gradient(norm: number): string {
  if (norm === 0) return '0';
  if (norm >= 0.001) return norm.toPrecision(2);
  const [digits = '', exponent = ''] = norm.toExponential(1).split('e');
  return `${digits}·${formatPower(Number(exponent)).replace('0.0001', '10⁻⁴').replace('0.001', '10⁻³')}`;
}

/** The lowest and the highest of some scores, `2.53–2.61`; runs that diverged are left out. */
export function range(scores: readonly (number | null)[]): string {
  const finite = scores.filter((score) => score !== null);
  const [low, high] = [bits(Math.min(...finite)), bits(Math.max(...finite))];
  return finite.length === 0 ? '–' : low === high ? low : `${low}–${high}`;
}
