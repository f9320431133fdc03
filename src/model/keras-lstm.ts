/**
 * Keras' `LSTM` layer, a stack of such, and `Bidirectional` around each, as their arguments: shapes, weights, and what
 * Keras says of arguments and inputs that do not fit. The states and outputs of N sequences of T steps, U units:
 *
 *   (N, T, U) or, without `return_sequences`, (N, U); `return_state` adds h and c, (N, U) each, of every direction
 *
 * `merge_mode` makes (…, 2U) of two directions by `concat`, (…, U) by `sum`, `mul` and `ave`, and leaves them apart with
 * `None`. Checked against Keras 3.15 by `tests/model/keras-lstm.test.ts`.
 */
import { weightTensors, type WeightTensor } from './framework-weights.ts';
import { type Axis, type NamedTensor, pythonTuple, type Said } from './tensor-shape.ts';

export const MERGE_MODES = ['concat', 'sum', 'mul', 'ave', 'None'] as const;
export const KERAS_ACTIVATIONS = ['tanh', 'sigmoid', 'hard_sigmoid', 'relu', 'linear'] as const;

export type MergeMode = (typeof MERGE_MODES)[number];
export type KerasActivation = (typeof KERAS_ACTIVATIONS)[number];

/** A stack of layers with the same arguments; the lower ones return the sequence that the next one reads. */
export interface KerasLstm {
  readonly units: number;
  readonly activation: KerasActivation;
  readonly recurrentActivation: KerasActivation;
  readonly useBias: boolean;
  /** Starts the forget gate's bias at 1; without it at 0. Changes no shape and no count. */
  readonly unitForgetBias: boolean;
  /** Of the last layer. */
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  /** Of every layer; with `Bidirectional` false. */
  readonly goBackwards: boolean;
  /** Of `Bidirectional` around every layer; undefined for layers of one direction. */
  readonly mergeMode: MergeMode | undefined;
  readonly numLayers: number;
  /** Whether the lower layers return sequences, as a stack needs it. */
  readonly lowerSequences: boolean;
}

/** What a stack is called with. */
export interface KerasInput {
  readonly batch: number;
  readonly steps: number;
  /** Numbers a step. */
  readonly width: number;
}

/** Width of what a layer hands up, of one tensor. */
export const kerasWidth = ({ units, mergeMode }: KerasLstm): number =>
  mergeMode === 'concat' ? 2 * units : units;

const axis = (role: Axis['role'], letters: string, size: number): Axis => ({ role, letters, size });

/** The input, and what the last layer returns: the outputs, then the states of each direction. */
export function kerasShapes(
  lstm: KerasLstm,
  { batch, steps, width }: KerasInput,
): { input: NamedTensor; results: NamedTensor[] } {
  const rows = axis('batch', 'N', batch);
  const time = axis('time', 'T', steps);
  const shown = axis('shown', lstm.mergeMode === 'concat' ? '2·U' : 'U', kerasWidth(lstm));
  const axes = lstm.returnSequences ? [rows, time, shown] : [rows, shown];
  const outputs = lstm.mergeMode === 'None' ? ['output_forward', 'output_backward'] : ['output'];
  const states =
    lstm.mergeMode === undefined
      ? ['h', 'c']
      : ['h_forward', 'c_forward', 'h_backward', 'c_backward'];
  const state = (name: string): NamedTensor => {
    const role = name.startsWith('h') ? 'shown' : 'units';
    return { name, axes: [rows, axis(role, 'U', lstm.units)] };
  };
  return {
    input: { name: 'input', axes: [rows, time, axis('input', 'I', width)] },
    results: [
      ...outputs.map((name) => ({ name, axes })),
      ...(lstm.returnState ? states.map(state) : []),
    ],
  };
}

/** Names and shapes of the weights of all layers, bottom first. */
export function kerasWeights(lstm: KerasLstm, inputs: number): WeightTensor[] {
  return Array.from({ length: lstm.numLayers }, (_, below) =>
    weightTensors(
      {
        inputSize: below === 0 ? inputs : kerasWidth(lstm),
        hiddenSize: lstm.units,
        numLayers: 1,
        bidirectional: lstm.mergeMode !== undefined,
        bias: lstm.useBias,
        projection: 0,
        vocabulary: 0,
        outputSize: 0,
      },
      'keras',
    ).map((tensor) => ({ ...tensor, layer: below + 1 })),
  ).flat();
}

/** The bias that a layer starts from, [4U]: zeros, but for the forget gate's. */
export const kerasBias = ({ units, unitForgetBias }: KerasLstm): Float64Array =>
  new Float64Array(4 * units).fill(unitForgetBias ? 1 : 0, units, 2 * units);

const refuse = (text: string): Said => ({ kind: 'ValueError', text });

/** The error of an input of another rank than 3. */
export const kerasInputSaid = (layer: string, shape: readonly number[]): Said | undefined =>
  shape.length === 3
    ? undefined
    : refuse(
        `Input 0 with name 'None' of layer '${layer}' is incompatible with the layer: expected ndim=3, found ndim=${shape.length}. Full shape received: ${pythonTuple(shape)}`,
      );

/** The error of building a stack and calling it with a batch, or undefined. */
export function kerasSaid(lstm: KerasLstm, batch: number): Said | undefined {
  const { units, mergeMode, numLayers, lowerSequences } = lstm;
  if (units <= 0)
    return refuse(
      `Received an invalid value for argument \`units\`, expected a positive integer, got ${units}.`,
    );
  if (numLayers === 1) return undefined;
  const second = mergeMode === undefined ? 'lstm_1' : 'bidirectional_1';
  if (mergeMode === 'None')
    return refuse(`Layer "${second}" expects 1 input(s), but it received 2 input tensors.`);
  return lowerSequences ? undefined : kerasInputSaid(second, [batch, kerasWidth(lstm)]);
}
