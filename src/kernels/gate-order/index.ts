/** Between gate-interleaved weights and those of PyTorch and Keras. Entry points `interleave` and `separate`. */
import { wgslKernel } from '../kernel.ts';
import text from './gate-order.wgsl?raw';

export const interleaveGates = wgslKernel(
  'interleave-gates',
  [text],
  ['kernel', 'recurrent', 'bias', 'ours', 'transposed'],
);

export const separateGates = wgslKernel(
  'separate-gates',
  [text],
  ['kernel', 'recurrent', 'bias', 'ours'],
);

/** Workgroups for weights of [I + H + 1, 4H]. */
export const gateOrderGroups = (inputSize: number, hiddenSize: number): number =>
  Math.min(1024, Math.ceil(((inputSize + hiddenSize + 1) * 4 * hiddenSize) / 64));
