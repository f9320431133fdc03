/** English words of the SSIM loss demo. */
import { formatCount } from '#viz/format.ts';
import { LIMITS } from './own-picture.ts';
import type { SsimStrings } from './strings.ts';

const millions = (value: number): string => (value / 1e6).toFixed(1).replace(/\.0$/, '');

export const en: SsimStrings = {
  name: 'SSIM loss',
  instruction: 'Press Run, then switch the second term to SSIM itself and run again.',
  of: 'What moves',
  ofOptions: { pixels: 'Pixels', autoencoder: 'Autoencoder' },
  alpha: 'α, weight of MSE',
  term: 'Second term',
  termOptions: { dissimilarity: '1 − SSIM', literal: 'SSIM' },
  picture: 'Photograph',
  pictureOptions: { cat: 'Cat', coffee: 'Coffee' },
  range: 'Data range in SSIM',
  rangeOptions: { '1': '1 (right)', '255': '255 (wrong)' },
  seed: 'Seed',
  model: (seed) => `Autoencoder, seed ${seed}`,
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
    map: 'SSIM map',
    other: (term) => `With ${term}, recorded`,
  },
  mapText: 'one window a pixel',
  scores: (ssim, mse) => `SSIM ${ssim} · MSE ${mse}`,
  nothing: 'Not recorded: press Run.',
  scale: 'SSIM of a window',
  curveTitles: { ssim: 'SSIM over updates', mse: 'MSE over updates' },
  endTitles: { ssim: 'SSIM at the end, by α', mse: 'MSE at the end, by α' },
  steps: 'updates',
  alphaAxis: 'α',
  legend: (seeds) =>
    `Marks: ${seeds} recorded seeds each. Grey: their curves. Ring: your run, where it is of the cat’s pixels. A model’s marks are means of cat and coffee. MSE below 10⁻⁵ is drawn at the edge.`,
  chartLabel:
    'Pictures, their SSIM map, curves of SSIM and MSE, and both at the end by α. The table below holds the recorded numbers.',
  table: { summary: 'All recorded results as a table: median (smallest … largest)' },
  backend: 'own float64 layers',
  updates: 'updates',
  missing: (path) => `${path} could not be loaded; what was shown stays.`,
  provenance: (date, engine) => `Recorded ${date} with ${engine} by`,
  announce: (ssim, mse) => `Done: SSIM ${ssim}, MSE ${mse}.`,
};
