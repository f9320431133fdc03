/** Shared part: `dropoutFactor`; needs bindings `step` and `keys`. */
import text from './dropout.wgsl?raw';

export const DROPOUT_WGSL = text;
/** Bytes of a `keys` binding: a word for each model that one dispatch can hold. */
export const KEYS_BYTES = 256;
