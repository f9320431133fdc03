/** Adam or SGD over all weights. */
import { wgslKernel } from '../kernel.ts';
import { STEP_WGSL } from '../step/index.ts';
import text from './optimizer.wgsl?raw';

/** Workgroups: any number, models. */
export const optimizerUpdate = wgslKernel(
  'optimizer',
  [STEP_WGSL, text],
  ['step', 'gradient', 'squares', 'parameters', 'moment1', 'moment2', 'transposed'],
);
