/** One LSTM layer in one direction on the WebAssembly kernels, for networks that are put together elsewhere. */
import type {
  LayerGradients,
  LayerInputs,
  LayerKernel,
  LayerOutputs,
  LayerShape,
  LayerWeights,
} from '../layer-kernel.ts';
import { instantiateKernels, type KernelInstance } from './instance.ts';

/** The kernels' numbers for the arrays of a layer, see assembly/layer-op.ts. */
const ARRAY = {
  inputs: 0,
  kernel: 1,
  recurrent: 2,
  bias: 3,
  h0: 4,
  c0: 5,
  mask: 6,
  outputs: 7,
  h: 8,
  c: 9,
  reserve: 10,
} as const;
type ArrayName = keyof typeof ARRAY;

/**
 * A kernel with an instance and a memory of its own, which grows with the largest call so far. Both of its methods
 * throw a RangeError for sizes out of range, arrays that do not fit them, and layers that need more than 1 GiB.
 * @param module `plain.wasm` or `relaxed.wasm`, compiled
 */
export async function createWasmLayerKernel(module: WebAssembly.Module): Promise<LayerKernel> {
  const instance = await instantiateKernels(module);
  return {
    forward: (shape, weights, inputs) => forward(instance, shape, weights, inputs),
    backward(shape, weights, inputs, reserve, d) {
      return backward(instance, shape, weights, inputs, reserve, d);
    },
  };
}

function forward(
  instance: KernelInstance,
  shape: LayerShape,
  weights: LayerWeights,
  inputs: LayerInputs,
): LayerOutputs {
  const arrays = layOut(instance, shape, inputs.mask !== undefined);
  arrays.write({ ...weights, ...inputs });
  instance.kernels.forwardLayer();
  const { read } = arrays;
  return { outputs: read('outputs'), h: read('h'), c: read('c'), reserve: read('reserve') };
}

function backward(
  instance: KernelInstance,
  shape: LayerShape,
  weights: LayerWeights,
  inputs: LayerInputs,
  reserve: Float32Array,
  d: { readonly outputs: Float32Array; readonly h: Float32Array; readonly c: Float32Array },
): LayerGradients {
  const arrays = layOut(instance, shape, inputs.mask !== undefined);
  arrays.write({ ...weights, ...inputs, ...d, reserve });
  instance.kernels.backwardLayer();
  const { read } = arrays;
  return {
    inputs: read('inputs'),
    kernel: read('kernel'),
    recurrent: read('recurrent'),
    bias: read('bias'),
    h0: read('h0'),
    c0: read('c0'),
  };
}

/** Makes room for a call. */
function layOut(instance: KernelInstance, shape: LayerShape, hasMask: boolean) {
  checkShape(shape);
  const { sequenceLength: T, batchSize: B, inputSize: I, hiddenSize: H } = shape;
  const { kernels, view } = instance;
  const bytes = kernels.layOutLayer(T, B, I, H, Number(shape.reverse), Number(hasMask));
  instance.demand(`a layer of ${H} units on ${B} sequences of ${T} steps`, bytes);
  const sizes: Record<ArrayName, number> = {
    inputs: T * B * I,
    kernel: I * 4 * H,
    recurrent: H * 4 * H,
    bias: 4 * H,
    h0: B * H,
    c0: B * H,
    mask: T * B,
    outputs: T * B * H,
    h: B * H,
    c: B * H,
    reserve: kernels.layerReserveLength(),
  };
  const at = (name: ArrayName) => view(kernels.layerArray(ARRAY[name]), sizes[name]);
  return {
    write(given: { readonly [Name in ArrayName]?: Float32Array | undefined }) {
      for (const name of Object.keys(ARRAY) as ArrayName[]) {
        const values = given[name];
        if (values === undefined) continue;
        if (values.length !== sizes[name])
          throw new RangeError(`${name} must hold ${sizes[name]} numbers, got ${values.length}`);
        at(name).set(values);
      }
    },
    read: (name: ArrayName) => at(name).slice(),
  };
}

/** Keeps products of sizes below 2³¹, so that the kernels' own check of the memory sees true numbers. */
const LARGEST = 2 ** 20;

function checkShape(shape: LayerShape): void {
  const limits = { sequenceLength: LARGEST, batchSize: LARGEST, inputSize: 8192, hiddenSize: 256 };
  for (const [name, high] of Object.entries(limits)) {
    const value = shape[name as keyof typeof limits];
    if (!(Number.isInteger(value) && value >= 1 && value <= high))
      throw new RangeError(`${name} must be 1…${high}, got ${value}`);
  }
}
