/**
 * Small grey photographs, 128 × 128 pixels (`public/data/photographs`): six parts to train on, and two of other photographs
 * to look at and to score by.
 */
import { halve } from '#math/image-filter.ts';

/** Side of every photograph, pixels. */
export const PHOTOGRAPH_SIDE = 128;

/** Trained on. */
export const TRAINING_PHOTOGRAPHS = [
  'cameraman',
  'coat',
  'bricks',
  'grass',
  'gravel',
  'rocket',
] as const;

/** Never trained on. */
export const TEST_PHOTOGRAPHS = ['cat', 'coffee'] as const;
export type TestPhotograph = (typeof TEST_PHOTOGRAPHS)[number];
export type PhotographId = (typeof TRAINING_PHOTOGRAPHS)[number] | TestPhotograph;

/** Where the site serves a photograph. */
export const photographPath = (id: PhotographId): string => `/data/photographs/${id}.pgm`;

const HEADER = `P5\n${PHOTOGRAPH_SIDE} ${PHOTOGRAPH_SIDE}\n255\n`;

/**
 * The pixels of a photograph's file, [128, 128], 0 (black) … 255.
 * @throws RangeError when it is no PGM of this size.
 */
export function parsePhotograph(file: Uint8Array): Uint8Array {
  const head = String.fromCharCode(...file.subarray(0, HEADER.length));
  if (head !== HEADER || file.length !== HEADER.length + PHOTOGRAPH_SIDE ** 2)
    throw new RangeError(
      `a photograph must be a binary PGM of ${PHOTOGRAPH_SIDE} × ${PHOTOGRAPH_SIDE} pixels, got ${file.length} bytes`,
    );
  return file.slice(HEADER.length);
}

/** Grey values 0…1 of bytes. */
export const toUnit = (bytes: Uint8Array): Float64Array =>
  Float64Array.from(bytes, (byte) => byte / 255);

/** Bytes of grey values; what is outside 0…1 goes to the nearer end. */
export const toBytes = (values: ArrayLike<number>): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(values, (value) => Math.round(255 * Math.min(1, Math.max(0, value))));

/** Means of 2 × 2 pixels: [64, 64] of [128, 128]. */
export const halfSize = (image: Float64Array): Float64Array =>
  halve(image, { height: PHOTOGRAPH_SIDE, width: PHOTOGRAPH_SIDE }).image as Float64Array;
