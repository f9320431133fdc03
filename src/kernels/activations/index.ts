/** Shared part: `activate` and `safeTanh`. */
import text from './activations.wgsl?raw';

export const ACTIVATIONS_WGSL = text;
