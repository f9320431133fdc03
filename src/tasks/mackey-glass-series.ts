/**
 * The Mackey–Glass series (Mackey and Glass 1977), a chaotic delay equation:
 *
 *   dx/dt = β x(t − τ) / (1 + x(t − τ)ⁿ) − γ x(t)     β = 0.2, γ = 0.1, n = 10, τ = 17
 *
 * Integrated by the classical Runge–Kutta method with a step of 0.1; delayed values at half steps are interpolated
 * from four grid points, which keeps the order. Only +, −, ×, ÷, so every machine gets the same numbers.
 */
import { createRng } from '#math/rng.ts';

const BETA = 0.2;
const GAMMA = 0.1;
const STEPS_PER_SAMPLE = 10; // a step of 0.1, a sample at every whole unit of time
const STEP = 1 / STEPS_PER_SAMPLE;
const DELAY_STEPS = 17 * STEPS_PER_SAMPLE;

/** Units of time that are thrown away, so that the series lies on the attractor. */
export const WASHOUT = 1000;

const slope = (x: number, delayed: number) => {
  const square = delayed * delayed;
  const fourth = square * square;
  return (BETA * delayed) / (1 + fourth * fourth * square) - GAMMA * x;
};

/**
 * Samples at t = WASHOUT, WASHOUT + 1, …, unscaled (about 0.2…1.4).
 * @param seed chooses the constant history x(t ≤ 0), uniform in [0.5, 1.5); after the washout, different seeds are at
 *   different places of the attractor.
 * @param length samples, whole and ≥ 1.
 */
export function mackeyGlassSeries(seed: number, length: number): Float64Array {
  const history = createRng(seed).uniform(0.5, 1.5);
  const steps = (WASHOUT + length - 1) * STEPS_PER_SAMPLE;
  // x[k] is x at time (k − DELAY_STEPS − 1) · STEP; one place more than the delay, for the interpolation.
  const start = DELAY_STEPS + 1;
  const x = new Float64Array(start + steps + 1).fill(history, 0, start + 1);
  for (let k = start; k < start + steps; k++) {
    const past = k - DELAY_STEPS;
    const [before, now, next, after] = [x[past - 1]!, x[past]!, x[past + 1]!, x[past + 2]!];
    const middle = (9 * (now + next) - before - after) / 16;
    const k1 = slope(x[k]!, now);
    const k2 = slope(x[k]! + (STEP / 2) * k1, middle);
    const k3 = slope(x[k]! + (STEP / 2) * k2, middle);
    const k4 = slope(x[k]! + STEP * k3, next);
    x[k + 1] = x[k]! + (STEP / 6) * (k1 + 2 * k2 + 2 * k3 + k4);
  }
  const first = start + WASHOUT * STEPS_PER_SAMPLE;
  return Float64Array.from({ length }, (_, sample) => x[first + sample * STEPS_PER_SAMPLE]!);
}
