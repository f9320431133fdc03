/**
 * Trains the autoencoders of pictures that the page starts with, one for each loss, and writes them to
 * `public/models/autoencoder-…/`. A name after the command trains that model only.
 *
 *   node --experimental-strip-types src/experiments/autoencoder-models.ts [autoencoder-dissimilarity-0.5 …]
 */
import { autoencode, PARAMETERS } from '#math/autoencoder.ts';
import type { JointLoss } from '#math/joint-loss.ts';
import { prepareTarget } from '#math/ssim.ts';
import {
  AUTOENCODER_FIT,
  AutoencoderFit,
  PUBLISHED_STEPS,
  type Score,
  scorePicture,
} from '#model/picture-fit.ts';
import {
  PHOTOGRAPH_SIDE,
  TEST_PHOTOGRAPHS,
  type TestPhotograph,
  TRAINING_PHOTOGRAPHS,
} from '#tasks/photographs.ts';
import {
  autoencoderShapes,
  type PictureManifest,
  pictureModelFolder,
  pictureModelId,
  readAutoencoder,
  writeAutoencoder,
} from '#train/picture-file.ts';
import { digestOf, madeBy, writeModel } from './published-folder.ts';
import { loadPhotograph, rounded } from './ssim-loss.ts';

const COMMAND = 'node --experimental-strip-types src/experiments/autoencoder-models.ts';
const SEED = 1;
/** Of the curve, beside its beginning. */
const POINTS = 20;
/** The article's weights with the right form; the slip at the page's first α; the slip of the data range. */
const LOSSES: readonly JointLoss[] = [
  ...[0, 0.16, 0.5, 0.84, 1].map((alpha) => ({ alpha, term: 'dissimilarity' as const, range: 1 })),
  { alpha: 0.5, term: 'literal', range: 1 },
  { alpha: 0.16, term: 'dissimilarity', range: 255 },
];

const WHOLE = { height: PHOTOGRAPH_SIDE, width: PHOTOGRAPH_SIDE };

function scoreOf(parameters: Float64Array, id: TestPhotograph): Score {
  const image = loadPhotograph(id);
  const { output } = autoencode(parameters, image, WHOLE);
  const { mse, ssim, msSsim } = scorePicture(output, prepareTarget(image, WHOLE));
  return { mse: rounded(mse), ssim: rounded(ssim), msSsim: rounded(msSsim) };
}

function publish(loss: JointLoss): void {
  const id = pictureModelId(loss);
  const image = loadPhotograph('cat');
  const photographs = TRAINING_PHOTOGRAPHS.map(loadPhotograph);
  const shown = { image, size: WHOLE };
  const training = { loss, seed: SEED, steps: PUBLISHED_STEPS };
  const fit = new AutoencoderFit(photographs, PHOTOGRAPH_SIDE, shown, training);
  const curve: PictureManifest['curve'][number][] = [];
  let time = 0;
  for (let step = 0; step <= PUBLISHED_STEPS; step++) {
    const before = process.cpuUsage();
    if (step > 0) fit.step();
    const { user, system } = process.cpuUsage(before);
    time += (user + system) / 1e6;
    if (step % (PUBLISHED_STEPS / POINTS) !== 0) continue;
    const { mse, ssim, msSsim } = scoreOf(fit.parameters, 'cat');
    curve.push([step, mse, ssim, msSsim]);
  }
  const weights = writeAutoencoder(fit.parameters);
  const { learningRate, batch, patch } = AUTOENCODER_FIT;
  // Of what is published, which is rounded to float32.
  const published = readAutoencoder(weights);
  const manifest: PictureManifest = {
    id,
    task: 'autoencoder of grey photographs',
    loss,
    seed: SEED,
    steps: PUBLISHED_STEPS,
    learningRate,
    batch,
    patch,
    trainingTime: Math.round(time),
    ...madeBy(COMMAND, 'reference'),
    tensors: autoencoderShapes(),
    parameters: PARAMETERS,
    sha256: digestOf(weights),
    scores: { cat: scoreOf(published, 'cat'), coffee: scoreOf(published, 'coffee') },
    curve,
  };
  const folder = `public/${pictureModelFolder(id)}`;
  writeModel(folder, weights, manifest);
  const scores = TEST_PHOTOGRAPHS.map((one) => `${one} ${JSON.stringify(manifest.scores[one])}`);
  process.stdout.write(
    `${folder}: ${weights.length} bytes, ${time.toFixed(0)} s, ${scores.join(', ')}\n`,
  );
}

const wanted = process.argv.slice(2);
for (const name of wanted)
  if (!LOSSES.some((loss) => pictureModelId(loss) === name))
    throw new RangeError(
      `a model must be one of ${LOSSES.map(pictureModelId).join(', ')}, got ${name}`,
    );
for (const loss of LOSSES)
  if (wanted.length === 0 || wanted.includes(pictureModelId(loss))) publish(loss);
