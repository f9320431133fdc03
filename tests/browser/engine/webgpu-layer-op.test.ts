/** One layer as an operation on given buffers, against the float64 reference. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requestGpu } from '#engine/gpu/adapter.ts';
import type { LayerShape } from '#engine/layer-kernel.ts';
import { referenceLayerKernel } from '#engine/reference/layer-kernel.ts';
import { LayerOps } from '#engine/webgpu/layer-op.ts';
import type { Region } from '#engine/webgpu/dispatch.ts';
import { Readback } from '#engine/webgpu/readback.ts';
import { createRng } from '#math/rng.ts';

let device: GPUDevice;
const errors: string[] = [];

beforeAll(async () => {
  ({ device } = await requestGpu(true));
  device.addEventListener('uncapturederror', ({ error }) => errors.push(error.message));
});

afterAll(() => {
  device.destroy();
});

function upload(values: Float32Array<ArrayBuffer>): Region {
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
  const buffer = device.createBuffer({ size: values.byteLength, usage });
  device.queue.writeBuffer(buffer, 0, values);
  return { buffer, offset: 0, size: values.byteLength };
}

async function download(regions: Record<string, Region>): Promise<Record<string, Float32Array>> {
  const readback = new Readback(device);
  for (const region of Object.values(regions)) readback.add(region, 0, region.size);
  const values = await readback.read(device.createCommandEncoder());
  return Object.fromEntries(Object.keys(regions).map((name, k) => [name, values[k]!]));
}

/** Largest difference, relative to the largest expected value. */
function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  const scale = Math.max(...Array.from(expected, Math.abs));
  return Math.max(...Array.from(expected, (x, k) => Math.abs(x - actual[k]!))) / scale;
}

const SHAPES: (LayerShape & { masked: boolean })[] = [
  { sequenceLength: 5, batchSize: 3, inputSize: 2, hiddenSize: 6, reverse: false, masked: false },
  { sequenceLength: 4, batchSize: 2, inputSize: 7, hiddenSize: 5, reverse: true, masked: true },
];

it.each(SHAPES)('equals the reference: $hiddenSize units, reverse $reverse', async (shape) => {
  const { sequenceLength: T, batchSize: B, inputSize: I, hiddenSize: H } = shape;
  const rng = createRng(7);
  const random = (size: number) => Float32Array.from({ length: size }, () => rng.normal());
  const weights = { kernel: random(I * 4 * H), recurrent: random(H * 4 * H), bias: random(4 * H) };
  const mask = Float32Array.from({ length: T * B }, (_, k) => Number(k % 3 !== 1));
  const inputs = { inputs: random(T * B * I), h0: random(B * H), c0: random(B * H) };
  const d = { outputs: random(T * B * H), h: random(B * H), c: random(B * H) };

  const given = { ...inputs, ...(shape.masked && { mask }) };
  const expected = referenceLayerKernel.forward(shape, weights, given);
  const expectedGradients = referenceLayerKernel.backward(
    shape,
    weights,
    given,
    expected.reserve,
    d,
  );

  const ops = new LayerOps(device);
  const layer = ops.layer(shape);
  await layer.ready;
  const space = (numbers: number) => upload(new Float32Array(numbers));
  const read = {
    kernel: upload(weights.kernel),
    recurrent: upload(weights.recurrent),
    bias: upload(weights.bias),
    inputs: upload(inputs.inputs),
    ...(shape.masked && { mask: upload(mask) }),
  };
  const outputs = { outputs: space(T * B * H), h: space(B * H), c: space(B * H) };
  const reserve = space(layer.reserveBytes / 4);
  const gradients = {
    inputs: space(T * B * I),
    kernel: space(I * 4 * H),
    recurrent: space(H * 4 * H),
    bias: space(4 * H),
    h0: space(B * H),
    c0: space(B * H),
  };
  const encoder = device.createCommandEncoder();
  const state = { h0: upload(inputs.h0), c0: upload(inputs.c0) };
  layer.encodeForward(encoder, { ...read, ...state, ...outputs, reserve });
  const upstream = { dOutputs: upload(d.outputs), dH: upload(d.h), dC: upload(d.c) };
  // Twice: the reserve must survive.
  for (let k = 0; k < 2; k++)
    layer.encodeBackward(encoder, { ...read, reserve, ...upstream, gradients });
  device.queue.submit([encoder.finish()]);

  const found = await download(outputs);
  for (const name of ['outputs', 'h', 'c'] as const)
    expect(relativeError(found[name]!, expected[name]), name).toBeLessThan(1e-4);
  const foundGradients = await download(gradients);
  for (const name of ['inputs', 'kernel', 'recurrent', 'bias', 'h0', 'c0'] as const)
    expect(relativeError(foundGradients[name]!, expectedGradients[name]), name).toBeLessThan(1e-4);
  ops.dispose();
  expect(errors).toEqual([]);
});
