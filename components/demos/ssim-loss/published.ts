/** The published autoencoders as the page knows them before it has loaded any. */
import type { PictureManifest } from '#train/picture-file.ts';
import type { Settings } from './demo.ts';

export interface Published extends Pick<
  PictureManifest,
  'id' | 'loss' | 'seed' | 'steps' | 'trainingTime' | 'date' | 'command'
> {
  readonly engine: string;
  /** Of the cat, to draw. */
  readonly curve: PictureManifest['curve'];
}

/** Enough to draw. */
const short = (value: number): number => Number(value.toPrecision(4));

export const publishedOf = ({
  id,
  loss,
  seed,
  steps,
  trainingTime,
  date,
  command,
  engine,
  curve,
}: PictureManifest): Published => ({
  id,
  loss,
  seed,
  steps,
  trainingTime,
  date,
  command,
  engine: `Strata ${engine.version}, ${engine.runtime}`,
  curve: curve.map(([step, mse, ssim, msSsim]) => [step, short(mse), short(ssim), short(msSsim)]),
});

/** The model that was trained by the loss and the seed of these settings. At α = 1 there is no second term to differ in. */
export const publishedFor = (
  all: readonly Published[],
  { of, alpha, term, range, seed }: Settings,
): Published | undefined =>
  of === 'pixels'
    ? undefined
    : all.find(
        ({ loss, seed: own }) =>
          own === seed &&
          loss.alpha === alpha &&
          (alpha === 1 || (loss.term === term && loss.range === Number(range))),
      );

/** Published weights of MSE, form by form: `[{ term: 'literal', range: 1, alphas: [0.5] }]`. */
export function publishedForms(
  all: readonly Published[],
): readonly { term: Settings['term']; range: number; alphas: readonly number[] }[] {
  const groups = Map.groupBy(all, ({ loss }) => `${loss.term} ${loss.range}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    const alphas = group.map(({ loss }) => loss.alpha).sort((a, b) => a - b);
    return first ? [{ term: first.loss.term, range: first.loss.range, alphas }] : [];
  });
}

/** Seconds of one processor core that so many updates take, as fast as those of a published model were. */
export const secondsFor = (updates: number, { trainingTime, steps }: Published): number =>
  Math.max(1, Math.round((updates * trainingTime) / steps));
