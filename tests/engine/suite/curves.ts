/** 20 updates by PyTorch's and Keras' own optimizers, against an engine's. */
import { describe, expect, it } from 'vitest';
import type { Backend } from '#engine/backend.ts';
import { parameterLayout } from '#model/parameters.ts';
import { batchOf, weightsOf } from '../../reference/configurations.ts';
import {
  curveSizes,
  readTensors,
  reduced,
  UPDATES,
  type Curve,
  type Fixtures,
} from '../../reference/fixtures.ts';
import { disagreements, relativeError } from './agreement.ts';

/** Losses come as float32. */
const ROUNDING = 2 ** -24;
/** `clip_grad_norm_` divides by the norm + 1e-6, of norms above 0.1. */
const CLIP_TOLERANCE = 1e-5;

const titleOf = ({ name, by, optimizer }: Curve) =>
  `${name}: ${by}, ${optimizer.kind}, ε ${optimizer.epsilon}, clip ${optimizer.clipNorm}`;

/**
 * Losses must agree to the tolerance. Final weights are compared where the tolerance is a float64 engine's: Adam divides
 * by the gradient's size, so a weight whose gradient is all rounding error goes anywhere in float32.
 */
export function describeCurves(fixtures: Fixtures, open: () => Backend, tolerance: number): void {
  describe(`trains as PyTorch and Keras train, to ${tolerance}`, () => {
    it.each(fixtures.curves.map((curve) => [titleOf(curve), curve] as const))(
      '%s',
      async (_, curve) => {
        const { spec, seed, optimizer } = curve;
        const parameters = weightsOf(curve);
        const trainer = await open().createTrainer({ spec, seed, parameters, optimizer });
        const batches = Array.from({ length: UPDATES }, (__, number) => batchOf(curve, number));
        const losses = await trainer.step(batches);
        const after = Array.from((await trainer.save()).parameters);
        trainer.dispose();

        const { tensors } = readTensors(fixtures.numbers, curve.offset, curveSizes(curve));
        const { losses: expected, ...weights } = tensors;
        const allowed =
          curve.by === 'torch clip_grad_norm_' ? Math.max(tolerance, CLIP_TOLERANCE) : tolerance;
        expect(relativeError(losses, expected ?? [])).toBeLessThanOrEqual(
          Math.max(allowed, ROUNDING),
        );
        if (allowed > ROUNDING) return;
        const found = Object.fromEntries(
          parameterLayout(spec).map(({ name, offset, size }) => [
            name,
            reduced(after.slice(offset, offset + size), seed),
          ]),
        );
        expect(disagreements(found, weights, tolerance)).toEqual({});
      },
    );
  });
}
