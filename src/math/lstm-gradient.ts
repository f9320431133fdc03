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
 * A step that held the state hands δh_t and δc_t on as they are. With a projection, h_t = m_t P: δm_t = δh_t Pᵀ takes the
 * place of δh_t in the lines of c and the gates, and δP = Σ m_tᵀ δh_t.
 */
import { addProduct, copyTransposed, matrix, transposed } from './matrix.ts';
import { type LstmState, type LstmTrace, type LstmWeights, shownSize } from './lstm.ts';

/** ∂L with respect to what went into a layer, and to what it carried. */
export interface LstmInputGradients {
  readonly inputs: Float64Array; // [T, B, I]
  readonly initial: LstmState; // [B, R] and [B, H]
  /** The whole ∂L/∂h_t and ∂L/∂c_t after each step, by every path; for c also through h_t. */
  readonly states: LstmState; // [T, B, R] and [T, B, H]
}

/**
 * Backpropagation through time.
 * @param dOutputs ∂L/∂h_1 … ∂L/∂h_T, [T, B, R], as far as the loss or the layer above sees them.
 * @param gradients ∂L/∂W, ∂L/∂R, ∂L/∂b are added to these.
 * @param dFinal ∂L/∂h and ∂L/∂c of whoever reads the final state, [B, R] and [B, H]; zeros when left out.
 * @throws RangeError when an array's length does not fit the sizes, or the layer had other nonlinearities.
 */
export function backwardLayer(
  weights: LstmWeights,
  trace: LstmTrace,
  dOutputs: Float64Array,
  gradients: LstmWeights,
  dFinal?: LstmState,
): LstmInputGradients {
  const { inputSize: I, hiddenSize: H, projection } = weights;
  const width = shownSize(weights); // R, of h
  const { sequenceLength: T, batchSize: B, reverse, mask, gates, c, tanhC } = trace;
  if (trace.activations)
    throw new RangeError('activations must be sigmoid and tanh for a backward pass, got others');
  if (dOutputs.length !== T * B * width)
    throw new RangeError(`dOutputs must hold ${T}·${B}·${width} numbers, got ${dOutputs.length}`);
  const dInputs = new Float64Array(T * B * I);
  const states = { h: new Float64Array(T * B * width), c: new Float64Array(T * B * H) };
  const dh = new Float64Array(B * width); // ∂L/∂h_t by later steps
  const dc = new Float64Array(B * H); // ∂L/∂c_t by later steps
  if (dFinal) {
    dh.set(dFinal.h);
    dc.set(dFinal.c);
  }
  const dz = new Float64Array(B * 4 * H);
  const dZ = matrix(dz, B, 4 * H);
  const Wt = copyTransposed(matrix(weights.kernel, I, 4 * H));
  const Rt = copyTransposed(matrix(weights.recurrent, width, 4 * H));
  const dW = matrix(gradients.kernel, I, 4 * H);
  const dR = matrix(gradients.recurrent, width, 4 * H);
  const Pt = projection && copyTransposed(matrix(projection.kernel, H, width));
  const dP = gradients.projection && matrix(gradients.projection.kernel, H, width);

  for (let step = T - 1; step >= 0; step--) {
    const t = reverse ? T - 1 - step : step;
    const before = (reverse ? t + 1 : t) * B; // first row of h_{t−1} and c_{t−1}
    // ∂L/∂h_t by every path; a step that is read leaves nothing of it for the one before but what goes through δz.
    const dShown = states.h.subarray(t * B * width, (t + 1) * B * width);
    for (let b = 0; b < B; b++) {
      const real = mask?.[t * B + b] !== 0;
      for (let k = b * width; k < (b + 1) * width; k++) {
        dShown[k] = dh[k]! + dOutputs[t * B * width + k]!;
        dh[k] = real ? 0 : dShown[k]!;
      }
    }
    // ∂L/∂(o ⊙ tanh c): the same, unless a projection lies between.
    let dUnprojected: Float64Array = dShown;
    if (Pt && dP) {
      const dM = matrix(new Float64Array(B * H), B, H);
      addProduct(dM, matrix(dShown, B, width), Pt);
      addProduct(
        dP,
        transposed(matrix(unprojectedAt(trace, t, H), B, H)),
        matrix(dShown, B, width),
      );
      dUnprojected = dM.data;
    }
    for (let b = 0; b < B; b++) {
      const real = mask?.[t * B + b] !== 0;
      const gate = (t * B + b) * 4 * H;
      const now = (t * B + b) * H; // tanh(c_t)
      const old = (before + b) * H; // c_{t−1}
      for (let n = 0; n < H; n++) {
        const i = gates[gate + n]!;
        const f = gates[gate + H + n]!;
        const g = gates[gate + 2 * H + n]!;
        const o = gates[gate + 3 * H + n]!;
        const squashed = tanhC[now + n]!;
        const dHidden = dUnprojected[b * H + n]!;
        const dCell = dc[b * H + n]! + dHidden * o * (1 - squashed * squashed);
        states.c[now + n] = dCell;
        // The gates of a step that held the state are 0, and so is all of its δz.
        const z = b * 4 * H + n;
        dz[z] = dCell * g * i * (1 - i);
        dz[z + H] = dCell * c[old + n]! * f * (1 - f);
        dz[z + 2 * H] = dCell * i * (1 - g * g);
        dz[z + 3 * H] = dHidden * squashed * o * (1 - o);
        dc[b * H + n] = real ? dCell * f : dCell;
      }
    }
    addProduct(dW, transposed(matrix(trace.inputs, B, I, t * B * I)), dZ);
    addProduct(dR, transposed(matrix(trace.h, B, width, before * width)), dZ);
    for (let b = 0; b < B; b++)
      for (let k = 0; k < 4 * H; k++) gradients.bias[k]! += dz[b * 4 * H + k]!;
    addProduct(matrix(dInputs, B, I, t * B * I), dZ, Wt);
    addProduct(matrix(dh, B, width), dZ, Rt);
  }
  return { inputs: dInputs, initial: { h: dh, c: dc }, states };
}

/** o ⊙ tanh(c) of step `t`, [B, H]; 0 where the state was held. */
function unprojectedAt({ batchSize: B, gates, tanhC }: LstmTrace, t: number, H: number) {
  return Float64Array.from({ length: B * H }, (_, k) => {
    const [b, n] = [Math.floor(k / H), k % H];
    return gates[(t * B + b) * 4 * H + 3 * H + n]! * tanhC[t * B * H + k]!;
  });
}
