/**
 * Where each weight lies in the flat parameter vector that all backends share, and how many there are.
 *
 * A layer of width H on inputs of width I holds 4H(I + H + 1) numbers a direction: kernel [I, 4H], recurrent kernel
 * [H, 4H] and bias [4H], all row-major with columns in the gate order i, f, g, o. The backward direction follows the
 * forward one. An embedding [V, I] comes first, the head's kernel [D·H, O] and bias [O] last, for D directions.
 */
import { directionsOf, inputWidth, type ModelSpecification } from './specification.ts';

export interface ParameterBlock {
  /**
   * `embedding`, `layer1.kernel`, `layer1.recurrent`, `layer1.bias`, `layer1.backward.kernel`, …, `head.kernel`,
   * `head.bias`.
   */
  readonly name: string;
  readonly shape: readonly number[];
  /** Index of the block's first number in the flat vector. */
  readonly offset: number;
  readonly size: number;
}

/** The blocks of a model in order, without gaps. */
export function parameterLayout(spec: ModelSpecification): ParameterBlock[] {
  const { inputSize, hiddenSize: H, numLayers, outputSize, vocabulary } = spec;
  const shapes: [string, number[]][] = [];
  if (vocabulary !== undefined) shapes.push(['embedding', [vocabulary, inputSize]]);
  for (let layer = 1; layer <= numLayers; layer++)
    for (const direction of spec.bidirectional ? ['', '.backward'] : [''])
      shapes.push(
        [`layer${layer}${direction}.kernel`, [inputWidth(spec, layer), 4 * H]],
        [`layer${layer}${direction}.recurrent`, [H, 4 * H]],
        [`layer${layer}${direction}.bias`, [4 * H]],
      );
  shapes.push(['head.kernel', [directionsOf(spec) * H, outputSize]], ['head.bias', [outputSize]]);
  let offset = 0;
  return shapes.map(([name, shape]) => {
    const size = shape.reduce((product, n) => product * n, 1);
    const block = { name, shape, offset, size };
    offset += size;
    return block;
  });
}

/** Parameters of each layer (both directions), of the embedding and of the head, and their sum. */
export function countParameters(spec: ModelSpecification): {
  embedding: number;
  layers: number[];
  head: number;
  total: number;
} {
  const { inputSize, hiddenSize: H, numLayers, outputSize, vocabulary = 0 } = spec;
  const directions = directionsOf(spec);
  const embedding = vocabulary * inputSize;
  const layers = Array.from(
    { length: numLayers },
    (_, index) => directions * 4 * H * (inputWidth(spec, index + 1) + H + 1),
  );
  const head = (directions * H + 1) * outputSize;
  return { embedding, layers, head, total: layers.reduce((sum, n) => sum + n, embedding + head) };
}

/** The width, 1…256, at which a model of this kind has most nearly `total` parameters, head included. */
export function nearestWidth(spec: ModelSpecification, total: number): number {
  let best = 1;
  let smallest = Infinity;
  for (let hiddenSize = 1; hiddenSize <= 256; hiddenSize++) {
    const gap = Math.abs(countParameters({ ...spec, hiddenSize }).total - total);
    if (gap < smallest) [smallest, best] = [gap, hiddenSize];
  }
  return best;
}

/**
 * The width that gives `numLayers` layers most nearly the parameters of `spec`, head included.
 * For narrow inputs it is about H/√(2L − 1).
 */
export const equalParameterWidth = (spec: ModelSpecification, numLayers: number): number =>
  nearestWidth({ ...spec, numLayers }, countParameters(spec).total);
