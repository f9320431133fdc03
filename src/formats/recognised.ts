/** What is known of a file of weights once it has been read. */
import type { LayoutId } from './layouts.ts';
import type { StackWeights } from './lstm-weights.ts';

/** The kinds of files that are read. */
export type FileFormat = 'safetensors' | 'onnx' | 'keras-weights' | 'keras-archive';

export interface Recognised {
  readonly format: FileFormat;
  /** Layout in which the file holds the weights. */
  readonly layout: LayoutId;
  readonly stack: StackWeights;
  /** What the layers are called in the file: module prefix, layer or node names. */
  readonly names: readonly string[];
  /** Tensors, layers or nodes that are not LSTM weights and are left out. */
  readonly ignored: readonly string[];
}

/** Largest file that is read, bytes: in memory its numbers take eight bytes each, several times over. */
export const LARGEST_FILE = 64 * 2 ** 20;
