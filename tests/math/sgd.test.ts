import { expect, it } from 'vitest';
import { updateSgd } from '#math/sgd.ts';

it('takes the learning rate times the gradient away', () => {
  const parameters = Float64Array.of(1, -2, 0);
  updateSgd(parameters, Float64Array.of(2, 4, -8), 0.25);
  expect([...parameters]).toEqual([0.5, -3, 2]);
});

it('refuses a gradient of another length', () => {
  expect(() => updateSgd(new Float64Array(2), new Float64Array(3), 1)).toThrow(
    'expected 2 gradients, got 3',
  );
});
