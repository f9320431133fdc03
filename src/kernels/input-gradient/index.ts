/** What a layer hands down. */
import { DROPOUT_WGSL } from '../dropout/index.ts';
import { wgslKernel } from '../kernel.ts';
import { MASK_WGSL, STEP_WGSL } from '../step/index.ts';
import { TILE_WGSL } from '../tile/index.ts';
import text from './input-gradient.wgsl?raw';

/** Workgroups: tiles of [T·B, I], and models. */
export const inputGradient = wgslKernel(
  'input-gradient',
  [STEP_WGSL, MASK_WGSL, DROPOUT_WGSL, TILE_WGSL, text],
  ['step', 'keys', 'mask', 'dGates', 'weights', 'dOutputs', 'dInputs'],
);
