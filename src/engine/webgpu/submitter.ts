/**
 * Sends steps to the GPU: many in one submit, few submits at a time, and losses back from a ring.
 *
 * Jobs that are added in one turn of the event loop share submits, so that models of different shapes go together. How
 * many steps a submit holds follows from measured times: a submit should not take longer than 100 ms, or the browser
 * could not draw in between.
 */
import type { Region } from './dispatch.ts';

/** Steps of one plan, to be run one after the other. */
export interface Job {
  /** Steps not yet written, steps whose losses were not yet received, and how many may be in one submit. */
  readonly remaining: number;
  readonly outstanding: number;
  readonly slots: number;
  /** Estimate of a step's milliseconds, kept here between submits. */
  timing: { msPerStep?: number };
  /** Puts the next so many steps into the slots from 0. */
  write(steps: number): void;
  encode(pass: GPUComputePassEncoder, slot: number): void;
  /** Where slot 0's losses are; those of others follow at 256 bytes each. */
  readonly losses: Region;
  /** Losses of the next so many steps, 64 numbers a step. */
  receive(losses: Float32Array, steps: number): void;
  /** All steps are done. */
  finish(): void;
  fail(error: unknown): void;
}

/** Milliseconds aimed at, below the 100 that are allowed. */
const TARGET_MS = 75;
const MAX_IN_FLIGHT = 2;
/** Submits grow at most so much from one to the next: the first times contain compilation. */
const GROWTH = 4;
const SLOT_BYTES = 256;

interface Share {
  readonly job: Job;
  readonly steps: number;
  readonly readback: GPUBuffer;
}

export class Submitter {
  readonly #device: GPUDevice;
  readonly #jobs: Job[] = [];
  /** Buffers that losses are read from, by size, when not in use. */
  readonly #readbacks = new Map<number, GPUBuffer[]>();
  #inFlight = 0;
  #scheduled = false;
  #lastDone = 0;

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  add(job: Job): void {
    this.#jobs.push(job);
    this.#schedule();
  }

  dispose(): void {
    for (const buffers of this.#readbacks.values()) for (const buffer of buffers) buffer.destroy();
    this.#readbacks.clear();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      while (this.#inFlight < MAX_IN_FLIGHT && this.#jobs.some(({ remaining }) => remaining > 0))
        this.#submit();
    });
  }

  #submit(): void {
    const jobs = this.#jobs.filter(({ remaining }) => remaining > 0);
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    const shares = jobs.flatMap((job): Share[] => {
      const ms = job.timing.msPerStep ?? TARGET_MS;
      const affordable = Math.max(1, Math.floor(TARGET_MS / jobs.length / ms));
      const steps = Math.min(job.remaining, job.slots, affordable);
      try {
        job.write(steps);
      } catch (error) {
        // Its trainer has been disposed of.
        if (this.#drop(job, true)) job.fail(error);
        return [];
      }
      for (let slot = 0; slot < steps; slot++) job.encode(pass, slot);
      return [{ job, steps, readback: this.#takeReadback(job.slots * SLOT_BYTES) }];
    });
    pass.end();
    if (shares.length === 0) return;
    for (const { job, steps, readback } of shares)
      encoder.copyBufferToBuffer(
        job.losses.buffer,
        job.losses.offset,
        readback,
        0,
        steps * SLOT_BYTES,
      );
    const start = performance.now();
    this.#device.queue.submit([encoder.finish()]);
    this.#inFlight++;
    void this.#collect(shares, start);
  }

  /** Waits for a submit and hands out its losses. */
  async #collect(shares: readonly Share[], start: number): Promise<void> {
    try {
      await Promise.all(
        shares.map(({ readback, steps }) => readback.mapAsync(1, 0, steps * SLOT_BYTES)),
      );
      this.#measure(shares, start);
      for (const { job, steps, readback } of shares) {
        job.receive(new Float32Array(readback.getMappedRange(0, steps * SLOT_BYTES)), steps);
        readback.unmap();
        this.#readbacks.get(readback.size)?.push(readback);
      }
      this.#inFlight--;
      for (const { job } of shares) if (this.#drop(job, job.outstanding === 0)) job.finish();
      this.#schedule();
    } catch (error) {
      this.#inFlight--;
      for (const { job } of shares) if (this.#drop(job, true)) job.fail(error);
      this.#schedule();
    }
  }

  /** Takes a job off the list when it is over; true the first time. */
  #drop(job: Job, over: boolean): boolean {
    const at = this.#jobs.indexOf(job);
    if (!over || at === -1) return false;
    this.#jobs.splice(at, 1);
    return true;
  }

  #measure(shares: readonly Share[], start: number): void {
    const now = performance.now();
    const actual = now - Math.max(start, this.#lastDone);
    this.#lastDone = now;
    const predicted = shares.reduce(
      (sum, { job, steps }) => sum + steps * (job.timing.msPerStep ?? TARGET_MS),
      0,
    );
    for (const { job } of shares) {
      const before = job.timing.msPerStep ?? TARGET_MS;
      job.timing.msPerStep = Math.max((before * actual) / predicted, before / GROWTH);
    }
  }

  #takeReadback(size: number): GPUBuffer {
    const usage = 0x1 | 0x8; // MAP_READ | COPY_DST
    const make = () => this.#device.createBuffer({ label: 'losses', size, usage });
    let free = this.#readbacks.get(size);
    if (free === undefined) {
      free = Array.from({ length: MAX_IN_FLIGHT }, make);
      this.#readbacks.set(size, free);
    }
    return free.pop() ?? make();
  }
}
