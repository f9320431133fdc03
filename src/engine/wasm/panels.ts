/**
 * Where the kernels keep a weight: matrices lie in panels of eight columns, [columns/8][rows][8], padded with zeros to
 * multiples of 8, kernel and recurrent kernel of a layer stacked.
 *
 *   layer: [4H/8][D + H][8] weights, [4H] bias      head: [O/8][H][8] weights, [O] bias
 *
 * H, D and O stand for the padded sizes; D is the width of what the layer reads.
 */
import { parameterLayout } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';

const padded = (n: number) => Math.ceil(n / 8) * 8;

/** How many numbers the kernels' parameters are, padding included. */
export function panelLength(spec: ModelSpecification): number {
  const H = padded(spec.hiddenSize);
  const layer = (width: number) => 4 * H * (width + H + 1);
  return (
    layer(padded(spec.inputSize)) +
    (spec.numLayers - 1) * layer(H) +
    (H + 1) * padded(spec.outputSize)
  );
}

/** Calls `visit` with both places of every parameter: in the flat vector of `parameterLayout`, and in the panels. */
export function forEachParameter(
  spec: ModelSpecification,
  visit: (flat: number, panel: number) => void,
): void {
  const { inputSize, hiddenSize, numLayers, outputSize } = spec;
  const H = padded(hiddenSize);
  const blocks = parameterLayout(spec).values();
  let base = 0;

  /** The next flat block, [rows, columns], goes below `firstRow` in a stack of `allRows` rows. */
  const place = (allRows: number, firstRow: number, column: (n: number) => number) => {
    const { offset = 0, shape = [] } = blocks.next().value ?? {};
    const [rows = 0, columns = 0] = shape.length === 1 ? [1, ...shape] : shape;
    for (let n = 0; n < columns; n++) {
      const to = column(n);
      const top = base + ((to >> 3) * allRows + firstRow) * 8 + (to & 7);
      for (let k = 0; k < rows; k++) visit(offset + k * columns + n, top + k * 8);
    }
  };

  const gateColumn = (n: number) => Math.floor(n / hiddenSize) * H + (n % hiddenSize);
  for (let layer = 0; layer < numLayers; layer++) {
    const width = layer === 0 ? padded(inputSize) : H;
    place(width + H, 0, gateColumn);
    place(width + H, width, gateColumn);
    base += 4 * H * (width + H);
    place(1, 0, gateColumn);
    base += 4 * H;
  }
  const outputColumn = (n: number) => n;
  place(H, 0, outputColumn);
  base += H * padded(outputSize);
  place(1, 0, outputColumn);
}
