/**
 * What a joint loss makes of pictures. Two ways to find out: move the pixels of one picture from noise toward a target, or
 * train a small autoencoder on photographs and look at what it makes of others.
 */
import { type AdamState, createAdamState, updateAdam } from '#math/adam.ts';
import {
  autoencode,
  autoencodeBackward,
  initialAutoencoder,
  PARAMETERS,
} from '#math/autoencoder.ts';
import type { Size } from '#math/image-filter.ts';
import { type JointLoss, jointLoss, meanSquaredDifference } from '#math/joint-loss.ts';
import { msSsim, scalesFor, weightsFor } from '#math/ms-ssim.ts';
import { createRng, streamSeed } from '#math/rng.ts';
import { prepareTarget, ssimTo, type Target } from '#math/ssim.ts';
import { DEFAULT_OPTIMIZER } from './optimizer.ts';

/** A run in steps that can be looked at between any two. */
export interface PictureFit {
  /** One update of Adam. */
  step(): void;
  /** The picture that is shown, grey values in 0…1. */
  picture(): Float64Array;
}

/** Errors of a picture against a target, SSIM by the true data range of 1 whatever the loss was told. */
export interface Score {
  readonly mse: number;
  readonly ssim: number;
  /** By as many scales as the picture has room for (`scalesFor`). */
  readonly msSsim: number;
}

/** A score with the SSIM map. */
export function scorePicture(picture: Float64Array, target: Target): Score & { map: Float64Array } {
  const { image, size } = target;
  const finest = ssimTo(picture, target, 1);
  return {
    mse: meanSquaredDifference(picture, image),
    ssim: finest.ssim,
    msSsim: msSsim(picture, image, size, 1, weightsFor(scalesFor(size)), finest),
    map: finest.map as Float64Array,
  };
}

/** Updates of a run, and their size; the autoencoder's falls in a straight line to a fiftieth. */
export const PIXEL_FIT = { steps: 400, learningRate: 0.02 } as const;
export const AUTOENCODER_FIT = { steps: 400, learningRate: 0.005, batch: 8, patch: 32 } as const;
/** Updates of the published autoencoders; all else is as above. */
export const PUBLISHED_STEPS = 4000;

const optimizer = (learningRate: number) => ({ ...DEFAULT_OPTIMIZER, learningRate });

/** Moves pixels from uniform noise toward the target; after every update they are put back into 0…1. */
export class PixelFit implements PictureFit {
  readonly #target: Target;
  readonly #loss: JointLoss;
  readonly #pixels: Float64Array;
  readonly #gradient: Float64Array;
  readonly #adam: AdamState;

  constructor(target: Target, loss: JointLoss, seed: number) {
    const rng = createRng(streamSeed(seed, 'pixels'));
    this.#target = target;
    this.#loss = loss;
    this.#pixels = Float64Array.from(target.image, () => rng.uniform());
    this.#gradient = new Float64Array(target.image.length);
    this.#adam = createAdamState(target.image.length);
  }

  step(): void {
    jointLoss(this.#pixels, this.#target, this.#loss, this.#gradient);
    updateAdam(this.#pixels, this.#gradient, this.#adam, optimizer(PIXEL_FIT.learningRate));
    for (let k = 0; k < this.#pixels.length; k++)
      this.#pixels[k] = Math.min(1, Math.max(0, this.#pixels[k]!));
  }

  picture(): Float64Array {
    return this.#pixels;
  }
}

/** How an autoencoder is trained. */
export interface AutoencoderTraining {
  readonly loss: JointLoss;
  readonly seed: number;
  /** Over which the learning rate falls; `AUTOENCODER_FIT.steps` unless told. */
  readonly steps?: number;
  /**
   * A trained model to go on from: its parameters, which stay as they are, and its updates, which count as made. The rate
   * is the last of the schedule; the moments of Adam are not kept and begin at zero.
   */
  readonly from?: { readonly parameters: Float64Array; readonly updates: number };
}

/** Trains the autoencoder on random patches, mirrored at random; its picture is what it makes of the one to be shown. */
export class AutoencoderFit implements PictureFit {
  readonly #photographs: readonly Float64Array[];
  readonly #side: number;
  readonly #shown: { readonly image: Float64Array; readonly size: Size };
  readonly #loss: JointLoss;
  readonly #seed: number;
  readonly #steps: number;
  /** Updates made before this fit. */
  readonly #before: number;
  readonly parameters: Float64Array;
  readonly #gradient = new Float64Array(PARAMETERS);
  readonly #adam = createAdamState(PARAMETERS);

  /**
   * @param photographs trained on, squares of this side
   * @param shown never trained on
   */
  constructor(
    photographs: readonly Float64Array[],
    side: number,
    shown: { readonly image: Float64Array; readonly size: Size },
    { loss, seed, steps = AUTOENCODER_FIT.steps, from }: AutoencoderTraining,
  ) {
    this.#photographs = photographs;
    this.#side = side;
    this.#shown = shown;
    this.#loss = loss;
    this.#seed = seed;
    this.#steps = from?.updates ?? steps;
    this.#before = from?.updates ?? 0;
    this.parameters = from?.parameters.slice() ?? initialAutoencoder(streamSeed(seed, 'weights'));
  }

  step(): void {
    const { batch, patch, learningRate } = AUTOENCODER_FIT;
    const done = this.#before + this.#adam.updates;
    const size = { height: patch, width: patch };
    const rng = createRng(streamSeed(this.#seed, 'batch', done));
    const above = new Float64Array(patch * patch);
    this.#gradient.fill(0);
    for (let n = 0; n < batch; n++) {
      const image = this.#patch(rng.int(0, this.#photographs.length - 1), rng);
      const trace = autoencode(this.parameters, image, size);
      jointLoss(trace.output, prepareTarget(image, size), this.#loss, above);
      for (let k = 0; k < above.length; k++) above[k]! /= batch;
      autoencodeBackward(this.parameters, trace, above, this.#gradient);
    }
    const left = Math.max(0.02, 1 - done / this.#steps);
    updateAdam(this.parameters, this.#gradient, this.#adam, optimizer(learningRate * left));
  }

  #patch(index: number, rng: ReturnType<typeof createRng>): Float64Array {
    const { patch } = AUTOENCODER_FIT;
    const photograph = this.#photographs[index]!;
    const [top, left] = [rng.int(0, this.#side - patch), rng.int(0, this.#side - patch)];
    const mirrored = rng.uniform() < 0.5;
    const out = new Float64Array(patch * patch);
    for (let y = 0; y < patch; y++)
      for (let x = 0; x < patch; x++)
        out[y * patch + x] =
          photograph[(top + y) * this.#side + left + (mirrored ? patch - 1 - x : x)]!;
    return out;
  }

  picture(): Float64Array {
    return autoencode(this.parameters, this.#shown.image, this.#shown.size).output;
  }
}
