/** The recurrence of one layer over the whole sequence. */
import { ACTIVATIONS_WGSL } from '../activations/index.ts';
import { DROPOUT_WGSL } from '../dropout/index.ts';
import { wgslKernel } from '../kernel.ts';
import { MASK_WGSL, STEP_WGSL } from '../step/index.ts';
import text from './lstm-forward.wgsl?raw';

/**
 * Workgroups: rows of the batch / (threadRows · rows), directions, models.
 * @param rows of the batch that one thread takes: more share each weight that is read, fewer fill more threads.
 */
export const lstmForward = (rows: 1 | 2) =>
  wgslKernel(
    `lstm-forward-${rows}`,
    [`const ROWS = ${rows}u;`, STEP_WGSL, MASK_WGSL, ACTIVATIONS_WGSL, DROPOUT_WGSL, text],
    [
      'step',
      'keys',
      'mask',
      'initial',
      'weights',
      'gates',
      'states',
      'below',
      'outputs',
      'dropped',
    ],
  );
