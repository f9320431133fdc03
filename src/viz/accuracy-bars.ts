/** Shares of 0…1 as groups of horizontal bars from a common zero, each group under its name. */

export interface AccuracyBar {
  readonly share: number;
  readonly y: number;
  /** Baseline of the text beside it. */
  readonly middle: number;
  readonly width: number;
  readonly height: number;
}

export interface AccuracyBars {
  readonly width: number;
  readonly height: number;
  readonly groups: readonly { readonly y: number; readonly bars: readonly AccuracyBar[] }[];
}

const [NAME, BAR, GAP, BETWEEN] = [18, 14, 5, 14];
/** What stands beside a full bar. */
const TEXT = 190;

/** @param width of the drawing, px. @throws RangeError for a share outside 0…1. */
export function accuracyBars(groups: readonly (readonly number[])[], width: number): AccuracyBars {
  const full = Math.max(80, width - TEXT);
  let y = 0;
  const drawn = groups.map((shares) => {
    const top = (y += NAME);
    const bars = shares.map((share) => {
      if (!(share >= 0 && share <= 1)) throw new RangeError(`share must be 0…1, got ${share}`);
      const bar = { share, y, middle: y + BAR - 3, width: share * full, height: BAR };
      y += BAR + GAP;
      return bar;
    });
    y += BETWEEN;
    return { y: top - 6, bars };
  });
  return { width, height: y - BETWEEN, groups: drawn };
}
