/** From a file of weights to another: recognise, write in a target layout, read back and compare. */
import { FormatError } from './format-error.ts';
import { readKerasArchive, writeKerasArchive } from './keras-archive.ts';
import { readKerasWeights, writeKerasWeights } from './keras-weights.ts';
import type { LayoutId } from './layouts.ts';
import type { StackForm, StackWeights } from './lstm-weights.ts';
import { readOnnx } from './onnx-read.ts';
import { writeOnnx } from './onnx-write.ts';
import { readNamed, readPytorch, writeNamed } from './pytorch-file.ts';
import { LARGEST_FILE, type Recognised } from './recognised.ts';
import { largestDifference } from './run-stack.ts';
import type { TargetId } from './targets.ts';
import { readTfjs, writeTfjs } from './tfjs-files.ts';

const HDF5_MAGIC = [0x89, 0x48, 0x44, 0x46];
const ZIP_MAGIC = [0x50, 0x4b, 0x03, 0x04];

/**
 * Reads a file, whatever its name: its first bytes say what it is.
 * @throws FormatError, and nothing else, when it cannot be read or holds no LSTM stack.
 */
export async function readWeights(file: Uint8Array): Promise<Recognised> {
  if (file.length > LARGEST_FILE)
    throw new FormatError('limit', 'the file', `at most ${LARGEST_FILE} bytes`, file.length);
  const begins = (magic: readonly number[]): boolean =>
    magic.every((byte, at) => file[at] === byte);
  if (begins(HDF5_MAGIC)) return readKerasWeights(file);
  if (begins(ZIP_MAGIC)) return readKerasArchive(file);
  // A pickle without zip begins with its protocol; torch.save did so before PyTorch 1.6.
  if (file[0] === 0x80 && (file[1] ?? 9) <= 5)
    throw new FormatError('pickle', 'the file', 'a format that holds numbers only', 'a pickle');
  if (file[8] === 0x7b) return readPytorch(file);
  // The first field of every ONNX model is its version, a small number.
  if (file[0] === 0x08) return readOnnx(file);
  throw new FormatError('unknown', 'the file', 'safetensors, ONNX, .keras or .weights.h5');
}

interface Target {
  readonly file: (name: string) => string;
  readonly write: (stack: StackWeights) => Uint8Array | Promise<Uint8Array>;
  readonly read: (file: Uint8Array, form: StackForm) => StackWeights | Promise<StackWeights>;
}

const named = (id: LayoutId): Target => ({
  file: (name) => `${name}.${id}.safetensors`,
  write: (stack) => writeNamed(stack, id),
  read: (file, form) => readNamed(file, id, form),
});

const TARGETS: Readonly<Record<TargetId, Target>> = {
  pytorch: {
    ...named('pytorch'),
    file: (name) => `${name}.safetensors`,
    read: (file) => readPytorch(file).stack,
  },
  keras: {
    file: (name) => `${name}.keras`,
    write: writeKerasArchive,
    read: async (file) => (await readKerasArchive(file)).stack,
  },
  'keras-weights': {
    file: (name) => `${name}.weights.h5`,
    write: writeKerasWeights,
    read: async (file) => (await readKerasWeights(file)).stack,
  },
  onnx: {
    file: (name) => `${name}.onnx`,
    write: writeOnnx,
    read: (file) => readOnnx(file).stack,
  },
  tfjs: { file: (name) => `${name}.tfjs.zip`, write: writeTfjs, read: readTfjs },
  coreml: named('coreml'),
  webnn: named('webnn'),
  'webnn-ifgo': named('webnn-ifgo'),
  cudnn: named('cudnn'),
};

export interface Converted {
  readonly name: string;
  readonly file: Uint8Array;
  /** Between the outputs of the weights as they came and of the file as it was read back. */
  readonly difference: number;
}

/**
 * Writes a stack for a target and checks the file by reading it.
 * @param name of the file, without its ending.
 * @throws FormatError of reason `target` when the target cannot hold the stack.
 */
export async function convert(
  stack: StackWeights,
  target: TargetId,
  name: string,
): Promise<Converted> {
  const { file: fileName, write, read } = TARGETS[target];
  const file = await write(stack);
  const back = await read(file, stack);
  return { name: fileName(name), file, difference: largestDifference(stack, back) };
}
