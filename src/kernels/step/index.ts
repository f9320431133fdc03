/** Shared parts of the kernels: the shape of the batch, what changes from step to step, and which steps are real. */
import maskText from './mask.wgsl?raw';
import stepText from './step.wgsl?raw';

/** `struct Step`, for a uniform binding named `step`. */
export const STEP_WGSL = stepText;
/** `isReal` and `lastStep`; needs STEP_WGSL and bindings `step` and `mask`. */
export const MASK_WGSL = maskText;

/** Models that one dispatch can hold: the length of the array in `Step`. */
export const MAX_MODELS = 64;
/** Bytes of `Step`: eight words, then four for each model. */
export const STEP_BYTES = 32 + 16 * MAX_MODELS;
/** Values of `masking`. */
export const MASKING = { none: 0, lengths: 1, steps: 2 } as const;
