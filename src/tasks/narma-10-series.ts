/**
 * The NARMA-10 system (Atiya and Parlos 2000), a nonlinear filter of tenth order driven by noise:
 *
 *   y(t+1) = 0.3 y(t) + 0.05 y(t) Σ_{i=0…9} y(t−i) + 1.5 u(t−9) u(t) + 0.1      u uniform in [0, 0.5)
 *
 * It has no bound: after an unlucky run of large inputs y grows without end. Of series of 12,000 steps one in eighteen does;
 * it is thrown away and drawn anew. In about one of fifty y rises above 1.15 and comes back, where all models err more.
 */
import { createRng, type Rng } from '#math/rng.ts';

const ORDER = 10;
/** Steps that are thrown away; the system forgets its start in a few dozen. */
const WASHOUT = 200;
/** Beyond this y does not come back; otherwise it stays below about 1.2. */
const RUNAWAY = 10;

export interface Narma10Series {
  /** u(t), [length]. */
  readonly inputs: Float64Array;
  /** y(t + 1), the first output that the input beside it has a part in, [length]. */
  readonly outputs: Float64Array;
}

/**
 * A stretch of the system's input and output, unscaled.
 * @param length whole and ≥ 1.
 */
export function narma10Series(seed: number, length: number): Narma10Series {
  const rng = createRng(seed);
  for (;;) {
    const series = drawSeries(rng, WASHOUT + length);
    if (series !== undefined)
      return {
        inputs: series.inputs.subarray(WASHOUT),
        outputs: series.outputs.subarray(WASHOUT),
      };
  }
}

/** The system from y = 0 and u = 0 on; undefined when it runs away. */
function drawSeries(rng: Rng, length: number): Narma10Series | undefined {
  const inputs = new Float64Array(length);
  const outputs = new Float64Array(length);
  for (let t = 0; t < length; t++) {
    inputs[t] = rng.uniform(0, 0.5);
    const y = t > 0 ? outputs[t - 1]! : 0;
    let sum = 0; // of the ten latest outputs
    for (let k = Math.max(0, t - ORDER); k < t; k++) sum += outputs[k]!;
    const delayed = t >= ORDER - 1 ? inputs[t - ORDER + 1]! : 0;
    const next = 0.3 * y + 0.05 * y * sum + 1.5 * delayed * inputs[t]! + 0.1;
    if (!(next < RUNAWAY)) return undefined;
    outputs[t] = next;
  }
  return { inputs, outputs };
}
