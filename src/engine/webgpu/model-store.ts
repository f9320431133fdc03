/** The weights and moments of the models of a group, side by side on the GPU. */
import type { OptimizerOptions } from '#model/optimizer.ts';
import type { TrainerState } from '../backend.ts';
import type { Region } from './dispatch.ts';
import { fromDevice, toDevice, transposedWeights, type DeviceLayout } from './layout.ts';
import type { ModelBuffers } from './plan.ts';
import { Readback } from './readback.ts';

/** STORAGE | COPY_SRC | COPY_DST. */
const USAGE = 0x80 | 0x4 | 0x8;

export class ModelStore {
  readonly #device: GPUDevice;
  readonly #layout: DeviceLayout;
  readonly #adam: boolean;
  readonly #parameters: GPUBuffer;
  readonly #moments: readonly [GPUBuffer, GPUBuffer];
  readonly #transposed: GPUBuffer;

  /** @throws RangeError naming the bytes when the weights of all models do not fit into a buffer. */
  constructor(
    device: GPUDevice,
    layout: DeviceLayout,
    optimizer: OptimizerOptions,
    models: number,
  ) {
    this.#device = device;
    this.#layout = layout;
    this.#adam = optimizer.kind !== 'sgd';
    const bytes = 4 * layout.stride * models;
    const most = device.limits.maxBufferSize;
    if (bytes > most)
      throw new RangeError(
        `the weights of ${models} models must be at most ${most} bytes on this device, got ${bytes}`,
      );
    const buffer = (label: string, size: number) =>
      device.createBuffer({ label, size, usage: USAGE });
    this.#parameters = buffer('parameters', bytes);
    const moment = this.#adam ? bytes : 256;
    this.#moments = [buffer('moment 1', moment), buffer('moment 2', moment)];
    this.#transposed = buffer('transposed', 4 * layout.transposedStride * models);
  }

  /** The part of every buffer that belongs to models `first` … `first + count` − 1. */
  range(first: number, count: number): ModelBuffers {
    const part =
      (buffer: GPUBuffer, stride: number) =>
      (at = 0, size = stride): Region => ({
        buffer,
        offset: 4 * (first * stride + at),
        size: 4 * ((count - 1) * stride + size),
      });
    const { stride, transposedStride } = this.#layout;
    const [first1, second] = this.#moments.map((buffer) =>
      this.#adam ? part(buffer, stride)() : { buffer, offset: 0, size: 256 },
    ) as [Region, Region];
    return {
      parameters: part(this.#parameters, stride),
      moment1: first1,
      moment2: second,
      transposed: part(this.#transposed, transposedStride),
    };
  }

  /** Sets the weights of a model, in the order of `parameterLayout`. */
  writeWeights(model: number, flat: ArrayLike<number>): void {
    const { queue } = this.#device;
    const weights = toDevice(this.#layout, flat);
    queue.writeBuffer(this.#parameters, 4 * model * this.#layout.stride, weights);
    queue.writeBuffer(
      this.#transposed,
      4 * model * this.#layout.transposedStride,
      transposedWeights(this.#layout, weights),
    );
  }

  /** Sets a model's moments, which are zeros at first; SGD has none. */
  writeMoments(model: number, { m, v }: Pick<TrainerState, 'm' | 'v'>): void {
    if (!this.#adam) return;
    const at = 4 * model * this.#layout.stride;
    for (const [k, moment] of [m, v].entries())
      this.#device.queue.writeBuffer(this.#moments[k]!, at, toDevice(this.#layout, moment));
  }

  /** Copies of a model's weights, and of its moments where that is wanted and there are some. */
  async read(model: number, wanted: 'weights' | 'all'): Promise<Float32Array[]> {
    const readback = new Readback(this.#device);
    const models = this.range(model, 1);
    const regions = [models.parameters()];
    if (wanted === 'all' && this.#adam) regions.push(models.moment1, models.moment2);
    for (const region of regions) readback.add(region, 0, region.size);
    const pieces = await readback.read(this.#device.createCommandEncoder());
    return pieces.map((piece) => fromDevice(this.#layout, piece));
  }

  dispose(): void {
    for (const buffer of [this.#parameters, ...this.#moments, this.#transposed]) buffer.destroy();
  }
}
