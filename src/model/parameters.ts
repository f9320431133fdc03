/**
 * Where each weight lies in the flat parameter vector that all backends share, and how many there are.
 *
 * A layer of width H on inputs of width I holds 4H(I + H + 1) numbers: kernel [I, 4H], recurrent kernel [H, 4H]
 * and bias [4H], all row-major with columns in the gate order i, f, g, o. The head holds kernel [H, O] and bias [O].
 */
import type { ModelSpecification } from './specification.ts';

export interface ParameterBlock {
  /** `layer1.kernel`, `layer1.recurrent`, `layer1.bias`, …, `head.kernel`, `head.bias`. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Index of the block's first number in the flat vector. */
  readonly offset: number;
  readonly size: number;
}

/** The blocks of a model in order, without gaps. */
export function parameterLayout(spec: ModelSpecification): ParameterBlock[] {
  const { inputSize, hiddenSize, numLayers, outputSize } = spec;
  const shapes: [string, number[]][] = [];
  for (let layer = 1; layer <= numLayers; layer++) {
    const width = layer === 1 ? inputSize : hiddenSize;
    shapes.push(
      [`layer${layer}.kernel`, [width, 4 * hiddenSize]],
      [`layer${layer}.recurrent`, [hiddenSize, 4 * hiddenSize]],
      [`layer${layer}.bias`, [4 * hiddenSize]],
    );
  }
  shapes.push(['head.kernel', [hiddenSize, outputSize]], ['head.bias', [outputSize]]);
  let offset = 0;
  return shapes.map(([name, shape]) => {
    const size = shape.reduce((product, n) => product * n, 1);
    const block = { name, shape, offset, size };
    offset += size;
    return block;
  });
}

/** Parameters of each layer and of the head; their sum is the length of the flat vector. */
export function countParameters(spec: ModelSpecification): {
  layers: number[];
  head: number;
  total: number;
} {
  const { inputSize, hiddenSize, numLayers, outputSize } = spec;
  const layers = Array.from(
    { length: numLayers },
    (_, index) => 4 * hiddenSize * ((index === 0 ? inputSize : hiddenSize) + hiddenSize + 1),
  );
  const head = (hiddenSize + 1) * outputSize;
  return { layers, head, total: layers.reduce((sum, n) => sum + n, head) };
}

/**
 * The width that gives `numLayers` layers most nearly the parameters of `spec`, head included.
 * For narrow inputs it is about H/√(2L − 1).
 */
export function equalParameterWidth(spec: ModelSpecification, numLayers: number): number {
  const target = countParameters(spec).total;
  let best = 1;
  let smallest = Infinity;
  for (let hiddenSize = 1; hiddenSize <= 256; hiddenSize++) {
    const gap = Math.abs(countParameters({ ...spec, numLayers, hiddenSize }).total - target);
    if (gap < smallest) [smallest, best] = [gap, hiddenSize];
  }
  return best;
}
