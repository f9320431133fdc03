/** Handing arrays to another thread without copying them. */

/** The buffers of some arrays, each once, to be given away with a message; what is empty stays. */
export function buffersOf(arrays: readonly ArrayBufferView[]): ArrayBuffer[] {
  const buffers = arrays.map(({ buffer }) => buffer).filter(({ byteLength }) => byteLength > 0);
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer);
}

/** All typed arrays in a value made of plain objects and lists. */
export function arraysIn(value: unknown): ArrayBufferView[] {
  if (ArrayBuffer.isView(value)) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(arraysIn);
}
