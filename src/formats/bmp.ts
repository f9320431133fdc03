/**
 * Pictures of one byte a pixel as BMP (Windows bitmap, version 3, 8 bits with a palette): no compression, so a few lines
 * make one, and every browser shows it.
 */

export type Colour = readonly [red: number, green: number, blue: number];

const HEADERS = 54;

/**
 * The file. @param pixels [height, width], indices into the palette.
 * @throws RangeError when the pixels do not fill the picture or the palette has not 256 colours.
 */
export function encodeBmp(
  pixels: Uint8Array,
  { height, width }: { readonly height: number; readonly width: number },
  palette: readonly Colour[],
): Uint8Array {
  if (pixels.length !== height * width)
    throw new RangeError(`expected ${height * width} pixels, got ${pixels.length}`);
  if (palette.length !== 256)
    throw new RangeError(`a palette must have 256 colours, got ${palette.length}`);
  const stride = Math.ceil(width / 4) * 4; // rows end at multiples of four bytes
  const offset = HEADERS + 4 * palette.length;
  const file = new Uint8Array(offset + stride * height);
  const view = new DataView(file.buffer);
  view.setUint16(0, 0x424d); // "BM"
  view.setUint32(2, file.length, true);
  view.setUint32(10, offset, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  view.setInt32(22, height, true); // positive: rows from the bottom
  view.setUint16(26, 1, true);
  view.setUint16(28, 8, true);
  view.setUint32(34, stride * height, true);
  palette.forEach(([red, green, blue], index) => {
    file.set([blue, green, red, 0], HEADERS + 4 * index);
  });
  for (let y = 0; y < height; y++)
    file.set(pixels.subarray(y * width, (y + 1) * width), offset + stride * (height - 1 - y));
  return file;
}

/** The file as an address that a picture can have. */
export function bmpAddress(...picture: Parameters<typeof encodeBmp>): string {
  const file = encodeBmp(...picture);
  let text = '';
  for (let k = 0; k < file.length; k += 4096)
    text += String.fromCharCode(...file.subarray(k, k + 4096));
  return `data:image/bmp;base64,${btoa(text)}`;
}
