/**
 * The weights of a stack as PyTorch and Keras keep them, of any size: their tensors, how many numbers they hold, and
 * widths that give as many at another depth. Apart from `parameters.ts`, which the page of every training demo loads.
 */

/** Whose way of counting: PyTorch's LSTM keeps two bias vectors a layer and direction, Keras' one. */
export type Framework = 'pytorch' | 'keras';

/**
 * A stack as PyTorch or Keras would build it, of any size: only counted, never trained, so the limits of
 * `check-specification.ts` do not apply. Whole numbers.
 */
export interface StackShape {
  /** I, features a step or width of the embedding; at least 1. */
  readonly inputSize: number;
  /** H, units of each layer and direction; at least 1. */
  readonly hiddenSize: number;
  /** L; at least 1. */
  readonly numLayers: number;
  readonly bidirectional: boolean;
  readonly bias: boolean;
  /** P, `proj_size`: width of what a layer shows; 0 for H; below H. Keras has none. */
  readonly projection: number;
  /** V, kinds of tokens that an embedding holds; 0 for none. */
  readonly vocabulary: number;
  /** O, outputs of a dense head with biases; 0 for none. */
  readonly outputSize: number;
}

/** One weight tensor as a framework lists it. */
export interface WeightTensor {
  /** As the framework names it: `weight_hh_l1_reverse`, `recurrent_kernel`. */
  readonly name: string;
  readonly kind: 'embedding' | 'input' | 'recurrent' | 'bias' | 'projection' | 'head';
  /** 1…L; 0 for what is outside the stack. */
  readonly layer: number;
  readonly backward: boolean;
  readonly shape: readonly number[];
  /** Numbers in it. */
  readonly size: number;
}

/** 2 with a backward direction, else 1. */
const directionsIn = ({ bidirectional }: StackShape): 1 | 2 => (bidirectional ? 2 : 1);

/** Width of what one direction of a layer shows: P or H. */
const shownBy = ({ projection, hiddenSize }: StackShape): number => projection || hiddenSize;

/** Bias vectors of 4H numbers a layer and direction. */
export const biasVectors = ({ bias }: StackShape, framework: Framework): 0 | 1 | 2 =>
  bias ? (framework === 'pytorch' ? 2 : 1) : 0;

/**
 * Every weight tensor of a model in the framework's own order and layout. PyTorch's names are those of
 * `nn.LSTM.named_parameters()`, Keras' those of a layer's weights.
 * @throws RangeError for a projection in Keras, which has none.
 */
export function weightTensors(shape: StackShape, framework: Framework): WeightTensor[] {
  const { inputSize: I, hiddenSize: H, numLayers, projection: P, vocabulary, outputSize } = shape;
  const torch = framework === 'pytorch';
  if (!torch && P > 0) throw new RangeError(`projection must be 0 in Keras, got ${P}`);
  const R = shownBy(shape);
  const D = directionsIn(shape);
  const tensors: WeightTensor[] = [];
  const add = (
    kind: WeightTensor['kind'],
    name: string,
    dimensions: readonly number[],
    layer = 0,
    backward = false,
  ): void => {
    const size = dimensions.reduce((product, n) => product * n, 1);
    tensors.push({ name, kind, layer, backward, shape: dimensions, size });
  };
  if (vocabulary > 0) add('embedding', torch ? 'weight' : 'embeddings', [vocabulary, I]);
  for (let layer = 1; layer <= numLayers; layer++)
    for (const backward of shape.bidirectional ? [false, true] : [false]) {
      const reads = layer === 1 ? I : D * R;
      const end = `l${layer - 1}${backward ? '_reverse' : ''}`;
      const put = (kind: WeightTensor['kind'], name: string, dimensions: readonly number[]) => {
        add(kind, name, dimensions, layer, backward);
      };
      put('input', torch ? `weight_ih_${end}` : 'kernel', torch ? [4 * H, reads] : [reads, 4 * H]);
      put(
        'recurrent',
        torch ? `weight_hh_${end}` : 'recurrent_kernel',
        torch ? [4 * H, R] : [H, 4 * H],
      );
      if (shape.bias)
        for (const name of torch ? [`bias_ih_${end}`, `bias_hh_${end}`] : ['bias'])
          put('bias', name, [4 * H]);
      if (P > 0) put('projection', `weight_hr_${end}`, [P, H]);
    }
  if (outputSize > 0) {
    add('head', torch ? 'weight' : 'kernel', torch ? [outputSize, D * R] : [D * R, outputSize]);
    add('head', 'bias', [outputSize]);
  }
  return tensors;
}

