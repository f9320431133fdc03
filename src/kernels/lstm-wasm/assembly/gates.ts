/**
 * The pointwise part of an LSTM layer, for eight units of the whole batch at a time, four numbers a turn.
 *
 *   i, f, o = sigmoid(z_i, z_f, z_o)   g = tanh(z_g)
 *   c_t = f ⊙ c_{t−1} + i ⊙ g          h_t = o ⊙ tanh(c_t)
 *
 * The four gates of a unit are `gateStride` bytes apart; what is one number a unit lies in panels of its own.
 */
import { ones, sigmoidPanel, tanhPanel } from './activations';
import { madd } from './arithmetic';

/** Forwards: z is replaced by the gates, and c_t, tanh(c_t), h_t are written. `bytes` is the size of a panel. */
export function forwardGates(
  gates: usize,
  gateStride: usize,
  cBefore: usize,
  c: usize,
  tanhC: usize,
  h: usize,
  bytes: usize,
): void {
  const forget = gates + gateStride;
  const candidate = forget + gateStride;
  const output = candidate + gateStride;
  sigmoidPanel(gates, bytes);
  sigmoidPanel(forget, bytes);
  tanhPanel(candidate, candidate, bytes);
  sigmoidPanel(output, bytes);
  for (let at: usize = 0; at < bytes; at += 16) {
    const kept = f32x4.mul(v128.load(forget + at), v128.load(cBefore + at));
    v128.store(c + at, madd(v128.load(gates + at), v128.load(candidate + at), kept));
  }
  tanhPanel(c, tanhC, bytes);
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(h + at, f32x4.mul(v128.load(output + at), v128.load(tanhC + at)));
  }
}

/**
 * Backwards: the gates are replaced by ∂loss/∂z, and `dc` goes from ∂loss/∂c_t (what comes from step t + 1) to
 * ∂loss/∂c_{t−1}. `dh` is the whole ∂loss/∂h_t.
 */
export function backwardGates(
  gates: usize,
  gateStride: usize,
  cBefore: usize,
  tanhC: usize,
  dh: usize,
  dc: usize,
  bytes: usize,
): void {
  const one = ones();
  for (let at: usize = 0; at < bytes; at += 16) {
    const zi = gates + at;
    const zf = zi + gateStride;
    const zg = zf + gateStride;
    const zo = zg + gateStride;
    const i = v128.load(zi);
    const f = v128.load(zf);
    const g = v128.load(zg);
    const o = v128.load(zo);
    const squashed = v128.load(tanhC + at);
    const dHidden = v128.load(dh + at);
    const dOpen = f32x4.mul(dHidden, squashed); // ∂loss/∂o
    // tanh' = 1 − tanh²
    const dCell = f32x4.add(
      v128.load(dc + at),
      f32x4.mul(o, f32x4.sub(dHidden, f32x4.mul(dOpen, squashed))),
    );
    const dCellIn = f32x4.mul(dCell, i);
    const dCellKept = f32x4.mul(dCell, f);
    v128.store(dc + at, dCellKept);
    v128.store(zi, f32x4.mul(f32x4.mul(dCellIn, g), f32x4.sub(one, i)));
    v128.store(zf, f32x4.mul(f32x4.mul(dCellKept, v128.load(cBefore + at)), f32x4.sub(one, f)));
    v128.store(zg, f32x4.sub(dCellIn, f32x4.mul(dCellIn, f32x4.mul(g, g))));
    v128.store(zo, f32x4.mul(f32x4.mul(dOpen, o), f32x4.sub(one, o)));
  }
}
