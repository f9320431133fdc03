/** [dW; dU; db] of one layer. */
import { wgslKernel } from '../kernel.ts';
import { STEP_WGSL } from '../step/index.ts';
import { TILE_WGSL } from '../tile/index.ts';
import text from './weight-gradient.wgsl?raw';

/** Workgroups: tiles of [I + H + 1, 4H], and models · directions · splits. */
export const weightGradient = wgslKernel(
  'weight-gradient',
  [STEP_WGSL, TILE_WGSL, text],
  ['step', 'inputs', 'embedding', 'states', 'dGates', 'gradient'],
);
