/** Numbers as the stepper prints them: two digits behind the point, a true minus, and no minus before 0.00. */

/** A value: `0.73`, `−0.04`, `4.99`. */
export function formatValue(value: number): string {
  const text = Math.abs(value).toFixed(2);
  return value < 0 && Number(text) > 0 ? `−${text}` : text;
}

/** A value in −1…1 with as few signs as its cell has room for: `.73`, `−.04`, `0`, `1`. */
export function formatShort(value: number): string {
  const text = formatValue(value);
  return /^−?[01]\.00$/.test(text) ? text.slice(0, -3) : text.replace('0.', '.');
}

/** A factor of a product: `0.73`, `(−0.04)`. */
export const formatFactor = (value: number): string => {
  const text = formatValue(value);
  return text.startsWith('−') ? `(${text})` : text;
};

/** A weight's size, without its sign: `8.0`, `0.25`. */
export const formatSize = (weight: number): string => {
  const text = Math.abs(weight).toFixed(2);
  return text.endsWith('0') ? text.slice(0, -1) : text;
};

/** A weight: `8.0`, `−0.25`. */
export const formatWeight = (weight: number): string =>
  weight < 0 && Number(formatSize(weight)) > 0 ? `−${formatSize(weight)}` : formatSize(weight);
