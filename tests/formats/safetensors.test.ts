/** Files that are right come back unchanged; files that are not are refused with the reason, whatever they hold. */
import { describe, expect, it } from 'vitest';
import { readSafetensors, SafetensorsError, writeSafetensors } from '#formats/safetensors.ts';
import type { Tensor } from '#formats/safetensors.ts';
import { createRng } from '#math/rng.ts';
import { mutateSafetensors } from './mutate.ts';

const bytesOf = (header: string | Uint8Array, data = new Uint8Array(0), length?: bigint) => {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const file = new Uint8Array(8 + text.length + data.length);
  new DataView(file.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  file.set(text, 8);
  file.set(data, 8 + text.length);
  return file;
};
/** A header of one F32 tensor `a`, changed here and there. */
const one = (changes: object = {}) =>
  JSON.stringify({ a: { dtype: 'F32', shape: [2], data_offsets: [0, 8], ...changes } });
const zeros = (length: number) => new Uint8Array(length);

const tensors = new Map<string, Tensor>([
  ['layer1.kernel', { shape: [2, 3], data: Float32Array.of(1, -2, 3.5, 0, 1e-30, 6) }],
  ['Überschrift "两层"', { shape: [], data: Float64Array.of(Math.PI) }],
  ['steps', { shape: [3], data: Int32Array.of(-1, 0, 2 ** 31 - 1) }],
  ['seed', { shape: [1], data: Uint32Array.of(2 ** 32 - 1) }],
  ['bytes', { shape: [1, 3], data: Uint8Array.of(0, 127, 255) }],
]);
const metadata = new Map([
  ['format', 'strata'],
  ['"quoted"', 'line\nbreak \\ 层'],
]);

describe('a file', () => {
  it('comes back as it was written', () => {
    const read = readSafetensors(writeSafetensors(tensors, metadata));
    expect(read.metadata).toEqual(metadata);
    expect(read.tensors.size).toBe(tensors.size);
    for (const [name, tensor] of tensors) expect(read.tensors.get(name)).toEqual(tensor);
  });

  it('comes back from a Buffer, too, whose `slice` shares memory', () => {
    const file = writeSafetensors(tensors, metadata);
    const pooled = Buffer.concat([zeros(5), file]).subarray(5);
    for (const [name, tensor] of readSafetensors(pooled).tensors)
      expect(tensor).toEqual(tensors.get(name));
  });

  it('is laid out as the format says', () => {
    const file = writeSafetensors(new Map([['a', { shape: [1], data: Float32Array.of(1) }]]));
    const length = Number(new DataView(file.buffer).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    expect(new TextDecoder().decode(file.subarray(8, 8 + length)).trimEnd()).toBe(
      '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}',
    );
    expect([...file.subarray(8 + length)]).toEqual([0, 0, 0x80, 0x3f]);
  });

  it('may lie anywhere in a buffer, and hold nothing', () => {
    const file = writeSafetensors(tensors);
    const shifted = new Uint8Array(file.length + 3);
    shifted.set(file, 3);
    expect(readSafetensors(shifted.subarray(3)).tensors.get('seed')).toEqual(tensors.get('seed'));
    expect(readSafetensors(bytesOf('{}')).tensors.size).toBe(0);
    expect(readSafetensors(bytesOf('{ } \n')).tensors.size).toBe(0);
  });

  it('is not written from what could not be read', () => {
    const write = (name: string, shape: number[], data: Tensor['data']) => () =>
      writeSafetensors(new Map([[name, { shape, data }]]));
    expect(write('a', [3], new Float32Array(2))).toThrow('a must be [3], got 2 numbers');
    expect(write('a', [0], new Float32Array(0))).toThrow('a.shape must be of 1 or more');
    expect(write('a', [1], Float32Array.of(NaN))).toThrow('a must be finite numbers, got NaN');
    expect(write('__proto__', [1], new Float32Array(1))).toThrow('without __proto__');
    expect(write('a', Array<number>(9).fill(1), new Float32Array(1))).toThrow('at most 8 numbers');
  });
});

const HUGE = 2 ** 53 - 1;
const refused: [what: string, file: Uint8Array, message: string][] = [
  ['nothing', zeros(0), 'file must be 10…268435456 bytes, got 0'],
  [
    'a header longer than the file',
    bytesOf('{}', zeros(4), 7n),
    'header length must be 2…6 bytes, got 7',
  ],
  [
    'a header of 2⁶⁴ − 1 bytes',
    bytesOf('{}', zeros(0), 2n ** 64n - 1n),
    'got 18446744073709551615',
  ],
  ['a header longer than a MiB', bytesOf(`{}${' '.repeat(2 ** 20)}`), '2…1048576 bytes'],
  ['another first byte', bytesOf(' {}'), 'header must be begun by {'],
  ['bytes that are no UTF-8', bytesOf(Uint8Array.of(0x7b, 0xff, 0x7d)), 'header must be UTF-8'],
  ['text after the object', bytesOf('{}{}'), 'header must be one object'],
  ['a list', bytesOf('{"a":[]}'), 'a must be an object'],
  ['a hole', bytesOf(one({ data_offsets: [4, 12] }), zeros(12)), 'a.data_offsets must be from 0'],
  ['trailing bytes', bytesOf(one(), zeros(9)), 'data must be 8 bytes, as the tensors say, got 9'],
  ['a tensor beyond the end', bytesOf(one(), zeros(7)), 'to at most 7, got 0 to 8'],
  ['an end before the beginning', bytesOf(one({ data_offsets: [0, 0] })), 'got 0 to 0'],
  [
    'a negative offset',
    bytesOf(one({ data_offsets: [-8, 0] })),
    'must be whole numbers from 0, got -8',
  ],
  ['a fraction', bytesOf(one({ shape: [2.5] }), zeros(8)), 'a.shape must be whole numbers'],
  ['an exponent', bytesOf('{"a":{"shape":[1e3]'), 'a.shape must be whole numbers'],
  ['an offset above 2⁵³', bytesOf(`{"a":{"shape":[9007199254740992]`), 'below 2⁵³'],
  ['offsets that do not fit the shape', bytesOf(one({ shape: [3] }), zeros(8)), '12 bytes apart'],
  [
    'a shape of 2¹⁰⁶',
    bytesOf(one({ shape: [HUGE, HUGE] }), zeros(8)),
    'a.shape must be of 1 or more',
  ],
  ['an empty dimension', bytesOf(one({ shape: [0] }), zeros(8)), 'a.shape must be of 1 or more'],
  [
    'nine dimensions',
    bytesOf(one({ shape: Array(9).fill(1) }), zeros(8)),
    'at most 8 numbers long',
  ],
  [
    'a type from the prototype',
    bytesOf(one({ dtype: 'constructor' }), zeros(8)),
    'got constructor',
  ],
  ['half precision', bytesOf(one({ dtype: 'F16' }), zeros(8)), 'F64, F32, I32, U32, U8, got F16'],
  [
    'a number that is none',
    bytesOf(one(), Uint8Array.of(0, 0, 0xc0, 0x7f, 0, 0, 0, 0)),
    'a must be finite',
  ],
  [
    'an unknown key',
    bytesOf(one({ extra: 1 }), zeros(8)),
    'a must be dtype, shape and data_offsets',
  ],
  [
    'a missing key',
    bytesOf('{"a":{"dtype":"F32","shape":[]}}'),
    'dtype, shape and two data_offsets',
  ],
  [
    'a name given twice',
    bytesOf(`${one().slice(0, -1)},${one().slice(1)}`, zeros(8)),
    'header.a must be there once',
  ],
  [
    'a name given twice, once escaped',
    bytesOf(`${one().slice(0, -1)},${one().slice(1).replace('"a"', '"\\u0061"')}`, zeros(8)),
    'there once',
  ],
  ['a key given twice', bytesOf('{"a":{"dtype":"F32","dtype":"F64"'), 'a.dtype must be there once'],
  [
    '__proto__',
    bytesOf(one().replace('"a"', '"__proto__"'), zeros(8)),
    'header must be without __proto__',
  ],
  ['__proto__ in the metadata', bytesOf('{"__metadata__":{"__proto__":"x"}}'), 'without __proto__'],
  [
    'metadata that is no text',
    bytesOf('{"__metadata__":{"a":1}}'),
    '__metadata__.a must be a text',
  ],
  ['a comma at the end', bytesOf('{"__metadata__":{},}'), 'a name in header must be a text'],
  ['a line break in a name', bytesOf('{"a\n":{}}'), 'a name in header must be a text'],
  ['a text of a million characters', bytesOf(`{"${'x'.repeat(1_000_000)}":{}}`), 'at most 65536'],
  [
    'a text that does not end',
    bytesOf(`{"${'\\\\'.repeat(1000)}`),
    'a name in header must be a text',
  ],
  ['an object that is not closed', bytesOf('{"a":{"dtype":"F32"'), 'a must be closed by }'],
];

describe('what is refused', () => {
  it.each(refused)('%s', (_, file, message) => {
    let error: unknown;
    try {
      readSafetensors(file);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(SafetensorsError);
    expect((error as Error).message).toContain(message);
    expect((error as Error).message.length).toBeLessThan(300);
  });

  it('two tensors in one place', () => {
    const overlapping = JSON.stringify({
      a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
      b: { dtype: 'F32', shape: [2], data_offsets: [4, 12] },
    });
    expect(() => readSafetensors(bytesOf(overlapping, zeros(12)))).toThrow(
      'b.data_offsets must be from 8, to at most 12, got 4 to 12',
    );
  });

  it('more tensors than there may be', () => {
    const many = Array.from(
      { length: 4097 },
      (_, n) => `"${n}":{"dtype":"U8","shape":[],"data_offsets":[${n},${n + 1}]}`,
    );
    expect(() => readSafetensors(bytesOf(`{${many.join(',')}}`, zeros(4097)))).toThrow(
      'at most 4096',
    );
  });

  it('names are cut where they are repeated', () => {
    const name = 'x'.repeat(10_000);
    expect(() => readSafetensors(bytesOf(`{"${name}":[]}`))).toThrow(/^x{79}… must be an object/);
  });
});

const MUTANTS = 120_000;
const SEED = 20261125;
describe(`${MUTANTS} mutants of a file, seed ${SEED}`, () => {
  it('are read, or refused with a SafetensorsError', () => {
    const random = createRng(SEED);
    const below = (n: number) => Math.floor(random.uniform() * n);
    const original = writeSafetensors(tensors, metadata);
    const surprises: unknown[] = [];
    let read = 0;
    for (let mutant = 0; mutant < MUTANTS; mutant++) {
      const file = mutateSafetensors(original, below);
      try {
        readSafetensors(file);
        read++;
      } catch (error) {
        if (!(error instanceof SafetensorsError)) surprises.push(error);
      }
    }
    expect(surprises).toEqual([]);
    // Both happen: a fuzzer that never gets in, or is never refused, tests nothing.
    expect(read).toBeGreaterThan(MUTANTS / 100);
    expect(read).toBeLessThan(MUTANTS / 2);
    expect(Object.hasOwn(Object.prototype, 'dtype')).toBe(false);
  });
});
