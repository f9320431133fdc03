/** The vectors of tokens: gathered on the way forth, added to on the way back. The table is [I/8][V][8]. */
import { Slabs } from './slabs';

/** Slabs of the vectors of tokens, [T][rows] numbers. */
export function gatherTokens(tokens: usize, table: usize, vocabulary: i32, to: Slabs): void {
  const panels = (to.columns + 7) >> 3;
  const tableStride = <usize>vocabulary * 32;
  for (let t = 0; t < to.steps; t++) {
    for (let b = 0; b < to.rows; b++, tokens += 4) {
      let from = table + <usize>load<f32>(tokens) * 32;
      let at = to.at + <usize>t * to.slab + <usize>b * 32;
      for (let n = 0; n < panels; n++, from += tableStride, at += to.stride) {
        v128.store(at, v128.load(from));
        v128.store(at, v128.load(from, 16), 16);
      }
    }
  }
}

/** Adds the derivatives of the vectors to the table's gradient. */
export function scatterTokens(tokens: usize, from: Slabs, gradient: usize, vocabulary: i32): void {
  const panels = (from.columns + 7) >> 3;
  const tableStride = <usize>vocabulary * 32;
  for (let t = 0; t < from.steps; t++) {
    for (let b = 0; b < from.rows; b++, tokens += 4) {
      let to = gradient + <usize>load<f32>(tokens) * 32;
      let at = from.at + <usize>t * from.slab + <usize>b * 32;
      for (let n = 0; n < panels; n++, to += tableStride, at += from.stride) {
        v128.store(to, f32x4.add(v128.load(to), v128.load(at)));
        v128.store(to, f32x4.add(v128.load(to, 16), v128.load(at, 16)), 16);
      }
    }
  }
}
