/** Pictures as addresses: grey values, and SSIM maps in the colours of the diverging map (ColorBrewer BrBG). */
import { bmpAddress, type Colour } from '#formats/bmp.ts';

const GREY: readonly Colour[] = Array.from({ length: 256 }, (_, k): Colour => [k, k, k]);

const CLASSES: readonly Colour[] = [
  [84, 48, 5],
  [140, 81, 10],
  [191, 129, 45],
  [223, 194, 125],
  [246, 232, 195],
  [245, 245, 245],
  [199, 234, 229],
  [128, 205, 193],
  [53, 151, 143],
  [1, 102, 94],
  [0, 60, 48],
];

/** 256 colours from −1 (brown) over 0 (pale) to 1 (green). */
const DIVERGING: readonly Colour[] = Array.from({ length: 256 }, (_, k): Colour => {
  const place = (k / 255) * (CLASSES.length - 1);
  const at = Math.min(CLASSES.length - 2, Math.floor(place));
  const mixed = [0, 1, 2].map((channel) => {
    const [low, high] = [CLASSES[at]?.[channel] ?? 0, CLASSES[at + 1]?.[channel] ?? 0];
    return Math.round(low + (high - low) * (place - at));
  });
  return [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0];
});

const square = (pixels: ArrayLike<number>): { height: number; width: number } => {
  const side = Math.round(Math.sqrt(pixels.length));
  return { height: side, width: side };
};

/** A square picture of grey values 0…255. */
export const greyAddress = (pixels: Uint8Array): string => bmpAddress(pixels, square(pixels), GREY);

/** A square map of values −1…1. */
export const mapAddress = (map: ArrayLike<number>): string =>
  bmpAddress(
    Uint8Array.from(map, (s) => Math.round(127.5 * (1 + Math.min(1, Math.max(-1, s))))),
    square(map),
    DIVERGING,
  );

/** The colours themselves, from −1 to 1. */
export const scaleAddress = (): string =>
  bmpAddress(
    Uint8Array.from({ length: 256 }, (_, k) => k),
    { height: 1, width: 256 },
    DIVERGING,
  );

/** Bytes of base64. */
export const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
