/** Runs picture fits in pieces, so that orders are heard in between. Knows no worker: orders come in, news goes out. */
import type { Size } from '#math/image-filter.ts';
import { prepareTarget, type Target } from '#math/ssim.ts';
import { errorText } from '#engine/probe.ts';
import {
  halfSize,
  parsePhotograph,
  PHOTOGRAPH_SIDE,
  photographPath,
  type PhotographId,
  toBytes,
  toUnit,
  TRAINING_PHOTOGRAPHS,
} from '#tasks/photographs.ts';
import {
  AUTOENCODER_FIT,
  AutoencoderFit,
  PIXEL_FIT,
  PixelFit,
  type PictureFit,
  scorePicture,
} from '#model/picture-fit.ts';
import { openAutoencoder, type PublishedAutoencoder } from './picture-file.ts';
import type { PictureNews, PictureOrder, PicturePlan } from './picture-protocol.ts';
import type { FileSource } from './site-file.ts';

/** Milliseconds of updates between two looks at the orders, and between two reports. */
const PIECE_MS = 12;
const REPORT_MS = { pixels: 40, autoencoder: 150 } as const;

interface Surroundings {
  readonly post: (news: PictureNews) => void;
  readonly read: FileSource;
  /** Lets orders in. */
  readonly pause: () => Promise<void>;
}

interface Run {
  readonly id: number;
  readonly of: PicturePlan['of'];
  readonly seed: number;
  readonly steps: number;
  /** Updates of the published model that it began with. */
  readonly before: number;
  readonly side: number;
  readonly fit: PictureFit;
  readonly target: Target;
  step: number;
  /** Time and step of the latest report. */
  reported: { readonly time: number; readonly step: number };
}

/** What is wrong lies in a published model. */
class BadWeights extends Error {}

const square = (side: number): Size => ({ height: side, width: side });

export class PictureSession {
  readonly #around: Surroundings;
  #latest = -1;
  #run: Run | undefined;
  #paused = false;
  #looping = false;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  async receive(order: PictureOrder): Promise<void> {
    try {
      await this.#follow(order);
    } catch (error) {
      // A question that cannot be answered is no reason to end the run.
      const asked = order.type === 'hand';
      if (!asked) this.#run = undefined;
      const id = asked ? order.id : this.#latest;
      const reason = error instanceof BadWeights ? 'bad-weights' : 'worker-failed';
      this.#around.post({ type: 'failed', id, reason, detail: errorText(error) });
    }
  }

  async #follow(order: PictureOrder): Promise<void> {
    switch (order.type) {
      case 'start': {
        this.#latest = order.id;
        this.#paused = order.paused;
        this.#run = undefined;
        const run = await this.#begin(order.id, order.plan);
        if (this.#latest !== order.id) return; // another one has been ordered meanwhile
        this.#run = run;
        this.#report(run);
        return this.#loop();
      }
      case 'pause':
        this.#paused = true;
        return;
      case 'resume':
        this.#paused = false;
        return this.#loop();
      case 'step':
        if (this.#run && this.#paused) this.#advance(this.#run, 1);
        return;
      case 'hand':
        return this.#hand(order.id);
      case 'stop':
        this.#latest = -1;
        this.#run = undefined;
        return;
      default:
        order satisfies never;
    }
  }

  async #begin(id: number, plan: PicturePlan): Promise<Run> {
    const { of, loss, seed, picture } = plan;
    if (picture.length !== PHOTOGRAPH_SIDE ** 2)
      throw new RangeError(
        `a picture must have ${PHOTOGRAPH_SIDE ** 2} pixels, got ${picture.length}`,
      );
    const whole = toUnit(picture);
    const start = { id, of, seed, step: 0, before: 0, reported: { time: 0, step: 0 } };
    if (of === 'pixels') {
      const side = PHOTOGRAPH_SIDE / 2;
      const target = prepareTarget(halfSize(whole), square(side));
      const fit = new PixelFit(target, loss, seed);
      return { ...start, steps: PIXEL_FIT.steps, side, fit, target };
    }
    const size = square(PHOTOGRAPH_SIDE);
    const [photographs, published] = await Promise.all([
      Promise.all(TRAINING_PHOTOGRAPHS.map((one) => this.#photograph(one))),
      plan.published === undefined ? undefined : this.#open(plan.published),
    ]);
    const step = published?.steps ?? 0;
    const training = {
      loss,
      seed: published?.seed ?? seed,
      ...(published && { from: { parameters: published.parameters, updates: step } }),
    };
    return {
      ...start,
      seed: training.seed,
      step,
      before: step,
      steps: step + AUTOENCODER_FIT.steps,
      side: PHOTOGRAPH_SIDE,
      fit: new AutoencoderFit(photographs, PHOTOGRAPH_SIDE, { image: whole, size }, training),
      target: prepareTarget(whole, size),
      reported: { time: 0, step },
    };
  }

  /** Grey values 0…1, [128, 128]. */
  async #photograph(id: PhotographId): Promise<Float64Array> {
    return toUnit(parsePhotograph(await this.#around.read(photographPath(id).slice(1))));
  }

  /** @throws BadWeights */
  async #open(id: string): Promise<PublishedAutoencoder> {
    try {
      return await openAutoencoder(id, this.#around.read);
    } catch (error) {
      throw new BadWeights(errorText(error), { cause: error });
    }
  }

  async #loop(): Promise<void> {
    if (this.#looping) return;
    this.#looping = true;
    try {
      while (this.#run && !this.#paused && this.#run.step < this.#run.steps) {
        this.#advance(this.#run, Infinity);
        await this.#around.pause();
      }
    } finally {
      this.#looping = false;
    }
  }

  /** Makes updates for a piece of time, at most so many, and reports when it is due. */
  #advance(run: Run, most: number): void {
    const start = performance.now();
    const end = Math.min(run.steps, run.step + most);
    while (run.step < end && performance.now() - start < PIECE_MS) {
      run.fit.step();
      run.step++;
    }
    const due = performance.now() - run.reported.time >= REPORT_MS[run.of];
    if (due || run.step === run.steps || this.#paused) this.#report(run);
  }

  /** @throws RangeError where there is no autoencoder. */
  #hand(id: number): void {
    const run = this.#run;
    if (run === undefined || !(run.fit instanceof AutoencoderFit))
      throw new RangeError('no autoencoder was trained');
    const { fit, seed, step, side, target } = run;
    this.#around.post({
      type: 'handed',
      id,
      model: {
        parameters: fit.parameters.slice(),
        seed,
        step,
        side,
        image: Float64Array.from(target.image),
        picture: Float64Array.from(fit.picture()),
      },
    });
  }

  #report(run: Run): void {
    const { id, step, steps, before, side, target, fit, reported } = run;
    const time = performance.now();
    const picture = fit.picture();
    const { map, ...score } = scorePicture(picture, target);
    this.#around.post({
      type: 'report',
      id,
      report: {
        step,
        steps,
        before,
        side,
        target: toBytes(target.image),
        picture: toBytes(picture),
        map: Float32Array.from(map),
        ...score,
        msPerStep: (time - reported.time) / (step - reported.step || Number.NaN),
      },
    });
    // What the report itself took does not count.
    run.reported = { time: performance.now(), step };
  }
}
