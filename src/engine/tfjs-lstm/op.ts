/**
 * A whole LSTM layer as one TensorFlow.js operation with a gradient: one kernel call for the sequence forwards and one
 * for it backwards, where stock layers need dozens of operations a time step.
 *
 *   FusedLstm      [inputs, kernel, recurrent, bias, h0, c0, mask?] → [outputs, h, c, reserve]
 *   FusedLstmGrad  the same, then [reserve, dOutputs, dH, dC] → gradients of the first six
 *
 * A backend has the operation once its kernels are registered: see `register.ts`.
 */
import * as tf from '@tensorflow/tfjs-core';

export const FUSED_LSTM = 'FusedLstm';
export const FUSED_LSTM_GRAD = 'FusedLstmGrad';

export interface LstmOperands {
  readonly inputs: tf.Tensor3D; // [T, B, I]
  readonly kernel: tf.Tensor2D; // [I, 4H], gates i, f, g, o along the columns
  readonly recurrent: tf.Tensor2D; // [H, 4H]
  readonly bias: tf.Tensor1D; // [4H]
  readonly h0: tf.Tensor2D; // [B, H]
  readonly c0: tf.Tensor2D; // [B, H]
  /** 1 for a real step, 0 for one that holds the state, [T, B]; all real when left out. It has no gradient. */
  readonly mask?: tf.Tensor2D | undefined;
  /** Reads from the last step to the first; `outputs[t]` still belongs to `inputs[t]`. */
  readonly reverse?: boolean;
}

export interface LstmResults {
  readonly outputs: tf.Tensor3D; // [T, B, H]
  readonly h: tf.Tensor2D; // [B, H], after the last step read
  readonly c: tf.Tensor2D; // [B, H]
}

/** The one attribute of both kernels. */
export interface LstmAttributes {
  readonly reverse: boolean;
}

/** What `FusedLstm` gets, in this order; the mask may be missing. */
export type ForwardInputs = readonly [
  inputs: tf.TensorInfo,
  kernel: tf.TensorInfo,
  recurrent: tf.TensorInfo,
  bias: tf.TensorInfo,
  h0: tf.TensorInfo,
  c0: tf.TensorInfo,
  mask?: tf.TensorInfo,
];

/** What `FusedLstmGrad` gets. */
export interface BackwardInputs {
  readonly forward: ForwardInputs;
  readonly reserve: tf.TensorInfo;
  readonly dOutputs: tf.TensorInfo; // [T, B, H]
  readonly dH: tf.TensorInfo; // [B, H]
  readonly dC: tf.TensorInfo; // [B, H]
}

/** The kernel's list of tensors, taken apart. */
export function backwardInputs(list: readonly tf.TensorInfo[]): BackwardInputs {
  const [reserve, dOutputs, dH, dC] = list.slice(-4) as [
    tf.TensorInfo,
    tf.TensorInfo,
    tf.TensorInfo,
    tf.TensorInfo,
  ];
  return {
    forward: list.slice(0, -4) as unknown as ForwardInputs,
    reserve,
    dOutputs,
    dH,
    dC,
  };
}

/** Lists of inputs are typed as objects, although the engine takes lists and the gradient's `saveAllInputs` wants one. */
const asInputs = (list: readonly tf.Tensor[]) => list as unknown as tf.NamedTensorMap;

/**
 * Runs the operation on TensorFlow.js' current backend. Its gradient reaches all operands but the mask; it has no
 * second derivatives.
 * @throws RangeError naming the operand whose shape does not fit; Error when the backend lacks the kernels.
 */
export function lstmSequence(operands: LstmOperands): LstmResults {
  checkOperands(operands);
  const { inputs, kernel, recurrent, bias, h0, c0, mask, reverse = false } = operands;
  const list = [inputs, kernel, recurrent, bias, h0, c0, ...(mask ? [mask] : [])];
  const [outputs, h, c, reserve] = tf
    .engine()
    .runKernel(FUSED_LSTM, asInputs(list), { reverse }) as unknown as tf.Tensor[];
  // The gradient keeps a reference of its own.
  reserve!.dispose();
  return { outputs: outputs as tf.Tensor3D, h: h as tf.Tensor2D, c: c as tf.Tensor2D };
}

function checkOperands(operands: LstmOperands): void {
  const [T, B, I] = operands.inputs.shape;
  const [H] = operands.recurrent.shape;
  const shapes = {
    kernel: [I, 4 * H],
    recurrent: [H, 4 * H],
    bias: [4 * H],
    h0: [B, H],
    c0: [B, H],
    mask: [T, B],
  };
  for (const [name, shape] of Object.entries(shapes)) {
    const tensor = operands[name as keyof typeof shapes] as tf.Tensor | undefined;
    if (tensor !== undefined && !tf.util.arraysEqual(tensor.shape, shape))
      throw new RangeError(
        `${name} must be [${shape.join(', ')}], got [${tensor.shape.join(', ')}]`,
      );
  }
}

/** Registers the gradient; it is the same for all backends. */
export function registerLstmGradient(): void {
  if (tf.getGradient(FUSED_LSTM) !== undefined) return;
  tf.registerGradient({
    kernelName: FUSED_LSTM,
    saveAllInputs: true,
    outputsToSave: [false, false, false, true],
    gradFunc(dy, saved, attributes) {
      const [dOutputs, dH, dC] = dy as tf.Tensor[];
      // Computed at once and not on demand: a tensor made while one gradient is asked for would be gone for the next.
      const gradients = tf
        .engine()
        .runKernel(
          FUSED_LSTM_GRAD,
          asInputs([...saved, dOutputs!, dH!, dC!]),
          attributes,
        ) as unknown as tf.Tensor[];
      const mask = saved.length === 8 ? [() => tf.zerosLike(saved[6]!)] : [];
      const all = [...gradients.map((gradient) => () => gradient), ...mask];
      return all as unknown as ReturnType<tf.GradFunc>;
    },
  });
}
