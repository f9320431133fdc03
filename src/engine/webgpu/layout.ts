/**
 * Where weights lie on the GPU: the blocks of `parameterLayout` in the same order, with the four gates of a unit side by
 * side, so that one vec4 holds them (column 4·unit + gate instead of gate·H + unit). Layers and head start at multiples
 * of 256 bytes, so that each can be bound by itself.
 */
import { countParameters, parameterLayout } from '#model/parameters.ts';
import { directionsOf, inputWidth, type ModelSpecification } from '#model/specification.ts';

/** Numbers in 256 bytes, the least offset of a binding on some devices. */
const ALIGNMENT = 64;
/** Rounds a count of numbers up to what can be bound. */
export const aligned = (numbers: number): number => Math.ceil(numbers / ALIGNMENT) * ALIGNMENT;

/** W, U and b of one layer and direction: rows · 4H numbers in both orders. */
interface Cell {
  readonly from: number; // in the flat parameter vector
  readonly to: number; // on the GPU
  readonly rows: number; // I + H + 1
  readonly transposed: number; // of U, in the vector of transposed weights
}

export interface DeviceLayout {
  /** Numbers a model takes. */
  readonly stride: number;
  /** First number of each layer, bottom first, and numbers in it. */
  readonly layers: readonly { readonly at: number; readonly size: number }[];
  readonly headAt: number;
  readonly headSize: number;
  /** Numbers in the flat parameter vector, and in the embedding, which is first in both orders. */
  readonly total: number;
  readonly embedding: number;
  readonly headFrom: number; // in the flat parameter vector
  readonly hiddenSize: number;
  readonly cells: readonly Cell[];
  /** Numbers a model's transposed recurrent weights take, and each layer's of them. */
  readonly transposedStride: number;
  readonly transposedLayerStride: number;
}

/** The layout of one model. */
export function deviceLayout(spec: ModelSpecification): DeviceLayout {
  const { hiddenSize: H, numLayers } = spec;
  const D = directionsOf(spec);
  const { total, embedding, head } = countParameters(spec);
  const flat = new Map(parameterLayout(spec).map(({ name, offset }) => [name, offset]));
  const transposedLayerStride = aligned(D * 4 * H * H);
  const layers: { at: number; size: number }[] = [];
  const cells: Cell[] = [];
  let at = aligned(embedding);
  for (let layer = 1; layer <= numLayers; layer++) {
    const rows = inputWidth(spec, layer) + H + 1;
    const size = D * rows * 4 * H;
    layers.push({ at, size });
    for (let direction = 0; direction < D; direction++)
      cells.push({
        from: flat.get(`layer${layer}${direction === 1 ? '.backward' : ''}.kernel`)!,
        to: at + direction * rows * 4 * H,
        rows,
        transposed: (layer - 1) * transposedLayerStride + direction * 4 * H * H,
      });
    at += aligned(size);
  }
  return {
    stride: at + aligned(head),
    layers,
    headAt: at,
    headSize: head,
    total,
    embedding,
    headFrom: total - head,
    hiddenSize: H,
    cells,
    transposedStride: numLayers * transposedLayerStride,
    transposedLayerStride,
  };
}

/** The flat parameter vector [total] in the GPU's order [stride]. */
export function toDevice(layout: DeviceLayout, flat: ArrayLike<number>): Float32Array<ArrayBuffer> {
  const device = new Float32Array(layout.stride);
  forEachParameter(layout, (from, to) => {
    device[to] = flat[from]!;
  });
  return device;
}

/** And back. */
export function fromDevice(layout: DeviceLayout, device: Float32Array): Float32Array {
  const flat = new Float32Array(layout.total);
  forEachParameter(layout, (from, to) => {
    flat[from] = device[to]!;
  });
  return flat;
}

/** The recurrent weights of a vector in the GPU's order, transposed, as the backward pass reads them. */
export function transposedWeights(
  layout: DeviceLayout,
  device: Float32Array,
): Float32Array<ArrayBuffer> {
  const { hiddenSize: H } = layout;
  const transposed = new Float32Array(layout.transposedStride);
  for (const cell of layout.cells) {
    const recurrent = cell.to + (cell.rows - H - 1) * 4 * H;
    for (let k = 0; k < H; k++)
      for (let unit = 0; unit < H; unit++)
        for (let gate = 0; gate < 4; gate++)
          transposed[cell.transposed + (unit * H + k) * 4 + gate] =
            device[recurrent + (k * H + unit) * 4 + gate]!;
  }
  return transposed;
}

function forEachParameter(layout: DeviceLayout, visit: (flat: number, device: number) => void) {
  const { hiddenSize: H } = layout;
  for (let k = 0; k < layout.embedding; k++) visit(k, k);
  for (const { from, to, rows } of layout.cells)
    for (let row = 0; row < rows; row++)
      for (let gate = 0; gate < 4; gate++)
        for (let unit = 0; unit < H; unit++)
          visit(from + row * 4 * H + gate * H + unit, to + row * 4 * H + 4 * unit + gate);
  for (let k = 0; k < layout.headSize; k++) visit(layout.headFrom + k, layout.headAt + k);
}
