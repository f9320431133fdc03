/** The reader's own picture: read by the browser, cut to its middle square, made small and grey. It never leaves the page. */
import { PHOTOGRAPH_SIDE } from '#tasks/photographs.ts';

export const LIMITS = {
  /** Bytes of the file, and pixels of the picture, at most. */
  bytes: 40_000_000,
  pixels: 40_000_000,
  /** Shorter side, pixels, at least. */
  side: 32,
} as const;

/** What is wrong with a file; `value` is what it has where a number says it. */
export type PictureProblem =
  | { readonly reason: 'empty' | 'not-an-image' }
  | { readonly reason: 'too-many-bytes' | 'too-many-pixels' | 'too-small'; readonly value: number };

/** Before anything is decoded. */
export function checkFile({ size, type }: Pick<File, 'size' | 'type'>): PictureProblem | undefined {
  if (size === 0) return { reason: 'empty' };
  if (type !== '' && !type.startsWith('image/')) return { reason: 'not-an-image' };
  return size > LIMITS.bytes ? { reason: 'too-many-bytes', value: size } : undefined;
}

/** Before its pixels are decoded. */
export function checkSides(width: number, height: number): PictureProblem | undefined {
  if (!(width > 0 && height > 0)) return { reason: 'not-an-image' };
  if (width * height > LIMITS.pixels) return { reason: 'too-many-pixels', value: width * height };
  const side = Math.min(width, height);
  return side < LIMITS.side ? { reason: 'too-small', value: side } : undefined;
}

/** Luma of sRGB bytes [r, g, b, a], on white where they are transparent. */
export const toGrey = (rgba: Uint8ClampedArray): Uint8Array =>
  Uint8Array.from({ length: rgba.length / 4 }, (_, k) => {
    const [r = 0, g = 0, b = 0, a = 255] = rgba.subarray(4 * k, 4 * k + 4);
    const luma = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    return Math.round(255 + ((luma - 255) * a) / 255);
  });

/** Its bytes [128, 128], or what is wrong. */
export async function readPicture(file: File): Promise<Uint8Array | PictureProblem> {
  const problem = checkFile(file);
  if (problem) return problem;
  const address = URL.createObjectURL(file);
  try {
    const image = new Image();
    // The size is known before the pixels are decoded.
    const loaded = await new Promise<boolean>((resolve) => {
      image.onload = () => {
        resolve(true);
      };
      image.onerror = () => {
        resolve(false);
      };
      image.src = address;
    });
    if (!loaded) return { reason: 'not-an-image' };
    const { naturalWidth: width, naturalHeight: height } = image;
    return checkSides(width, height) ?? (await shrink(image, width, height));
  } catch {
    return { reason: 'not-an-image' };
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function shrink(
  image: HTMLImageElement,
  width: number,
  height: number,
): Promise<Uint8Array | PictureProblem> {
  const side = Math.min(width, height);
  const small = await createImageBitmap(
    image,
    (width - side) >> 1,
    (height - side) >> 1,
    side,
    side,
    {
      resizeWidth: PHOTOGRAPH_SIDE,
      resizeHeight: PHOTOGRAPH_SIDE,
      resizeQuality: 'high',
    },
  );
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = PHOTOGRAPH_SIDE;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return { reason: 'not-an-image' };
  context.drawImage(small, 0, 0);
  small.close();
  return toGrey(context.getImageData(0, 0, PHOTOGRAPH_SIDE, PHOTOGRAPH_SIDE).data);
}
