/** The messages between the page and the worker that fits pictures. */
import type { JointLoss } from '#math/joint-loss.ts';

/** What is run. */
export interface PicturePlan {
  readonly of: 'pixels' | 'autoencoder';
  readonly loss: JointLoss;
  readonly seed: number;
  /** The picture, grey, [128, 128], 0…255: the target of pixels, which are fitted at half its size, or what is shown to the model. */
  readonly picture: Uint8Array;
  /** Id of the published autoencoder to begin with; from new weights without one. Its seed goes before the plan's. */
  readonly published?: string;
}

/** Orders; a new `start` takes the place of the run under way. Of a run that is paused, `step` makes one update. */
export type PictureOrder =
  | {
      readonly type: 'start';
      readonly id: number;
      readonly plan: PicturePlan;
      readonly paused: boolean;
    }
  /** The autoencoder as it is, with what it makes of the picture that is shown. */
  | { readonly type: 'hand'; readonly id: number }
  | { readonly type: 'pause' | 'resume' | 'step' | 'stop' };

/** What a run has come to. */
export interface PictureReport {
  /** Updates made, those of a published model among them, and how many there will be. */
  readonly step: number;
  readonly steps: number;
  /** Updates of the published model that the run began with; 0 without one. */
  readonly before: number;
  /** Side of the target and the picture, pixels; the map is 10 smaller. */
  readonly side: number;
  /** 0…255, [side, side]. */
  readonly target: Uint8Array;
  readonly picture: Uint8Array;
  /** SSIM at every place of the window, −1…1. */
  readonly map: Float32Array;
  /** By the true data range, 1; MS-SSIM by as many scales as the side has room for. */
  readonly mse: number;
  readonly ssim: number;
  readonly msSsim: number;
  /** Of the updates since the last report; NaN at step 0. */
  readonly msPerStep: number;
}

/** An autoencoder with what a copy of it needs. */
export interface HandedAutoencoder {
  /** Layer by layer: weights [outputs, inputs, 3, 3], biases [outputs]. */
  readonly parameters: Float64Array;
  readonly seed: number;
  /** Updates made. */
  readonly step: number;
  /** Of what is shown to it, pixels. */
  readonly side: number;
  /** 0…1, [side, side]. */
  readonly image: Float64Array;
  readonly picture: Float64Array;
}

export type PictureNews =
  | { readonly type: 'handed'; readonly id: number; readonly model: HandedAutoencoder }
  | { readonly type: 'report'; readonly id: number; readonly report: PictureReport }
  | {
      readonly type: 'failed';
      readonly id: number;
      /** `bad-weights`: the published model did not come or is not what it should be. */
      readonly reason: 'worker-failed' | 'bad-weights';
      /** In English. */
      readonly detail: string;
    };
