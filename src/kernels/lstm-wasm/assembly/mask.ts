/**
 * Padded steps hold the state. Which are padded is a word for every time step and row, all ones where the step is
 * real and zero where it holds, [T][B]; and one for every time step, which tells whether any row holds there, so that
 * the others cost nothing.
 */

@unmanaged
export class Mask {
  /** [T][B] */
  rows: usize;
  /** [T] */
  holds: usize;
  /** Bytes of a step's row words. */
  step: usize;
  /** Whether any step holds. */
  any: bool;
}

/** Does any row hold at a time step? */
@inline
export function holdsAt(mask: Mask, t: i32): bool {
  return mask.any && load<i32>(mask.holds + <usize>t * 4) !== 0;
}

/** The words of one step. */
@inline
export function rowsAt(mask: Mask, t: i32): usize {
  return mask.rows + <usize>t * mask.step;
}

/** From lengths [rows] as whole numbers; rows of padding count as real. @returns the number of real steps. */
export function maskLengths(mask: Mask, lengths: usize, steps: i32, rows: i32): f64 {
  let real: f64 = 0;
  mask.any = false;
  memory.fill(mask.rows, 0xff, <usize>steps * mask.step);
  for (let t = 0; t < steps; t++) {
    let held = 0;
    for (let b = 0; b < rows; b++) {
      if (t < load<i32>(lengths + <usize>b * 4)) continue;
      store<i32>(rowsAt(mask, t) + <usize>b * 4, 0);
      held++;
    }
    real += <f64>(rows - held);
    store<i32>(mask.holds + <usize>t * 4, held);
    if (held) mask.any = true;
  }
  return real;
}

/** From numbers, [T][rows], 0 where a step holds. */
export function maskNumbers(mask: Mask, numbers: usize, steps: i32, rows: i32): void {
  mask.any = false;
  memory.fill(mask.rows, 0xff, <usize>steps * mask.step);
  for (let t = 0; t < steps; t++) {
    let held = 0;
    for (let b = 0; b < rows; b++, numbers += 4) {
      if (load<f32>(numbers) !== 0) continue;
      store<i32>(rowsAt(mask, t) + <usize>b * 4, 0);
      held++;
    }
    store<i32>(mask.holds + <usize>t * 4, held);
    if (held) mask.any = true;
  }
}

/** Rows that hold get what stood `before`, for one panel of `bytes`. */
export function holdRows(now: usize, before: usize, rows: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 32, rows += 4) {
    const real = v128.load32_splat(rows);
    const to = now + at;
    v128.store(to, v128.bitselect(v128.load(to), v128.load(before + at), real));
    v128.store(to, v128.bitselect(v128.load(to, 16), v128.load(before + at, 16), real), 16);
  }
}

/** Rows that hold are also added what they had `before`: its derivative passes by the step. */
export function carryRows(now: usize, before: usize, rows: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 32, rows += 4) {
    const real = v128.load32_splat(rows);
    const to = now + at;
    const a = v128.andnot(v128.load(before + at), real);
    const b = v128.andnot(v128.load(before + at, 16), real);
    v128.store(to, f32x4.add(v128.load(to), a));
    v128.store(to, f32x4.add(v128.load(to, 16), b), 16);
  }
}

/** Rows that hold become zero, for one panel of `bytes`. */
export function clearRows(panel: usize, rows: usize, bytes: usize): void {
  for (const end = panel + bytes; panel < end; panel += 32, rows += 4) {
    const real = v128.load32_splat(rows);
    v128.store(panel, v128.and(v128.load(panel), real));
    v128.store(panel, v128.and(v128.load(panel, 16), real), 16);
  }
}

/** Whatever stands in padded steps becomes zero, NaN included, in slabs of `panels` panels. */
export function clearHeld(
  mask: Mask,
  slabs: usize,
  steps: i32,
  slab: usize,
  panels: i32,
  stride: usize,
): void {
  for (let t = 0; t < steps; t++) {
    if (!holdsAt(mask, t)) continue;
    for (let n = 0; n < panels; n++) {
      const panel = slabs + <usize>t * slab + <usize>n * stride;
      clearRows(panel, rowsAt(mask, t), mask.step * 8);
    }
  }
}
