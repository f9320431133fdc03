import { expect, test } from 'vitest';
import { parametersFromQuantised, quantisedTensors } from '#formats/quantised.ts';
import { writeSafetensors } from '#formats/safetensors.ts';
import { initialParameters } from '#model/initialise.ts';
import { parameterLayout } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';

const SPEC: ModelSpecification = {
  inputSize: 3,
  vocabulary: 9,
  hiddenSize: 5,
  numLayers: 2,
  outputSize: 9,
  head: 'every',
  loss: 'softmax',
  initialisation: 'pytorch',
};

test('weights come back within half a step of their row, biases exactly', () => {
  const parameters = initialParameters(SPEC, 4);
  const file = writeSafetensors(quantisedTensors(SPEC, parameters));
  const back = parametersFromQuantised(SPEC, file);
  for (const { name, shape, offset, size } of parameterLayout(SPEC)) {
    const columns = shape[1] ?? size;
    for (let k = 0; k < size; k += columns) {
      const row = parameters.subarray(offset + k, offset + k + columns);
      const largest = Math.max(...row.map(Math.abs));
      const bound = shape.length === 1 ? 0 : (largest / 127 / 2) * 1.001;
      row.forEach((value, at) => {
        expect(Math.abs(value - back[offset + k + at]!), name).toBeLessThanOrEqual(bound);
      });
    }
  }
});

test('a row of zeros stays zero', () => {
  const zeros = new Float32Array(initialParameters(SPEC, 1).length);
  expect(parametersFromQuantised(SPEC, writeSafetensors(quantisedTensors(SPEC, zeros)))).toEqual(
    zeros,
  );
});

test('a file of another model is refused by name and shape', () => {
  const file = writeSafetensors(quantisedTensors(SPEC, initialParameters(SPEC, 1)));
  expect(() => parametersFromQuantised({ ...SPEC, hiddenSize: 6 }, file)).toThrow(
    'layer1.kernel must have shape [3, 24], got [3, 20]',
  );
});
