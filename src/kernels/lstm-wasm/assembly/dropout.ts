/**
 * Dropout by a hash instead of random state, the same numbers as src/model/dropout.ts: four units are hashed at once.
 *
 *   key  = mix(mix(mix(seed) + update) + layer)    line = mix(mix(key + time) + row)
 *   unit is kept, and scaled by 1/(1 − p), where mix(line + unit) ≥ ⌊p·2³²⌋
 */
import { Slabs } from './slabs';

function mix(z: u32): u32 {
  z = (z ^ (z >>> 16)) * 0x85ebca6b;
  z = (z ^ (z >>> 13)) * 0xc2b2ae35;
  return z ^ (z >>> 16);
}

@inline
function mix4(z: v128): v128 {
  z = i32x4.mul(v128.xor(z, i32x4.shr_u(z, 16)), i32x4.splat(0x85ebca6b));
  z = i32x4.mul(v128.xor(z, i32x4.shr_u(z, 13)), i32x4.splat(0xc2b2ae35));
  return v128.xor(z, i32x4.shr_u(z, 16));
}

/** @param update updates made before; @param layer from 1 */
export function dropoutKey(seed: u32, update: u32, layer: i32): u32 {
  return mix(mix(mix(seed) + update) + layer);
}

/**
 * to = mask ⊙ from / (1 − p), slab by slab; `to` may be `from`. The units of one part follow upon those of the one
 * before, although each part's panels are padded.
 * @param slabs where to read, with the units of one part as columns; @param parts directions side by side
 */
export function applyDropout(
  slabs: Slabs,
  parts: i32,
  to: usize,
  key: u32,
  threshold: u32,
  scale: f32,
): void {
  const least = i32x4.splat(threshold);
  const kept = f32x4.splat(scale);
  const panels = (slabs.columns + 7) >> 3;
  for (let t = 0; t < slabs.steps; t++) {
    const time = mix(key + t);
    const step = <usize>t * slabs.slab;
    for (let b = 0; b < slabs.batch; b++) {
      const line = mix(time + b);
      let at = step + <usize>b * 32;
      for (let part = 0; part < parts; part++) {
        let units = i32x4.add(i32x4.splat(line + part * slabs.columns), i32x4(0, 1, 2, 3));
        for (let n = 0; n < panels; n++, at += slabs.stride) {
          const low = i32x4.ge_u(mix4(units), least);
          const high = i32x4.ge_u(mix4(i32x4.add(units, i32x4.splat(4))), least);
          const from = slabs.at + at;
          v128.store(to + at, v128.and(f32x4.mul(v128.load(from), kept), low));
          v128.store(to + at, v128.and(f32x4.mul(v128.load(from, 16), kept), high), 16);
          units = i32x4.add(units, i32x4.splat(8));
        }
      }
    }
  }
}
