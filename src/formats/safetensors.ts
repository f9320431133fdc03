/**
 * Named arrays in a file: the safetensors format (github.com/huggingface/safetensors, README).
 *
 *   8 bytes N, little-endian · N bytes of JSON, padded with spaces · the numbers, little-endian, without gaps
 *
 * The reader trusts nothing: a file may come from anybody. Whatever is wrong becomes a SafetensorsError that names it.
 */
import {
  HEADER_LIMITS,
  parseHeader,
  SafetensorsError,
  type HeaderEntry,
} from './safetensors-header.ts';

export { SafetensorsError };

/** Largest file and header in bytes. */
export const FILE_LIMITS = { file: 256 * 2 ** 20, header: 2 ** 20 } as const;

/** The element types that are read and written; half precision and the rest are refused. */
const ARRAYS = {
  F64: Float64Array,
  F32: Float32Array,
  I32: Int32Array,
  U32: Uint32Array,
  U8: Uint8Array,
} as const;

export type Dtype = keyof typeof ARRAYS;
export type TensorData = Float64Array | Float32Array | Int32Array | Uint32Array | Uint8Array;

export interface Tensor {
  /** Dimensions of 1 or more, at most 8 of them; none for a single number. */
  readonly shape: readonly number[];
  /** Row-major, as long as the product of the shape. */
  readonly data: TensorData;
}

export interface Tensors {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: ReadonlyMap<string, string>;
}

const LENGTH_BYTES = 8;
const ALIGNMENT = 8;

/**
 * Reads a whole file. The arrays are copies.
 * @throws SafetensorsError, and nothing else, when the file is too long, its header is not what it should be, tensors
 *   overlap or leave holes, a type is not among those above, or a number is not finite.
 */
export function readSafetensors(file: Uint8Array): Tensors {
  const { text, data } = splitFile(file);
  const { metadata, entries } = parseHeader(text);
  checkTiling(entries, data.length);
  const tensors = new Map<string, Tensor>();
  for (const [name, entry] of entries) tensors.set(name, readTensor(name, entry, data));
  return { tensors, metadata };
}

function splitFile(file: Uint8Array): { text: string; data: Uint8Array } {
  const { length } = file;
  if (length < LENGTH_BYTES + 2 || length > FILE_LIMITS.file)
    throw new SafetensorsError('file', `10…${FILE_LIMITS.file} bytes`, length);
  const view = new DataView(file.buffer, file.byteOffset, LENGTH_BYTES);
  const size = view.getBigUint64(0, true);
  const most = Math.min(FILE_LIMITS.header, length - LENGTH_BYTES);
  if (size < 2n || size > BigInt(most))
    throw new SafetensorsError('header length', `2…${most} bytes`, size);
  const end = LENGTH_BYTES + Number(size);
  const header = file.subarray(LENGTH_BYTES, end);
  if (header[0] !== 0x7b) throw new SafetensorsError('header', 'begun by {');
  try {
    // A byte order mark is not skipped, so that it is an error below.
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(header);
    return { text, data: file.subarray(end) };
  } catch {
    throw new SafetensorsError('header', 'UTF-8');
  }
}

/** Sorted by place, tensors must follow each other from the first byte to the last. */
function checkTiling(entries: ReadonlyMap<string, HeaderEntry>, length: number): void {
  if (entries.size > HEADER_LIMITS.tensors)
    throw new SafetensorsError('number of tensors', `at most ${HEADER_LIMITS.tensors}`);
  const sorted = [...entries].toSorted(([, a], [, b]) => a.offsets[0] - b.offsets[0]);
  let expected = 0;
  for (const [name, { offsets }] of sorted) {
    const [begin, end] = offsets;
    if (begin !== expected || end <= begin || end > length)
      throw new SafetensorsError(
        `${name}.data_offsets`,
        `from ${expected}, to at most ${length}`,
        `${begin} to ${end}`,
      );
    expected = end;
  }
  if (expected !== length)
    throw new SafetensorsError('data', `${expected} bytes, as the tensors say`, length);
}

