/**
 * The header of a safetensors file: JSON, but of one shape only, so it is read by a parser that knows no other.
 * `JSON.parse` would let a name stand twice, and `__proto__` through; here either is an error, and names end in maps.
 *
 *   { "__metadata__": { name: text, … }, tensor: { "dtype": text, "shape": [n, …], "data_offsets": [begin, end] }, … }
 */
import { FormatError } from './format-error.ts';

/** Most tensors, dimensions of a tensor, and entries of the metadata; longest name or text, in UTF-16 units. */
export const HEADER_LIMITS = { tensors: 4096, rank: 8, metadata: 256, text: 65_536 } as const;

/** A file is not what it should be: what (`field`), and what would have been right (`limit`). */
export class SafetensorsError extends FormatError {
  constructor(field: string, limit: string, got?: unknown) {
    super('structure', field, limit, got);
    this.name = 'SafetensorsError';
  }
}

/** A tensor as the header describes it; nothing but its form has been checked. */
export interface HeaderEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly offsets: readonly [begin: number, end: number];
}

export interface Header {
  readonly metadata: ReadonlyMap<string, string>;
  readonly entries: ReadonlyMap<string, HeaderEntry>;
}

/** @throws SafetensorsError naming what is wrong, and nothing else. */
export function parseHeader(text: string): Header {
  const reader = new Reader(text);
  let metadata: ReadonlyMap<string, string> = new Map();
  const entries = new Map<string, HeaderEntry>();
  reader.object('header', HEADER_LIMITS.tensors + 1, (name) => {
    if (name === '__metadata__') metadata = parseMetadata(reader);
    else entries.set(name, parseEntry(reader, name));
  });
  reader.end();
  return { metadata, entries };
}

function parseMetadata(reader: Reader): ReadonlyMap<string, string> {
  const metadata = new Map<string, string>();
  reader.object('__metadata__', HEADER_LIMITS.metadata, (name) => {
    metadata.set(name, reader.string(`__metadata__.${name}`));
  });
  return metadata;
}

function parseEntry(reader: Reader, name: string): HeaderEntry {
  let dtype: string | undefined;
  let shape: readonly number[] | undefined;
  let offsets: readonly number[] | undefined;
  reader.object(name, 4, (key) => {
    if (key === 'dtype') dtype = reader.string(`${name}.dtype`);
    else if (key === 'shape') shape = reader.numbers(`${name}.shape`, HEADER_LIMITS.rank);
    else if (key === 'data_offsets') offsets = reader.numbers(`${name}.data_offsets`, 2);
    else throw new SafetensorsError(name, 'dtype, shape and data_offsets', key);
  });
  const [begin, end] = offsets ?? [];
  if (dtype === undefined || shape === undefined || begin === undefined || end === undefined)
    throw new SafetensorsError(name, 'dtype, shape and two data_offsets');
  return { dtype, shape, offsets: [begin, end] };
}

const SPACE = /[ \t\n\r]*/y;
/** Whole numbers as JSON writes them, without sign, fraction or exponent. */
const NUMBER = /(?:0|[1-9][0-9]{0,15})(?![0-9.eE])/y;

/** Reads a text from its beginning to its end. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** What a pattern matches here, spaces around it skipped; undefined, without moving, when it does not match. */
  #take(pattern: RegExp): string | undefined {
    const match = this.#match(SPACE, this.#at);
    const start = this.#at + match.length;
    const found = this.#match(pattern, start);
    if (found.length > 0) this.#at = start + found.length;
    return found.length > 0 ? found : undefined;
  }

  #match(pattern: RegExp, from: number): string {
    pattern.lastIndex = from;
    return pattern.exec(this.#text)?.[0] ?? '';
  }

  #expect(field: string, pattern: RegExp, what: string): string {
    const found = this.#take(pattern);
    if (found !== undefined) return found;
    throw new SafetensorsError(field, what, this.#text.slice(this.#at, this.#at + 20) || 'the end');
  }

  /** Calls `member` with each name, in front of its value. */
  object(field: string, most: number, member: (name: string) => void): void {
    const names = new Set<string>();
    this.#expect(field, /\{/y, 'an object');
    if (this.#take(/\}/y) !== undefined) return;
    do {
      const name = this.string(`a name in ${field}`);
      if (names.has(name)) throw new SafetensorsError(`${field}.${name}`, 'there once', 'it twice');
      // It would be harmless in a map, but not in every program that the file is handed on to.
      if (name === '__proto__') throw new SafetensorsError(field, 'without __proto__');
      names.add(name);
      if (names.size > most) throw new SafetensorsError(`entries of ${field}`, `at most ${most}`);
      this.#expect(field, /:/y, 'a colon after each name');
      member(name);
    } while (this.#take(/,/y) !== undefined);
    this.#expect(field, /\}/y, 'closed by }');
  }

  /** A text, to its closing quote; a pattern would need a stack for it in some engines. */
  string(field: string): string {
    const start = this.#at + this.#match(SPACE, this.#at).length;
    this.#expect(field, /"/y, 'a text');
    let at = this.#at;
    while (at < this.#text.length && this.#text[at] !== '"') at += this.#text[at] === '\\' ? 2 : 1;
    this.#at = at + 1;
    if (at - start > HEADER_LIMITS.text)
      throw new SafetensorsError(field, `at most ${HEADER_LIMITS.text} characters`, at - start);
    try {
      return JSON.parse(this.#text.slice(start, this.#at)) as string;
    } catch {
      throw new SafetensorsError(field, 'a text');
    }
  }

  numbers(field: string, most: number): number[] {
    const numbers: number[] = [];
    this.#expect(field, /\[/y, 'a list');
    if (this.#take(/\]/y) !== undefined) return numbers;
    do {
      const number = Number(this.#expect(field, NUMBER, 'whole numbers from 0'));
      if (!Number.isSafeInteger(number)) throw new SafetensorsError(field, 'below 2⁵³', number);
      if (numbers.push(number) > most)
        throw new SafetensorsError(field, `at most ${most} numbers long`);
    } while (this.#take(/,/y) !== undefined);
    this.#expect(field, /\]/y, 'closed by ]');
    return numbers;
  }

  end(): void {
    if (this.#match(SPACE, this.#at).length + this.#at !== this.#text.length)
      throw new SafetensorsError('header', 'one object', 'more text after it');
  }
}
