/** Reads parts of buffers, for what is asked for seldom; steps read their losses through the submitter. */
import type { Region } from './dispatch.ts';

/** Copies that are added to a command encoder, and then read. Sizes and offsets must be multiples of 4. */
export class Readback {
  readonly #device: GPUDevice;
  readonly #regions: Region[] = [];

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** Bytes of `region` from `offset`; returns the number of the piece. */
  add({ buffer, offset }: Region, from: number, size: number): number {
    return this.#regions.push({ buffer, offset: offset + from, size }) - 1;
  }

  /**
   * Runs the encoder's commands, then copies the pieces.
   * @returns the pieces in the order in which they were added.
   */
  async read(encoder: GPUCommandEncoder): Promise<Float32Array[]> {
    const size = this.#regions.reduce((sum, region) => sum + region.size, 0);
    const usage = 0x1 | 0x8; // MAP_READ | COPY_DST
    const target = this.#device.createBuffer({ label: 'readback', size, usage });
    try {
      let at = 0;
      for (const region of this.#regions) {
        encoder.copyBufferToBuffer(region.buffer, region.offset, target, at, region.size);
        at += region.size;
      }
      this.#device.queue.submit([encoder.finish()]);
      await target.mapAsync(1);
      const all = new Float32Array(target.getMappedRange().slice(0));
      at = 0;
      return this.#regions.map((region) => all.subarray(at / 4, (at += region.size) / 4));
    } finally {
      target.destroy();
    }
  }
}
