/** F1 after each epoch as geometry: the curve of one training over those of recorded ones, on one axis from 0 to 1. */

export interface F1CurveInput {
  /** F1 after epochs 1, 2 …, 0…1; empty before the first. */
  readonly live: readonly number[];
  /** The same of recorded trainings. */
  readonly recorded: readonly (readonly number[])[];
  /** Right end of the axis, 1 or more. */
  readonly epochs: number;
}

export interface F1Curve {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly scoreTicks: readonly { readonly y: number; readonly label: string }[];
  readonly epochTicks: readonly { readonly x: number; readonly label: string }[];
  readonly recorded: readonly string[];
  readonly live: string;
  readonly dots: readonly { readonly x: number; readonly y: number; readonly score: number }[];
}

const BOX = { left: 34, top: 12, bottom: 38, height: 180 } as const;

/** @param width of the drawing, px. @throws RangeError for an F1 outside 0…1. */
export function layoutF1Curve({ live, recorded, epochs }: F1CurveInput, width: number): F1Curve {
  const [left, right] = [BOX.left, width - 10];
  const [top, bottom] = [BOX.top, BOX.height - BOX.bottom];
  const x = (epoch: number): number => left + ((right - left) * epoch) / Math.max(1, epochs);
  const y = (score: number): number => {
    if (!(score >= 0 && score <= 1)) throw new RangeError(`F1 must be 0…1, got ${score}`);
    return bottom - (bottom - top) * score;
  };
  const draw = (scores: readonly number[]): string =>
    scores
      .map((score, k) => `${k === 0 ? 'M' : 'L'}${x(k + 1).toFixed(1)} ${y(score).toFixed(1)}`)
      .join('');
  const every = Math.ceil(epochs / 6);
  return {
    width,
    height: BOX.height,
    left,
    right,
    bottom,
    scoreTicks: [0, 0.5, 1].map((score) => ({ y: y(score), label: String(score) })),
    epochTicks: Array.from({ length: epochs }, (_, k) => k + 1)
      .filter((epoch) => epoch % every === 0 || epoch === epochs)
      .map((epoch) => ({ x: x(epoch), label: String(epoch) })),
    recorded: recorded.map(draw),
    live: draw(live),
    dots: live.map((score, k) => ({ x: x(k + 1), y: y(score), score })),
  };
}
