/**
 * The joint loss of pixel error and structure: α·MSE + (1 − α)·(1 − SSIM); and the slip it is often written as,
 * α·MSE + (1 − α)·SSIM, whose minimum lies where the images are least alike.
 */
import type { Reals } from './image-filter.ts';
import { ssimTo, type Target } from './ssim.ts';

export interface JointLoss {
  /** Weight of MSE, 0…1. */
  readonly alpha: number;
  /** `dissimilarity`: 1 − SSIM; `literal`: SSIM itself, as in the slip. */
  readonly term: 'dissimilarity' | 'literal';
  /** The data range that SSIM is told, which is right or wrong; pixels are in 0…1. */
  readonly range: number;
}

/** @throws RangeError naming what is outside its range. */
export function checkJointLoss({ alpha, range }: JointLoss): void {
  if (!(alpha >= 0 && alpha <= 1)) throw new RangeError(`alpha must be 0…1, got ${alpha}`);
  if (!(range > 0)) throw new RangeError(`the data range must be above 0, got ${range}`);
}

export interface JointLossValue {
  readonly loss: number;
  readonly mse: number;
  /** By the range that the loss was told. */
  readonly ssim: number;
}

/** Mean squared difference. */
export function meanSquaredDifference(x: Reals, y: Reals): number {
  let squares = 0;
  for (let k = 0; k < x.length; k++) squares += (x[k]! - y[k]!) ** 2;
  return squares / x.length;
}

/**
 * The loss of an image against a target.
 * @param gradient of the image's size; the gradient with respect to `x` is written there.
 * @throws RangeError as `checkJointLoss` and `ssimTo`.
 */
export function jointLoss(
  x: Reals,
  target: Target,
  options: JointLoss,
  gradient: Reals,
): JointLossValue {
  checkJointLoss(options);
  const { alpha, term, range } = options;
  const { ssim } = ssimTo(x, target, range, gradient);
  const sign = term === 'dissimilarity' ? -1 : 1;
  const y = target.image;
  const [forSsim, forMse] = [sign * (1 - alpha), (2 * alpha) / x.length];
  for (let k = 0; k < x.length; k++)
    gradient[k] = forSsim * gradient[k]! + forMse * (x[k]! - y[k]!);
  const mse = meanSquaredDifference(x, y);
  const similarity = term === 'dissimilarity' ? 1 - ssim : ssim;
  return { loss: alpha * mse + (1 - alpha) * similarity, mse, ssim };
}
