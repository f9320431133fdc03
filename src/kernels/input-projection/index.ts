/** Z = X·W + b of all time steps at once. */
import { wgslKernel } from '../kernel.ts';
import { STEP_WGSL } from '../step/index.ts';
import { TILE_WGSL } from '../tile/index.ts';
import text from './input-projection.wgsl?raw';

/** Workgroups: tiles of [T·B, 4H], and models · directions. */
export const inputProjection = wgslKernel(
  'input-projection',
  [STEP_WGSL, TILE_WGSL, text],
  ['step', 'inputs', 'embedding', 'weights', 'gates'],
);
