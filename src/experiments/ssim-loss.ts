/**
 * What the joint loss of MSE and SSIM makes of pictures, by α: pixels moved from noise toward a photograph, under the right
 * and the literal form, and an autoencoder trained on photographs and scored on others. Scores are by the true data range;
 * the picture of seed 1 is kept, one byte a pixel in base64.
 */
import { readFileSync } from 'node:fs';
import type { JointLoss } from '#math/joint-loss.ts';
import { prepareTarget } from '#math/ssim.ts';
import {
  halfSize,
  parsePhotograph,
  PHOTOGRAPH_SIDE,
  photographPath,
  type PhotographId,
  TEST_PHOTOGRAPHS,
  type TestPhotograph,
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
  type Score,
  scorePicture,
} from '#model/picture-fit.ts';
import { autoencode } from '#math/autoencoder.ts';
import type { Experiment, Job } from './experiment.ts';

const ID = 'ssim-loss';
const ALPHAS = [0, 0.16, 0.5, 0.84, 1];
const SEEDS = [1, 2, 3, 4, 5];
/** Updates between two points of a curve. */
const EVERY = 20;

interface SsimConfig {
  readonly of: 'pixels' | 'autoencoder';
  /** Whose scores the curve shows. */
  readonly picture: TestPhotograph;
  readonly loss: JointLoss;
  readonly seed: number;
  readonly steps: number;
  readonly learningRate: number;
}

type Point = readonly [step: number, mse: number, ssim: number, msSsim: number];

interface SsimResult {
  readonly curve: readonly Point[];
  /** Scores at the end: of the picture; of the mean of both test photographs where a model was trained. */
  readonly mse: number;
  readonly ssim: number;
  /** By three scales for pixels, 64 × 64, and by four for a model, 128 × 128. */
  readonly msSsim: number;
  readonly picture: string | undefined;
}

/** Grey values 0…1, [128, 128]. */
export const loadPhotograph = (id: PhotographId): Float64Array =>
  toUnit(parsePhotograph(readFileSync(`public${photographPath(id)}`)));
const WHOLE = { height: PHOTOGRAPH_SIDE, width: PHOTOGRAPH_SIDE };
const HALF = { height: PHOTOGRAPH_SIDE / 2, width: PHOTOGRAPH_SIDE / 2 };

/** Seven digits say more than any reader can use, and make files small. */
export const rounded = (value: number): number => Number(value.toPrecision(7));

function follow(fit: PictureFit, steps: number, score: () => Score): Point[] {
  const curve: Point[] = [];
  for (let step = 0; step <= steps; step++) {
    if (step > 0) fit.step();
    if (step % EVERY !== 0 && step !== steps) continue;
    const { mse, ssim, msSsim } = score();
    curve.push([step, rounded(mse), rounded(ssim), rounded(msSsim)]);
  }
  return curve;
}

function run({ of, picture, loss, seed, steps }: SsimConfig): SsimResult {
  const kept = (values: ArrayLike<number>): string | undefined =>
    seed === 1 ? Buffer.from(toBytes(values)).toString('base64') : undefined;
  if (of === 'pixels') {
    const target = prepareTarget(halfSize(loadPhotograph(picture)), HALF);
    const fit = new PixelFit(target, loss, seed);
    const curve = follow(fit, steps, () => scorePicture(fit.picture(), target));
    const { mse, ssim, msSsim } = scorePicture(fit.picture(), target);
    return {
      curve,
      mse: rounded(mse),
      ssim: rounded(ssim),
      msSsim: rounded(msSsim),
      picture: kept(fit.picture()),
    };
  }
  const target = prepareTarget(loadPhotograph(picture), WHOLE);
  const photographs = TRAINING_PHOTOGRAPHS.map(loadPhotograph);
  const shown = { image: target.image as Float64Array, size: WHOLE };
  const fit = new AutoencoderFit(photographs, PHOTOGRAPH_SIDE, shown, { loss, seed });
  const curve = follow(fit, steps, () => scorePicture(fit.picture(), target));
  const scores = TEST_PHOTOGRAPHS.map((id) => {
    const image = loadPhotograph(id);
    return scorePicture(
      autoencode(fit.parameters, image, WHOLE).output,
      prepareTarget(image, WHOLE),
    );
  });
  const mean = (name: keyof Score): number =>
    rounded(scores.reduce((sum, score) => sum + score[name], 0) / scores.length);
  return {
    curve,
    mse: mean('mse'),
    ssim: mean('ssim'),
    msSsim: mean('msSsim'),
    picture: kept(fit.picture()),
  };
}

function job(of: SsimConfig['of'], loss: JointLoss, seed: number): Job<SsimConfig> {
  const { steps, learningRate } = of === 'pixels' ? PIXEL_FIT : AUTOENCODER_FIT;
  const range = loss.range === 1 ? '' : `-range-${loss.range}`;
  return {
    path: `${ID}/${of}/${loss.term}${range}/alpha-${loss.alpha}/seed-${seed}.json`,
    config: { of, picture: 'cat', loss, seed, steps, learningRate },
  };
}

const all = (of: SsimConfig['of'], losses: readonly JointLoss[]): Job<SsimConfig>[] =>
  SEEDS.flatMap((seed) => losses.map((loss) => job(of, loss, seed)));
const losses = (term: JointLoss['term']): JointLoss[] =>
  ALPHAS.map((alpha) => ({ alpha, term, range: 1 }));

export const experiment: Experiment<SsimConfig, SsimResult> = {
  id: ID,
  backend: 'reference',
  stages: [
    () => [
      ...all('pixels', [...losses('dissimilarity'), ...losses('literal')]),
      ...all('autoencoder', losses('dissimilarity')),
      // A range of 255 for pixels in 0…1: the slip that nobody sees.
      ...all('autoencoder', [{ alpha: 0.16, term: 'dissimilarity', range: 255 }]),
    ],
  ],
  run: (config) => Promise.resolve(run(config)),
};
