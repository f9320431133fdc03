/**
 * One LSTM layer in one direction as an operation on buffers of somebody else's, encoded into somebody else's commands:
 * what the TensorFlow.js op is on WebGPU. The kernels are those of the trainer.
 *
 *   const ops = new LayerOps(device);                      // one a device
 *   const layer = ops.layer(shape);                        // kept by shape; await layer.ready to compile beforehand
 *   layer.encodeForward(encoder, { …weights, inputs, mask, h0, c0, outputs, h, c, reserve });
 *   layer.encodeBackward(encoder, { …weights, inputs, mask, reserve, dOutputs, dH, dC, gradients });
 *
 * All numbers are float32, with shapes as in `LayerKernel` (../layer-kernel.ts): time-major, gates i, f, g, o one after
 * the other along the columns. Regions are given in bytes; offsets are multiples of 256. Every buffer needs the usages
 * STORAGE, COPY_SRC and COPY_DST. What is written must not share a buffer with what is read by the same call.
 *
 * Both calls begin and end passes of their own, so no pass may be open on the encoder. They leave `reserve` as it is, so
 * that a backward pass may be encoded more than once, before or after other layers of the same shape: each layer has
 * scratch buffers that are overwritten by every call, in the order of the commands.
 */
import { gateOrderGroups, interleaveGates, separateGates } from '#kernels/gate-order/index.ts';
import { gradientNorm, NORM_PARTS } from '#kernels/gradient-norm/index.ts';
import { inputGradient } from '#kernels/input-gradient/index.ts';
import { inputProjection } from '#kernels/input-projection/index.ts';
import type { WgslKernel } from '#kernels/kernel.ts';
import { lstmBackward } from '#kernels/lstm-backward/index.ts';
import { lstmForward } from '#kernels/lstm-forward/index.ts';
import { MASKING, STEP_BYTES } from '#kernels/step/index.ts';
import { tiles } from '#kernels/tile/index.ts';
import { weightGradient } from '#kernels/weight-gradient/index.ts';
import type { LayerShape } from '../layer-kernel.ts';
import type { Region } from './dispatch.ts';
import { recurrenceGrid } from './layer-plan.ts';
import { Pipelines, type Constants } from './pipelines.ts';
import { splitsOf } from './sizes.ts';
import { Workspace } from './workspace.ts';

export interface LayerOpWeights {
  readonly kernel: Region; // [I, 4H]
  readonly recurrent: Region; // [H, 4H]
  readonly bias: Region; // [4H]
}

interface LayerOpInputs extends LayerOpWeights {
  readonly inputs: Region; // [T, B, I]
  /** 1 for a real step, 0 for one that holds the state, [T, B]; all real when left out. */
  readonly mask?: Region;
}

export interface LayerForward extends LayerOpInputs {
  readonly h0: Region; // [B, H]
  readonly c0: Region; // [B, H]
  /** Written: h of every step [T, B, H], the final h and c [B, H], and `reserveBytes` for the backward pass. */
  readonly outputs: Region;
  readonly h: Region;
  readonly c: Region;
  readonly reserve: Region;
}

export interface LayerBackward extends LayerOpInputs {
  readonly reserve: Region;
  readonly dOutputs: Region; // [T, B, H]
  readonly dH: Region; // of the final state, [B, H]
  readonly dC: Region;
  /** Written, each as large as what it is the gradient of. */
  readonly gradients: LayerOpWeights & {
    readonly inputs: Region;
    readonly h0: Region;
    readonly c0: Region;
  };
}

type Use = readonly [kernel: WgslKernel, constants: Constants, entryPoint?: string];

const align = (bytes: number): number => Math.ceil(bytes / 256) * 256;

/** The layers of a device, by shape. */
export class LayerOps {
  readonly #device: GPUDevice;
  readonly #pipelines: Pipelines;
  readonly #layers = new Map<string, LayerOp>();

  constructor(device: GPUDevice) {
    this.#device = device;
    this.#pipelines = new Pipelines(device);
  }

