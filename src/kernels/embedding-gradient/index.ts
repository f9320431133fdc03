/** Gradient of an embedding, gathered by tokens in a fixed order. */
import { wgslKernel } from '../kernel.ts';
import { STEP_WGSL } from '../step/index.ts';
import text from './embedding-gradient.wgsl?raw';

/** Workgroups: any number, models. */
export const embeddingGradient = wgslKernel(
  'embedding-gradient',
  [STEP_WGSL, text],
  ['step', 'order', 'dInputs', 'gradient'],
);