function readTensor(
  name: string,
  { dtype, shape, offsets }: HeaderEntry,
  data: Uint8Array,
): Tensor {
  if (!Object.hasOwn(ARRAYS, dtype))
    throw new SafetensorsError(`${name}.dtype`, Object.keys(ARRAYS).join(', '), dtype);
  const Type = ARRAYS[dtype as Dtype];
  const [begin, end] = offsets;
  const count = countOf(name, shape);
  if (count * Type.BYTES_PER_ELEMENT !== end - begin)
    throw new SafetensorsError(
      `${name}.data_offsets`,
      `${count * Type.BYTES_PER_ELEMENT} bytes apart for shape [${shape.join(', ')}]`,
      end - begin,
    );
  // A copy begins at a multiple of every element's size, wherever the tensor lies; a Buffer's `slice` is none.
  const values = new Type(new Uint8Array(data.subarray(begin, end)).buffer);
  checkFinite(name, values);
  return { shape, data: values };
}

/** @throws SafetensorsError for an empty dimension, or a product that no file can hold. */
function countOf(name: string, shape: readonly number[]): number {
  let count = 1;
  for (const dimension of shape) {
    count *= dimension;
    if (!(Number.isSafeInteger(dimension) && dimension >= 1 && count <= FILE_LIMITS.file))
      throw new SafetensorsError(`${name}.shape`, 'of 1 or more, within a file', shape.join(', '));
  }
  return count;
}

function checkFinite(name: string, values: TensorData): void {
  if (!(values instanceof Float32Array || values instanceof Float64Array)) return;
  for (const value of values)
    if (!Number.isFinite(value)) throw new SafetensorsError(name, 'finite numbers', value);
}

/**
 * Writes a file that `readSafetensors` accepts: wide elements first, so that every tensor is aligned.
 * @throws SafetensorsError as `readSafetensors` for whatever it would refuse.
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: ReadonlyMap<string, string> = new Map(),
): Uint8Array {
  const sorted = [...tensors].toSorted(
    ([, a], [, b]) => b.data.BYTES_PER_ELEMENT - a.data.BYTES_PER_ELEMENT,
  );
  const parts: string[] = [];
  if (metadata.size > 0) parts.push(`"__metadata__":${textObject(metadata)}`);
  let at = 0;
  for (const [name, { shape, data }] of sorted) {
    if (countOf(name, shape) !== data.length)
      throw new SafetensorsError(name, `[${shape.join(', ')}]`, `${data.length} numbers`);
    checkFinite(name, data);
    const offsets = [at, (at += data.byteLength)];
    parts.push(
      `${JSON.stringify(name)}:${JSON.stringify({ dtype: dtypeOf(name, data), shape, data_offsets: offsets })}`,
    );
  }
  const header = new TextEncoder().encode(`{${parts.join(',')}}`);
  const padded = Math.ceil(header.length / ALIGNMENT) * ALIGNMENT;
  const file = new Uint8Array(LENGTH_BYTES + padded + at).fill(0x20, 0, LENGTH_BYTES + padded);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.set(header, LENGTH_BYTES);
  at = LENGTH_BYTES + padded;
  for (const [, { data }] of sorted) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  // Its own reader has the last word on names, limits and sizes.
  const { text } = splitFile(file);
  parseHeader(text);
  return file;
}

const textObject = (texts: ReadonlyMap<string, string>): string =>
  `{${[...texts].map(([name, text]) => `${JSON.stringify(name)}:${JSON.stringify(text)}`).join(',')}}`;

function dtypeOf(name: string, data: TensorData): Dtype {
  for (const [dtype, Type] of Object.entries(ARRAYS))
    if (data instanceof Type) return dtype as Dtype;
  throw new SafetensorsError(name, `an array of ${Object.keys(ARRAYS).join(', ')}`);
}
