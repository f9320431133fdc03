/** Backpropagation through time of one layer. */
import { ACTIVATIONS_WGSL } from '../activations/index.ts';
import { wgslKernel } from '../kernel.ts';
import { MASK_WGSL, STEP_WGSL } from '../step/index.ts';
import text from './lstm-backward.wgsl?raw';

/** Workgroups and `rows` as forwards; two rows a thread take all of the 16 KiB that every device has. */
export const lstmBackward = (rows: 1 | 2) =>
  wgslKernel(
    `lstm-backward-${rows}`,
    [`const ROWS = ${rows}u;`, STEP_WGSL, MASK_WGSL, ACTIVATIONS_WGSL, text],
    ['step', 'mask', 'transposed', 'gates', 'states', 'dOutputs', 'dState', 'inspected'],
  );
