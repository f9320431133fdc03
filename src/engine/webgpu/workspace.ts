/**
 * Buffers for batches of one shape. They are made when first asked for and then kept, so that a step makes none.
 * What changes from step to step lies in rings: a slot for each step of a submit.
 */
import type { Region } from './dispatch.ts';
import type { BatchShape } from './sizes.ts';

/** Bytes between slots: the least offset of a binding on some devices. */
const ALIGNMENT = 256;
/** Steps of a submit at most, and bytes of a ring beyond which it has fewer slots. */
const MAX_SLOTS = 16;
const RING_BYTES = 2 ** 24;

const USAGE = {
  storage: 0x80 | 0x4 | 0x8, // STORAGE | COPY_SRC | COPY_DST; GPUBufferUsage is absent outside browsers
  uniform: 0x40 | 0x8, // UNIFORM | COPY_DST
} as const;

/** A ring of slots with its copy on the CPU, where a submit's steps are put together. */
class Ring {
  readonly buffer: GPUBuffer;
  readonly #bytes: ArrayBuffer;
  readonly #stride: number;

  constructor(device: GPUDevice, label: string, usage: number, stride: number, slots: number) {
    this.#stride = stride;
    this.#bytes = new ArrayBuffer(stride * slots);
    this.buffer = device.createBuffer({ label, usage, size: stride * slots });
  }

  floats(slot: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#bytes, slot * this.#stride, this.#stride / 4);
  }

  words(slot: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.#bytes, slot * this.#stride, this.#stride / 4);
  }

  region(slot: number): Region {
    return { buffer: this.buffer, offset: slot * this.#stride, size: this.#stride };
  }

  write(queue: GPUQueue, slots: number): void {
    queue.writeBuffer(this.buffer, 0, this.#bytes, 0, slots * this.#stride);
  }
}

export class Workspace {
  readonly shape: BatchShape;
  /** Steps that one submit can hold. */
  readonly slots: number;
  readonly #device: GPUDevice;
  readonly #buffers = new Map<string, GPUBuffer>();
  readonly #rings = new Map<string, Ring>();

  /** @param slotBytes of the largest ring. */
  constructor(device: GPUDevice, shape: BatchShape, slotBytes: number) {
    this.#device = device;
    this.shape = shape;
    this.slots = Math.max(1, Math.min(MAX_SLOTS, Math.floor(RING_BYTES / (slotBytes + ALIGNMENT))));
  }

  /** A buffer of so many numbers by name; zeros at first. Names are sized once. */
  buffer(name: string, numbers: number): Region {
    let buffer = this.#buffers.get(name);
    if (buffer === undefined) {
      const size = Math.max(ALIGNMENT, 4 * numbers);
      buffer = this.#device.createBuffer({ label: name, usage: USAGE.storage, size });
      this.#buffers.set(name, buffer);
    }
    return { buffer, offset: 0, size: buffer.size };
  }

  /** A ring by name, so many bytes a slot. */
  ring(name: string, bytes: number, kind: keyof typeof USAGE = 'storage'): Ring {
    let ring = this.#rings.get(name);
    if (ring === undefined) {
      const stride = Math.max(ALIGNMENT, Math.ceil(bytes / ALIGNMENT) * ALIGNMENT);
      ring = new Ring(this.#device, name, USAGE[kind], stride, this.slots);
      this.#rings.set(name, ring);
    }
    return ring;
  }

  dispose(): void {
    for (const buffer of this.#buffers.values()) buffer.destroy();
    for (const { buffer } of this.#rings.values()) buffer.destroy();
    this.#buffers.clear();
    this.#rings.clear();
  }
}