  /** @throws RangeError when the shape is out of range or too large for the device. */
  layer(shape: LayerShape): LayerOp {
    const { sequenceLength, batchSize, inputSize, hiddenSize, reverse } = shape;
    const key = [sequenceLength, batchSize, inputSize, hiddenSize, reverse].join();
    let layer = this.#layers.get(key);
    if (layer === undefined) {
      layer = new LayerOp(this.#device, this.#pipelines, shape);
      this.#layers.set(key, layer);
    }
    return layer;
  }

  /** Destroys all scratch buffers; the commands that use them must have been submitted. */
  dispose(): void {
    for (const layer of this.#layers.values()) layer.dispose();
    this.#layers.clear();
  }
}

export class LayerOp {
  /** Bytes of `reserve`. */
  readonly reserveBytes: number;
  readonly #device: GPUDevice;
  readonly #pipelines: Pipelines;
  readonly #shape: LayerShape;
  readonly #scratch: Workspace;
  readonly #uses: Readonly<Record<string, Use>>;
  readonly #splits: number;
  #ready: Promise<void> | undefined;

  /** @throws RangeError when the shape is out of range or too large for the device. */
  constructor(device: GPUDevice, pipelines: Pipelines, shape: LayerShape) {
    const { sequenceLength: T, batchSize: B, inputSize: I, hiddenSize: H, reverse } = shape;
    checkShape(device, shape);
    this.#device = device;
    this.#pipelines = pipelines;
    this.#shape = shape;
    this.#scratch = new Workspace(device, { models: 1, sequenceLength: T, batchSize: B }, 2 ** 24);
    this.reserveBytes = this.#gateBytes + 4 * 2 * (T + 1) * B * H;

    const modelStride = (I + H + 1) * 4 * H;
    this.#splits = splitsOf(I + H + 1, 4 * H, T * B, modelStride);
    const sizes = { inputSize: I, hiddenSize: H, directions: 1, modelStride };
    const order = { inputSize: I, hiddenSize: H };
    const slices = { splits: this.#splits };
    const { rows, threadRows } = recurrenceGrid(H, B, 1);
    const recurrence = { hiddenSize: H, directions: 1, threadRows, reversed: reverse };
    const backward = { ...recurrence, transposedStride: 4 * H * H, fromFinalState: true };
    this.#uses = {
      interleave: [interleaveGates, order, 'interleave'],
      projection: [inputProjection, { ...sizes, aAlongK: true }],
      forward: [lstmForward(rows), { ...sizes, threadRows, reversed: reverse }],
      backward: [lstmBackward(rows), backward],
      weights: [weightGradient, { ...sizes, ...slices, reversed: reverse }],
      sum: [gradientNorm, { modelStride, ...slices }],
      inputs: [inputGradient, { ...sizes, aAlongK: true, bAlongK: true }],
      separate: [separateGates, order, 'separate'],
    };
  }

  /** Settles when all pipelines are compiled; without waiting for it, the first calls hold up the thread. */
  get ready(): Promise<void> {
    this.#ready ??= Promise.all(
      Object.values(this.#uses).map((use) => this.#pipelines.get(...use)),
    ).then(() => undefined);
    return this.#ready;
  }

  encodeForward(encoder: GPUCommandEncoder, regions: LayerForward): void {
    const { sequenceLength: T, batchSize: B, hiddenSize: H, reverse } = this.#shape;
    const { inputs, outputs, reserve } = regions;
    const initial = this.#scratch.buffer('initial', 2 * B * H);
    const half = 4 * B * H;
    copy(encoder, regions.h0, initial, half);
    copy(encoder, regions.c0, at(initial, half), half);

    const pass = encoder.beginComputePass();
    const weights = this.#encodeInterleave(pass, regions);
    const { unused, written, step, keys } = this.#common(regions.mask);
    const gates = { ...reserve, size: this.#gateBytes };
    const states = { ...at(reserve, this.#gateBytes), size: 4 * 2 * (T + 1) * B * H };
    this.#encode(pass, 'projection', [...tiles(T * B, 4 * H)], {
      step,
      inputs,
      embedding: unused,
      weights: weights.ours,
      gates,
    });
    this.#encode(pass, 'forward', [recurrenceGrid(H, B, 1).groups], {
      step,
      keys,
      mask: regions.mask ?? unused,
      initial,
      weights: weights.ours,
      gates,
      states,
      below: unused,
      outputs,
      dropped: written,
    });
    pass.end();

    const last = (reverse ? 0 : T) * half;
    copy(encoder, at(states, last), regions.h, half);
    copy(encoder, at(states, (T + 1) * half + last), regions.c, half);
  }

  encodeBackward(encoder: GPUCommandEncoder, regions: LayerBackward): void {
    const { sequenceLength: T, batchSize: B, inputSize: I, hiddenSize: H } = this.#shape;
    const { inputs, reserve, gradients, mask } = regions;
    const half = 4 * B * H;
    const gates = this.#scratch.buffer('gates', T * B * 4 * H);
    const dState = this.#scratch.buffer('d state', 2 * B * H);
    const gradient = this.#scratch.buffer('gradient', this.#splits * (I + H + 1) * 4 * H);
    copy(encoder, reserve, gates, 4 * T * B * 4 * H);
    copy(encoder, regions.dH, dState, half);
    copy(encoder, regions.dC, at(dState, half), half);

    const pass = encoder.beginComputePass();
    const weights = this.#encodeInterleave(pass, regions);
    const { unused, written, step, keys } = this.#common(mask);
    const states = { ...at(reserve, this.#gateBytes), size: 4 * 2 * (T + 1) * B * H };
    this.#encode(pass, 'backward', [recurrenceGrid(H, B, 1).groups], {
      step,
      mask: mask ?? unused,
      transposed: weights.transposed,
      gates,
      states,
      dOutputs: regions.dOutputs,
      dState,
      inspected: written,
    });
    const [x, y] = tiles(I + H + 1, 4 * H);
    this.#encode(pass, 'weights', [x, y, this.#splits], {
      step,
      inputs,
      embedding: unused,
      states,
      dGates: gates,
      gradient,
    });
    if (this.#splits > 1) {
      const squares = this.#scratch.buffer('squares', NORM_PARTS);
      this.#encode(pass, 'sum', [NORM_PARTS], { step, gradient, squares });
    }
    this.#encode(pass, 'inputs', [...tiles(T * B, I)], {
      step,
      keys,
      mask: mask ?? unused,
      dGates: gates,
      weights: weights.ours,
      dOutputs: unused,
      dInputs: gradients.inputs,
    });
    const { kernel, recurrent, bias } = gradients;
    this.#encode(pass, 'separate', [gateOrderGroups(I, H)], {
      kernel,
      recurrent,
      bias,
      ours: gradient,
    });
    pass.end();
    copy(encoder, dState, gradients.h0, half);
    copy(encoder, at(dState, half), gradients.c0, half);
  }

  dispose(): void {
    this.#scratch.dispose();
  }

  /** Bytes of the gates at the start of `reserve`; the states follow. */
  get #gateBytes(): number {
    const { sequenceLength: T, batchSize: B, hiddenSize: H } = this.#shape;
    return align(4 * T * B * 4 * H);
  }

  #encodeInterleave(pass: GPUComputePassEncoder, { kernel, recurrent, bias }: LayerOpWeights) {
    const { inputSize: I, hiddenSize: H } = this.#shape;
    const ours = this.#scratch.buffer('weights', (I + H + 1) * 4 * H);
    const transposed = this.#scratch.buffer('transposed', 4 * H * H);
    const regions = { kernel, recurrent, bias, ours, transposed };
    this.#encode(pass, 'interleave', [gateOrderGroups(I, H)], regions);
    return { ours, transposed };
  }

  #common(mask: Region | undefined) {
    const { sequenceLength: T, batchSize: B } = this.#shape;
    const masking = mask === undefined ? MASKING.none : MASKING.steps;
    const step = this.#scratch.ring(`step ${masking}`, STEP_BYTES, 'uniform');
    step.words(0).set([T, B, masking, 1, 0, 0, 0, 1]);
    step.write(this.#device.queue, 1);
    return {
      unused: this.#scratch.buffer('unused', 64),
      written: this.#scratch.buffer('unused output', 64),
      step: step.region(0),
      keys: this.#scratch.ring('keys', 256, 'uniform').region(0),
    };
  }

  #encode(
    pass: GPUComputePassEncoder,
    name: string,
    [x, y, z]: readonly number[],
    regions: Readonly<Record<string, Region>>,
  ): void {
    const use = this.#uses[name]!;
    const pipeline = this.#pipelines.getNow(...use);
    pass.setPipeline(pipeline);
    const entries = use[0].bindings.map((key, binding) => ({ binding, resource: regions[key]! }));
    const layout = pipeline.getBindGroupLayout(0);
    pass.setBindGroup(0, this.#device.createBindGroup({ label: name, layout, entries }));
    pass.dispatchWorkgroups(x!, y, z);
  }
}

const at = ({ buffer, offset, size }: Region, bytes: number): Region => ({
  buffer,
  offset: offset + bytes,
  size: size - bytes,
});

function copy(encoder: GPUCommandEncoder, source: Region, to: Region, bytes: number): void {
  encoder.copyBufferToBuffer(source.buffer, source.offset, to.buffer, to.offset, bytes);
}

function checkShape(device: GPUDevice, shape: LayerShape): void {
  const { sequenceLength: T, batchSize: B, hiddenSize: H } = shape;
  for (const name of ['sequenceLength', 'batchSize', 'inputSize', 'hiddenSize'] as const)
    if (!(Number.isInteger(shape[name]) && shape[name] >= 1))
      throw new RangeError(`${name} must be at least 1, got ${shape[name]}`);
  if (H > 256) throw new RangeError(`hiddenSize must be 1…256, got ${H}`);
  const bytes = 16 * T * B * H;
  const most = device.limits.maxStorageBufferBindingSize;
  if (bytes > most)
    throw new RangeError(`the gates must be at most ${most} bytes on this device, got ${bytes}`);
}
