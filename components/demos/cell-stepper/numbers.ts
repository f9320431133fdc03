/** Numbers as the stepper prints them: two digits behind the point, a true minus, and no minus before 0.00. */

/** A value: `0.73`, `−0.04`, `4.99`. */
export function formatValue(value: number): string {
  const text = Math.abs(value).toFixed(2);
  return value < 0 && Number(text) > 0 ? `−${text}` : text;
}

/** A weight's size, without its sign: `8.0`, `0.25`. */
export const formatSize = (weight: number): string => {
  const text = Math.abs(weight).toFixed(2);
  return text.endsWith('0') ? text.slice(0, -1) : text;
};

/** A weight: `8.0`, `−0.25`. */
export const formatWeight = (weight: number): string =>
  weight < 0 && Number(formatSize(weight)) > 0 ? `−${formatSize(weight)}` : formatSize(weight);
