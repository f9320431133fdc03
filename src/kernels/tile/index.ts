/** Shared part: a matrix product by 32 × 32 tiles, for kernels that say where A, B and C lie. */
import text from './tile.wgsl?raw';

export const TILE_WGSL = text;
/** Rows and columns of C that one workgroup makes. */
export const TILE = 32;
/** `x` counts tiles of columns, `y` tiles of rows. */
export const tiles = (rows: number, columns: number): [x: number, y: number] => [
  Math.ceil(columns / TILE),
  Math.ceil(rows / TILE),
];
