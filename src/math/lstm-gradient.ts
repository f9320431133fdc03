/**
 * Backpropagation through time for the layer of `lstm.ts`, in float64. With δx for ∂L/∂x, from the last step read to
 * the first:
 *
 *   δh_t = (by the loss and the layers above) + δz_{t+1} Rᵀ
 *   δc_t = δc_{t+1} ⊙ f_{t+1} + δh_t ⊙ o ⊙ (1 − tanh² c_t)
 *   δz_i = δc_t ⊙ g ⊙ i (1 − i)         δz_f = δc_t ⊙ c_{t−1} ⊙ f (1 − f)
 *   δz_g = δc_t ⊙ i ⊙ (1 − g²)          δz_o = δh_t ⊙ tanh(c_t) ⊙ o (1 − o)
 *   δW = Σ x_tᵀ δz    δR = Σ h_{t−1}ᵀ δz    δb = Σ δz    δx_t = δz Wᵀ
 *
 * A step that held the state hands δh_t and δc_t on as they are.
 */
import { addProduct, copyTransposed, matrix, transposed } from './matrix.ts';
import type { LstmState, LstmTrace, LstmWeights } from './lstm.ts';

/** ∂L with respect to what went into a layer, and to what it carried. */
export interface LstmInputGradients {
  readonly inputs: Float64Array; // [T, B, I]
  readonly initial: LstmState; // [B, H] each
  /** The whole ∂L/∂h_t and ∂L/∂c_t after each step, by every path; for c also through h_t. */
  readonly states: LstmState; // [T, B, H] each
}

/**
 * Backpropagation through time.
 * @param dOutputs ∂L/∂h_1 … ∂L/∂h_T, [T, B, H], as far as the loss or the layer above sees them.
 * @param gradients ∂L/∂W, ∂L/∂R, ∂L/∂b are added to these.
 * @param dFinal ∂L/∂h and ∂L/∂c of whoever reads the final state, [B, H] each; zeros when left out.
 * @throws RangeError when an array's length does not fit the sizes.
 */
export function backwardLayer(
  weights: LstmWeights,
  trace: LstmTrace,
  dOutputs: Float64Array,
  gradients: LstmWeights,
  dFinal?: LstmState,
): LstmInputGradients {
  const { inputSize: I, hiddenSize: H } = weights;
  const { sequenceLength: T, batchSize: B, reverse, mask, gates, c, tanhC } = trace;
  if (dOutputs.length !== T * B * H)
    throw new RangeError(`dOutputs must hold ${T}·${B}·${H} numbers, got ${dOutputs.length}`);
  const dInputs = new Float64Array(T * B * I);
  const states = { h: new Float64Array(T * B * H), c: new Float64Array(T * B * H) };
  const dh = new Float64Array(B * H); // ∂L/∂h_t by later steps
  const dc = new Float64Array(B * H); // ∂L/∂c_t by later steps
  if (dFinal) {
    dh.set(dFinal.h);
    dc.set(dFinal.c);
  }
  const dz = new Float64Array(B * 4 * H);
  const dZ = matrix(dz, B, 4 * H);
  const Wt = copyTransposed(matrix(weights.kernel, I, 4 * H));
  const Rt = copyTransposed(matrix(weights.recurrent, H, 4 * H));
  const dW = matrix(gradients.kernel, I, 4 * H);
  const dR = matrix(gradients.recurrent, H, 4 * H);

  for (let step = T - 1; step >= 0; step--) {
    const t = reverse ? T - 1 - step : step;
    const before = (reverse ? t + 1 : t) * B * H; // where h_{t−1} and c_{t−1} lie
    for (let b = 0; b < B; b++) {
      const real = mask?.[t * B + b] !== 0;
      const gate = (t * B + b) * 4 * H;
      const now = (t * B + b) * H; // tanh(c_t) and ∂L/∂h_t of the loss
      const old = before + b * H; // c_{t−1}
      for (let n = 0; n < H; n++) {
        const i = gates[gate + n]!;
        const f = gates[gate + H + n]!;
        const g = gates[gate + 2 * H + n]!;
        const o = gates[gate + 3 * H + n]!;
        const squashed = tanhC[now + n]!;
        const dHidden = dh[b * H + n]! + dOutputs[now + n]!;
        const dCell = dc[b * H + n]! + dHidden * o * (1 - squashed * squashed);
        states.h[now + n] = dHidden;
        states.c[now + n] = dCell;
        // The gates of a step that held the state are 0, and so is all of its δz.
        const z = b * 4 * H + n;
        dz[z] = dCell * g * i * (1 - i);
        dz[z + H] = dCell * c[old + n]! * f * (1 - f);
        dz[z + 2 * H] = dCell * i * (1 - g * g);
        dz[z + 3 * H] = dHidden * squashed * o * (1 - o);
        dc[b * H + n] = real ? dCell * f : dCell;
        dh[b * H + n] = real ? 0 : dHidden;
      }
    }
    addProduct(dW, transposed(matrix(trace.inputs, B, I, t * B * I)), dZ);
    addProduct(dR, transposed(matrix(trace.h, B, H, before)), dZ);
    for (let b = 0; b < B; b++)
      for (let k = 0; k < 4 * H; k++) gradients.bias[k]! += dz[b * 4 * H + k]!;
    addProduct(matrix(dInputs, B, I, t * B * I), dZ, Wt);
    addProduct(matrix(dh, B, H), dZ, Rt);
  }
  return { inputs: dInputs, initial: { h: dh, c: dc }, states };
}
