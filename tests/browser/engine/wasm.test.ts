/** The WebAssembly engine as a page gets it: both modules fetched, both trained with, on the main thread. */
import { expect, test } from 'vitest';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { createWasmBackend } from '#engine/wasm/backend.ts';
import { countParameters } from '#model/parameters.ts';
import type { ModelSpecification } from '#model/specification.ts';

const spec: ModelSpecification = {
  inputSize: 2,
  hiddenSize: 12,
  numLayers: 2,
  outputSize: 1,
  head: 'last',
  loss: 'mse',
  forgetBias: 1,
};

test.each([false, true])('relaxed: %s', async (relaxed) => {
  const backend = await createWasmBackend({ relaxed });
  const parameters = Float32Array.from({ length: countParameters(spec).total }, (_, k) =>
    Math.sin(k * k),
  );
  const trainer = await backend.createTrainer({ spec, parameters, optimizer: DEFAULT_OPTIMIZER });
  const batch = {
    sequenceLength: 10,
    batchSize: 5,
    inputs: Float32Array.from({ length: 100 }, (_, k) => Math.cos(k)),
    targets: Float32Array.from({ length: 5 }, (_, k) => k / 5),
  };
  const losses = await trainer.step(Array.from({ length: 200 }, () => batch));
  expect(losses[199]).toBeLessThan((losses[0] ?? 0) / 100);
  backend.dispose();
});
