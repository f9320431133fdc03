/** Damaged copies of files: what a fuzzer feeds to the readers. `below(n)` gives a random whole number in 0…n − 1. */
export type Below = (n: number) => number;

/** Pieces that take a mutant past the first checks more often than random bytes do. */
const PIECES = ['"', '{', '}', '[', ']', ',', ':', '0', '-1', '1e9', '9007199254740993', '\\u0000']
  .concat(['"__proto__"', '"dtype"', '"F16"', 'null', '"shape":[]', '"data_offsets":[0,4]', ' '])
  .map((text) => new TextEncoder().encode(text));

/** One to four changes: a byte, a bit, a piece put in or in place of others, bytes left out or repeated, an end. */
export function mutateSafetensors(original: Uint8Array, below: Below): Uint8Array {
  const view = new DataView(original.buffer, original.byteOffset);
  const headerEnd = 8 + Number(view.getBigUint64(0, true));
  let file = original.slice();
  for (let changes = 1 + below(4); changes > 0; changes--) {
    // Nine in ten hit the header, which is where a reader can go wrong.
    const at = below(below(10) === 0 ? file.length : Math.min(headerEnd, file.length));
    const kind = below(6);
    const piece = PIECES[below(PIECES.length)] ?? new Uint8Array(0);
    if (kind === 0) file[at] = below(256);
    else if (kind === 1) file[at] = (file[at] ?? 0) ^ (1 << below(8));
    else if (kind === 2) file.set(piece.subarray(0, file.length - at), at);
    else if (kind === 3) file = splice(file, at, at, piece);
    else if (kind === 4) file = splice(file, at, Math.min(file.length, at + 1 + below(8)));
    else file = splice(file, at, at, file.slice(at, at + below(40)));
    // Half of those whose length changed get a header length that fits again.
    if (kind >= 3 && file.length > 8 && below(2) === 0)
      new DataView(file.buffer).setBigUint64(
        0,
        BigInt(Math.max(0, headerEnd - 8 + file.length - original.length)),
        true,
      );
  }
  return file;
}

/** Numbers that lengths, counts and offsets of binary formats do badly with. */
const EXTREMES = [0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

/**
 * One to six changes to a binary file: a byte, a bit, a length, an extreme number of four or eight bytes, bytes left
 * out, repeated or copied elsewhere, an end. Half of them hit where the structure is: not the numbers.
 */
export function mutateBinary(original: Uint8Array, below: Below): Uint8Array {
  let file = original.slice();
  const structure = [...original].flatMap((byte, at) => (byte === 0 ? [at] : []));
  for (let changes = 1 + below(6); changes > 0; changes--) {
    const near = (structure[below(structure.length)] ?? 0) + below(5) - 2;
    const at = below(2) === 0 ? below(file.length) : Math.max(0, Math.min(file.length - 1, near));
    const kind = below(8);
    if (kind === 0) file[at] = below(256);
    else if (kind === 1) file[at] = (file[at] ?? 0) ^ (1 << below(8));
    else if (kind === 2) file[at] = (file[at] ?? 0) + below(5) - 2;
    else if (kind === 3 && file.length - at >= 8) {
      const view = new DataView(file.buffer);
      view.setUint32(at, EXTREMES[below(EXTREMES.length)] ?? 0, true);
      if (below(2) === 0) view.setUint32(at + 4, EXTREMES[below(EXTREMES.length)] ?? 0, true);
    } else if (kind === 4) file = splice(file, at, Math.min(file.length, at + 1 + below(16)));
    else if (kind === 5) file = splice(file, at, at, file.slice(at, at + below(40)));
    else if (kind === 6) file.copyWithin(at, below(file.length), file.length);
    else if (below(8) === 0) file = file.slice(0, at);
  }
  return file;
}

function splice(
  file: Uint8Array,
  from: number,
  to: number,
  insert = new Uint8Array(0),
): Uint8Array<ArrayBuffer> {
  const result = new Uint8Array(from + insert.length + file.length - to);
  result.set(file.subarray(0, from));
  result.set(insert, from);
  result.set(file.subarray(to), from + insert.length);
  return result;
}
