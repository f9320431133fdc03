/**
 * A layer that takes the place of `tf.layers.lstm`: same configuration and defaults, same weights in the same order,
 * `returnSequences`, `returnState`, `goBackwards`, `stateful`, masks, initial states, regularizers and constraints. It
 * is the stock layer but for its call, which is one operation for the whole sequence (see `op.ts`).
 *
 * What the operation has no form for runs step by step as in the stock layer, with the same results: other activations
 * than `tanh` and `sigmoid`, recurrent dropout in training, more than 256 units, a backend without the kernels.
 * TensorFlow.js' default `recurrentActivation` is `hardSigmoid`, which is one of these: write
 * `recurrentActivation: 'sigmoid'`, Keras' own default since 2.3, for the fused path. `stepwiseReason` tells.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { layers, LSTMLayerArgs as StockArgs } from '@tensorflow/tfjs-layers';
// For its effect: it registers the stock layers.
import '@tensorflow/tfjs-layers';
import { FUSED_LSTM, lstmSequence } from './op.ts';

/** Of `tf.layers.lstm`. */
export type LSTMLayerArgs = StockArgs;
type StockLstm = ReturnType<typeof layers.lstm>;
type StockCell = ReturnType<typeof layers.lstmCell>;
type Kwargs = Parameters<StockLstm['call']>[1];

/** The stock class, which the package does not export but registers. */
const Stock = tf.serialization.SerializationMap.getMap().classNameMap[
  'LSTM'
]![0] as unknown as new (args: LSTMLayerArgs) => StockLstm;

const MOST_UNITS = 256;

export class FusedLstm extends Stock {
  /** The name in saved models; loading one needs this module. */
  static readonly className = 'FusedLSTM';

  private get lstmCell(): StockCell {
    return this.cell as StockCell;
  }

  /**
   * Why a call would run step by step, in English; undefined when it is fused.
   * @param training whether dropout acts, as in `call`
   */
  stepwiseReason(training = false): string | undefined {
    const { units, activation, recurrentActivation, recurrentDropout } = this.lstmCell;
    const names = { activation: 'tanh', recurrentActivation: 'sigmoid' };
    for (const [field, wanted] of Object.entries(names)) {
      const name = { activation, recurrentActivation }[field]!.getClassName();
      if (name !== wanted) return `${field} must be ${wanted}, got ${name}`;
    }
    if (units > MOST_UNITS) return `units must be 1…${MOST_UNITS}, got ${units}`;
    if (training && recurrentDropout > 0 && recurrentDropout < 1)
      return `recurrentDropout must be 0 in training, got ${recurrentDropout}`;
    if (tf.getKernel(FUSED_LSTM, tf.getBackend()) === undefined)
      return `backend must have the kernel ${FUSED_LSTM}, got ${tf.getBackend()}`;
    return undefined;
  }

  /** As of the stock layer. @param inputs [B, T, I] */
  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: Kwargs): tf.Tensor | tf.Tensor[] {
    const training = Boolean(kwargs?.['training']);
    if (this.stepwiseReason(training) !== undefined) return super.call(inputs, kwargs);
    return tf.tidy(() => {
      const given = only(inputs) as tf.Tensor3D;
      const mask = kwargs?.['mask'] as tf.Tensor | tf.Tensor[] | null | undefined;
      const { h0, c0 } = this.stateBefore(given, kwargs?.['initialState']);
      const { kernel, recurrentKernel, bias, units, useBias } = this.lstmCell;
      const { outputs, h, c } = lstmSequence({
        inputs: tf.transpose(this.drop(given, training), [1, 0, 2]),
        kernel: kernel.read() as tf.Tensor2D,
        recurrent: recurrentKernel.read() as tf.Tensor2D,
        bias: useBias ? (bias.read() as tf.Tensor1D) : tf.zeros([4 * units]),
        h0,
        c0,
        mask: mask ? timeMajorMask(only(mask)) : undefined,
        reverse: this.goBackwards,
      });
      if (this.stateful) this.resetStates([h, c], training);
      const output = this.returnSequences ? this.sequence(outputs) : h;
      return this.returnState ? [output, h, c] : output;
    });
  }

  /** [T, B, H] → [B, T, H], in the order in which the steps were read, as the stock layer has it. */
  private sequence(outputs: tf.Tensor3D): tf.Tensor3D {
    return tf.transpose(this.goBackwards ? tf.reverse(outputs, 0) : outputs, [1, 0, 2]);
  }

  private stateBefore(inputs: tf.Tensor3D, initialState: unknown) {
    const kept = this.stateful ? this.states : undefined;
    const state = (initialState ?? kept) as tf.Tensor[] | undefined;
    if (state !== undefined && state.length !== 2)
      throw new RangeError(`initialState must be 2 tensors, h and c, got ${state.length}`);
    const zeros = (): tf.Tensor => tf.zeros([inputs.shape[0], this.lstmCell.units]);
    const [h0, c0] = state ?? [zeros(), zeros()];
    return { h0: h0 as tf.Tensor2D, c0: c0 as tf.Tensor2D };
  }

  /** Drops the same features at all steps of a sequence, as the stock layer does. */
  private drop(inputs: tf.Tensor3D, training: boolean): tf.Tensor3D {
    const { dropout, dropoutFunc } = this.lstmCell;
    if (!(training && dropout > 0 && dropout < 1)) return inputs;
    const [B, , I] = inputs.shape;
    const ones = tf.ones([B, 1, I]);
    const custom = dropoutFunc as ((ones: tf.Tensor, rate: number) => tf.Tensor) | undefined;
    return tf.mul(inputs, custom ? custom(ones, dropout) : tf.dropout(ones, dropout));
  }
}
tf.serialization.registerClass(
  FusedLstm as unknown as tf.serialization.SerializableConstructor<FusedLstm>,
);

/**
 * In place of `tf.layers.lstm`.
 * @throws as that: ValueError when `units` is no positive whole number, …
 */
export function fusedLstm(args: LSTMLayerArgs): FusedLstm {
  return new FusedLstm(args);
}

const only = (tensors: tf.Tensor | tf.Tensor[]): tf.Tensor => {
  if (!Array.isArray(tensors)) return tensors;
  if (tensors.length !== 1) throw new RangeError(`inputs must be 1 tensor, got ${tensors.length}`);
  return tensors[0]!;
};

/** [B, T] or [B, T, 1], any type → 0 and 1, [T, B]. */
function timeMajorMask(mask: tf.Tensor): tf.Tensor2D {
  const [B, T] = mask.shape as [number, number];
  const binary = tf.cast(tf.cast(tf.reshape(mask, [B, T]), 'bool'), 'float32');
  return tf.transpose(binary as tf.Tensor2D);
}
