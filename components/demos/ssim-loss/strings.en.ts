/** English words of the SSIM loss demo. */
import { formatCount } from '#viz/format.ts';
import { LIMITS } from './own-picture.ts';
import type { SsimStrings } from './strings.ts';

const millions = (value: number): string => (value / 1e6).toFixed(1).replace(/\.0$/, '');

const TERMS = { dissimilarity: '1 − SSIM', literal: 'SSIM' } as const;

export const en: SsimStrings = {
  name: 'SSIM loss',
  instruction: 'Press Run, then switch the second term to SSIM itself and run again.',
  of: 'What moves',
  ofOptions: { pixels: 'Pixels', autoencoder: 'Autoencoder' },
  alpha: 'α, weight of MSE',
  term: 'Second term',
  termOptions: TERMS,
  picture: 'Photograph',
  pictureOptions: { cat: 'Cat', coffee: 'Coffee' },
  range: 'Data range in SSIM',
  rangeOptions: { '1': '1 (right)', '255': '255 (wrong)' },
  seed: 'Seed',
  from: 'Weights',
  fromOptions: { published: 'Published', new: 'New' },
  offered: ({ seed, steps, date }) =>
    `Published: seed ${seed}, ${formatCount(steps)} updates, ${date}. Run shows what these weights make of the picture; pressed again, it trains them further.`,
  training: (updates, seconds) =>
    `Run trains from new weights: ${updates} updates${seconds === undefined ? '' : `, about ${seconds} s of one processor core`}.`,
  notPublished: (forms, seed) =>
    `For these settings nothing is published. There is (seed ${seed}): ${forms
      .map(
        ({ term, range, alphas }) =>
          `${TERMS[term]}${range === 1 ? '' : ` with range ${range}`}, α ${alphas.join(', ')}`,
      )
      .join('; ')}.`,
  asPublished: ({ seed, steps, date, engine }) =>
    `Published weights: seed ${seed}, ${formatCount(steps)} updates, ${date}, made with ${engine} by`,
  continued: ({ seed, steps, date }, updates) =>
    `${formatCount(updates)} updates here, after ${formatCount(steps)} of the published weights (seed ${seed}, ${date}), at the last learning rate and with Adam’s moments from zero. These were made by`,
  badWeights: {
    title: 'The published weights cannot be used',
    text: 'They did not arrive, or are not what was published. What is shown stays. Training from new weights works without them.',
  },
  trainNew: 'Train from new weights',
  model: (seed, published) =>
    `${published ? 'Published autoencoder' : 'Autoencoder'}, seed ${seed}`,
  ownPicture: 'Use your own picture …',
  ownHint: 'Stays on this device; its middle square is made grey, 128 × 128 pixels.',
  ownShown: (name) => `Shown: ${name}`,
  dropOwn: 'Back to the photograph',
  problem: (problem) => {
    const { name } = problem;
    switch (problem.reason) {
      case 'empty':
        return `“${name}” is empty (0 bytes). Choose a picture file.`;
      case 'not-an-image':
        return `“${name}” is no picture that this browser can read. PNG, JPEG, WebP, GIF and BMP work.`;
      case 'too-many-bytes':
        return `“${name}” has ${millions(problem.value)} MB; ${millions(LIMITS.bytes)} MB are the most.`;
      case 'too-many-pixels':
        return `“${name}” has ${millions(problem.value)} megapixels; ${millions(LIMITS.pixels)} are the most. Make it smaller first.`;
      case 'too-small':
        return `The shorter side of “${name}” has ${formatCount(problem.value)} pixels; ${LIMITS.side} are the least.`;
    }
  },
  titles: {
    target: 'Target',
    result: { pixels: 'Fitted pixels', autoencoder: 'Model’s output' },
    published: 'Published model’s output',
    map: 'SSIM map',
    other: (term) => `With ${term}, recorded`,
  },
  mapText: 'one window a pixel',
  scores: (ssim, mse) => `SSIM ${ssim} · MSE ${mse}`,
  multiScale: (msSsim, scales) => `MS-SSIM ${msSsim}, ${scales} scales`,
  nothing: 'Not recorded: press Run.',
  scale: 'SSIM of a window',
  curveTitles: {
    ssim: 'SSIM over updates',
    msSsim: 'MS-SSIM over updates',
    mse: 'MSE over updates',
  },
  endTitles: {
    ssim: 'SSIM at the end, by α',
    msSsim: 'MS-SSIM at the end, by α',
    mse: 'MSE at the end, by α',
  },
  steps: 'updates',
  alphaAxis: 'α',
  legend: (seeds) =>
    `Marks: ${seeds} recorded seeds each. Grey: their curves. Ring: your run, where it is of the cat’s pixels. A model’s marks are means of cat and coffee. MSE below 10⁻⁵ is drawn at the edge. MS-SSIM is of 3 scales at 64 × 64 pixels and of 4 at 128 × 128: the 5 of its definition need 176.`,
  chartLabel:
    'Pictures, their SSIM map, curves of SSIM, MS-SSIM and MSE, and all three at the end by α. The table below holds the recorded numbers.',
  table: { summary: 'All recorded results as a table: median (smallest … largest)' },
  backend: 'own float64 layers',
  updates: 'updates',
  pace: (milliseconds) => `${milliseconds} ms per step`,
  missing: (path) => `${path} could not be loaded; what was shown stays.`,
  provenance: (date, engine) => `Recorded ${date} with ${engine} by`,
  announce: (ssim, mse) => `Done: SSIM ${ssim}, MSE ${mse}.`,
};