/**
 * Parameters of each layer (all directions), of embedding and head, and their sum, by the formula
 * D·[4H(in + R + biases) + PH] a layer, where in is I for layer 1 and DR above, and R is P or H.
 */
export function countWeights(
  shape: StackShape,
  framework: Framework,
): { layers: number[]; embedding: number; head: number; total: number } {
  const { inputSize: I, hiddenSize: H, numLayers, projection: P, vocabulary, outputSize } = shape;
  const R = shownBy(shape);
  const D = directionsIn(shape);
  const biases = biasVectors(shape, framework);
  const layers = Array.from({ length: numLayers }, (_, below) => {
    const reads = below === 0 ? I : D * R;
    return D * (4 * H * (reads + R + biases) + P * H);
  });
  const embedding = vocabulary * I;
  const head = (D * R + 1) * outputSize;
  return { layers, embedding, head, total: layers.reduce((sum, n) => sum + n, embedding + head) };
}

/**
 * The width, not rounded, at which a stack of this kind has exactly `target` parameters: the positive root of
 * a·H² + b·H + c = target. Without a projection a = 4D(1 + (L − 1)(D + 1)) and
 * b = 4D(I + L·biases) + D·O; a projection keeps its P, and the count is linear in H. `shape.hiddenSize` is not read.
 */
export function exactWidth(shape: StackShape, framework: Framework, target: number): number {
  const { inputSize: I, numLayers: L, projection: P, vocabulary, outputSize: O } = shape;
  const D = directionsIn(shape);
  const biases = biasVectors(shape, framework);
  const rest = target - vocabulary * I - O;
  if (P > 0) {
    const perUnit = D * (L * (4 * (P + biases) + P) + 4 * (I + (L - 1) * D * P));
    return (rest - D * P * O) / perUnit;
  }
  const a = 4 * D * (1 + (L - 1) * (D + 1));
  const b = 4 * D * (I + L * biases) + D * O;
  return (Math.sqrt(b * b + 4 * a * rest) - b) / (2 * a);
}

/** A stack of another depth with most nearly the parameters of a given one. */
export interface Equivalent {
  readonly numLayers: number;
  /** Whole. */
  readonly width: number;
  /** Before rounding. */
  readonly exact: number;
  readonly total: number;
  /** How far `total` is from that of the given stack, as a share of it. */
  readonly mismatch: number;
}

/**
 * What the same parameters give at another depth: embedding, head, directions, biases and projection stay.
 * With a narrow input the width is about H·√((2L − 1) / (2L′ − 1)).
 */
export function equivalentStack(
  shape: StackShape,
  framework: Framework,
  numLayers: number,
): Equivalent {
  const target = countWeights(shape, framework).total;
  const other = { ...shape, numLayers };
  const exact = exactWidth(other, framework, target);
  const totalAt = (hiddenSize: number): number =>
    countWeights({ ...other, hiddenSize }, framework).total;
  // The count grows with the width, so the nearest whole width is a neighbour of the exact one.
  const least = shape.projection + 1;
  const low = Math.max(least, Math.floor(exact));
  const width = target - totalAt(low) <= totalAt(low + 1) - target ? low : low + 1;
  const total = totalAt(width);
  return { numLayers, width, exact, total, mismatch: total / target - 1 };
}
