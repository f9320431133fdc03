/**
 * The wire format of protocol buffers, as far as ONNX needs it (protobuf.dev/programming-guides/encoding):
 * a message is a row of fields, each a key, number · 8 + type, and a value.
 *
 * The reader knows no schema and does not descend: whoever asks for a field's message reads it as a message of its own.
 * So no depth has to be limited, and bytes that nobody asks for are never looked into.
 */
import { FormatError } from './format-error.ts';

/** Most fields of a message that are read. */
export const MOST_FIELDS = 200_000;

/** A field's value: a whole number (0…2⁶⁴ − 1), or bytes of a message, a text, or numbers one after the other. */
export type FieldValue = bigint | Uint8Array;

export type Message = ReadonlyMap<number, readonly FieldValue[]>;

/** @throws FormatError when the bytes are no message. `what` names it. */
export function readMessage(bytes: Uint8Array, what: string): Message {
  const fields = new Map<number, FieldValue[]>();
  const cursor = { bytes, at: 0, what };
  for (let count = 0; cursor.at < bytes.length; count++) {
    if (count >= MOST_FIELDS)
      throw new FormatError('limit', `fields of ${what}`, `at most ${MOST_FIELDS}`);
    const key = readVarint(cursor);
    const number = Number(key >> 3n);
    if (number < 1 || number >= 2 ** 29)
      throw new FormatError('structure', `a field's number in ${what}`, '1…2²⁹ − 1', number);
    const value = readValue(cursor, Number(key & 7n));
    const own = fields.get(number);
    if (own) own.push(value);
    else fields.set(number, [value]);
  }
  return fields;
}

interface Cursor {
  readonly bytes: Uint8Array;
  readonly what: string;
  at: number;
}

function readValue(cursor: Cursor, type: number): FieldValue {
  switch (type) {
    case 0:
      return readVarint(cursor);
    case 1:
      return take(cursor, 8);
    case 2:
      return take(cursor, Number(readVarint(cursor)));
    case 5:
      return take(cursor, 4);
    default:
      throw new FormatError('structure', `a field's type in ${cursor.what}`, '0, 1, 2 or 5', type);
  }
}

/** A window on the bytes, not a copy. */
function take(cursor: Cursor, length: number): Uint8Array {
  const { bytes, at, what } = cursor;
  if (length > bytes.length - at)
    throw new FormatError(
      'structure',
      `a field of ${what}`,
      `at most ${bytes.length - at} bytes long`,
      length,
    );
  cursor.at += length;
  return bytes.subarray(at, at + length);
}

function readVarint(cursor: Cursor): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = cursor.bytes[cursor.at++];
    if (byte === undefined)
      throw new FormatError('structure', cursor.what, 'complete', 'its end within a number');
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asUintN(64, value);
  }
  throw new FormatError('structure', `a number in ${cursor.what}`, 'at most ten bytes long');
}

/** Numbers of a repeated field, packed or one by one, as signed integers. */
export function integersOf(message: Message, field: number, what: string): number[] {
  const numbers = (message.get(field) ?? []).flatMap((value) => {
    if (typeof value === 'bigint') return [value];
    const cursor = { bytes: value, at: 0, what };
    const packed: bigint[] = [];
    while (cursor.at < value.length) packed.push(readVarint(cursor));
    return packed;
  });
  return numbers.map((value) => Number(BigInt.asIntN(64, value)));
}

/** Bytes of every occurrence of a field. @throws FormatError when one is a number. */
export function bytesOf(message: Message, field: number, what: string): Uint8Array[] {
  return (message.get(field) ?? []).map((value) => {
    if (typeof value !== 'bigint') return value;
    throw new FormatError('structure', what, 'bytes', 'a number');
  });
}

/** The last text of a field, which is the one that counts; '' without one. */
export function textOf(message: Message, field: number, what: string): string {
  const bytes = bytesOf(message, field, what).at(-1);
  return bytes === undefined ? '' : decodeText(bytes, what);
}

/** @throws FormatError when the bytes are no UTF-8. */
export function decodeText(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new FormatError('structure', what, 'UTF-8');
  }
}

/** Writes a message field by field. */
export class MessageWriter {
  readonly #parts: Uint8Array[] = [];

  /** A whole number, 0…2⁵³ − 1. */
  number(field: number, value: number): this {
    this.#parts.push(varint(field * 8), varint(value));
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.#parts.push(varint(field * 8 + 2), varint(value.length), value);
    return this;
  }

  text(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, message: MessageWriter): this {
    return this.bytes(field, message.done());
  }

  done(): Uint8Array {
    return concatenate(this.#parts);
  }
}

/** Pieces one after the other. */
export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return Uint8Array.from(bytes);
}
