/** Parts of the squared norm of the whole gradient. */
import { wgslKernel } from '../kernel.ts';
import { STEP_WGSL } from '../step/index.ts';
import text from './gradient-norm.wgsl?raw';

/** Parts of ‖g‖² a model, and workgroups at most. */
export const NORM_PARTS = 64;

/** Workgroups: at most NORM_PARTS, models. */
export const gradientNorm = wgslKernel(
  'gradient-norm',
  [STEP_WGSL, text],
  ['step', 'gradient', 'squares'],
);
