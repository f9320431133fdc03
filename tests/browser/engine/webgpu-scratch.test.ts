import { expect, it } from 'vitest';
import { requestGpu } from '#engine/gpu/adapter.ts';
import { createWebgpuBackend } from '#engine/webgpu/backend.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { initialParameters } from '#model/initialise.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { createReferenceBackend } from '#engine/reference.ts';
it('trains', async () => {
  const backend = createWebgpuBackend(await requestGpu(true));
  void backend.failed.then((r) => console.log('FAILED', r));
  for (const numLayers of [1, 2]) {
  const spec: ModelSpecification = { inputSize: 3, hiddenSize: 5, numLayers, outputSize: 2, head: 'last', loss: 'mse' };
  const options = { spec, parameters: initialParameters(spec, 1), optimizer: DEFAULT_OPTIMIZER };
  const batch = { batchSize: 4, sequenceLength: 6, inputs: Float32Array.from({ length: 72 }, (_, k) => Math.sin(k)), targets: Float32Array.from({ length: 8 }, (_, k) => Math.cos(k)) };
  const t = await backend.createTrainer(options);
  const r = await createReferenceBackend().createTrainer(options);
  console.log([...await t.step(Array.from({ length: 5 }, () => batch))].join(), [...await r.step(Array.from({ length: 5 }, () => batch))].join());
  const p = await t.parameters(), q = await r.parameters();
  console.log(Math.max(...p.map((x, k) => Math.abs(x - q[k]!))), Math.max(...q.map(Math.abs)));
  }
  expect(1).toBe(1);
});
