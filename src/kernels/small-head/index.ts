/** Head, loss and their gradients in one dispatch, for the last step and few outputs. */
import { wgslKernel } from '../kernel.ts';
import { MASK_WGSL, STEP_WGSL } from '../step/index.ts';
import text from './small-head.wgsl?raw';

/** Outputs that it can have. */
export const SMALL_HEAD_OUTPUTS = 64;

/** Workgroups: models. */
export const smallHead = wgslKernel(
  'small-head',
  [STEP_WGSL, MASK_WGSL, text],
  ['step', 'mask', 'states', 'weights', 'targets', 'outputs', 'dStates', 'gradient', 'losses'],
);
