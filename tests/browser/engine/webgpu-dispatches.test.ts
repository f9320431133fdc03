/** What a step of the WebGPU engine costs besides arithmetic: dispatches, submits, buffers and bind groups, counted. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Backend } from '#engine/backend.ts';
import { requestGpu } from '#engine/gpu/adapter.ts';
import { createWebgpuBackend } from '#engine/webgpu/backend.ts';
import type { OptimizerOptions } from '#model/optimizer.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { optionsOf, randomBatch, small } from './webgpu-models.ts';

let backend: Backend;
const undo: (() => void)[] = [];
const counts = { dispatches: 0, submits: 0, buffers: 0, bindGroups: 0, encoders: 0 };

beforeAll(async () => {
  backend = createWebgpuBackend(await requestGpu(true));
});

/** Calls `seen` before each call of a method, which goes through. */
function through<Method extends string>(
  on: Record<Method, (...values: never[]) => unknown>,
  method: Method,
  seen: (self: object) => void,
): void {
  const original = on[method];
  const replacement = function (this: object, ...values: never[]) {
    seen(this);
    return original.apply(this, values);
  };
  on[method] = replacement;
  undo.push(() => {
    on[method] = original;
  });
}

beforeEach(() => {
  const count = (name: keyof typeof counts) => () => {
    counts[name]++;
  };
  through(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', count('dispatches'));
  through(GPUQueue.prototype, 'submit', count('submits'));
  through(GPUDevice.prototype, 'createBuffer', count('buffers'));
  through(GPUDevice.prototype, 'createBindGroup', count('bindGroups'));
  through(GPUDevice.prototype, 'createCommandEncoder', count('encoders'));
});

afterEach(() => {
  for (const restore of undo.splice(0)) restore();
});

afterAll(() => {
  backend.dispose();
});

const reset = (): void => {
  for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] = 0;
};

const free = { clipNorm: Infinity };
const L = (numLayers: number) => 5 * numLayers + 1;
const every = { head: 'every' } as const;

const CASES: [string, ModelSpecification, Partial<OptimizerOptions>, number][] = [
  ['5L + 1, one layer', small, free, L(1)],
  ['5L + 1, three layers', { ...small, numLayers: 3 }, free, L(3)],
  ['nothing for dropout', { ...small, numLayers: 2, dropout: 0.5 }, free, L(2)],
  ['nothing for a direction more', { ...small, numLayers: 2, bidirectional: true }, free, L(2)],
  ['nothing for residual paths', { ...small, numLayers: 2, residual: true }, free, L(2)],
  ['one for clipping', small, { clipNorm: 1 }, L(1) + 1],
  ['four for a head on every step', { ...small, ...every }, free, L(1) + 4],
  ['four for a large softmax', { ...small, outputSize: 65, loss: 'softmax' }, free, L(1) + 4],
  ['two for an embedding', { ...small, vocabulary: 9 }, free, L(1) + 2],
];

it.each(CASES)('dispatches: %s', async (_, spec, optimizer, expected) => {
  const trainer = await backend.createTrainer(optionsOf(spec, 1, optimizer));
  const batch = randomBatch(spec, 1);
  await trainer.step([batch]);
  reset();
  await trainer.step([batch]);
  expect(counts.dispatches).toBe(expected);
  trainer.dispose();
});

it('makes no buffer and no bind group once warm, and submits many steps at once', async () => {
  const group = await backend.createGroup([1, 2, 3].map((seed) => optionsOf(small, seed)));
  const batches = Array.from({ length: 40 }, (_, k) => randomBatch(small, k));
  const all = group.members.map(() => batches);
  await group.step(all);
  await group.step(all);
  await group.step(all);
  reset();
  await group.step(all);
  await group.step(all);
  expect(counts.buffers).toBe(0);
  expect(counts.bindGroups).toBe(0);
  // Three models, 40 steps, twice.
  expect(counts.dispatches).toBe(2 * 40 * (L(1) + 1));
  expect(counts.submits).toBeLessThanOrEqual(2 * 40);
  group.dispose();
});

it('sends models of different shapes in the same submit', async () => {
  const groups = await Promise.all(
    [small, { ...small, numLayers: 3 }].map((spec) =>
      backend.createGroup([optionsOf(spec, 1, free), optionsOf(spec, 2, free)]),
    ),
  );
  const batch = randomBatch(small, 1);
  const step = () => Promise.all(groups.map((group) => group.step([[batch], [batch]])));
  await step();
  reset();
  await step();
  expect(counts).toMatchObject({ submits: 1, dispatches: L(1) + L(3), encoders: 1 });
  for (const group of groups) group.dispose();
});

it('destroys all its buffers', async () => {
  // What losses are read from belongs to the backend, and is there already.
  let alive = 0;
  const destroyed = new Set<object>();
  through(GPUDevice.prototype, 'createBuffer', () => alive++);
  through(GPUBuffer.prototype, 'destroy', (buffer) => {
    if (!destroyed.has(buffer)) alive--;
    destroyed.add(buffer);
  });
  const trainer = await backend.createTrainer(optionsOf(small, 1, free));
  await trainer.step([randomBatch(small, 1)]);
  await trainer.parameters();
  expect(alive).toBeGreaterThan(10);
  trainer.dispose();
  expect(alive).toBe(0);
});
