/** The recorded runs of the depth sweep, read when the site is built. */
import { type SweepFile, type SweepRecording, summarise } from './recorded.ts';

const FILES = import.meta.glob<SweepFile>(
  '/content/recorded/depth-sweep/{plain,residual}-*/seed-*.json',
  { eager: true, import: 'default' },
);

const TUNING = import.meta.glob<SweepFile>('/content/recorded/depth-sweep/tuning/*/rate-*.json', {
  eager: true,
  import: 'default',
});

/** All recorded runs. @throws Error when there is none. */
export const recording = (): SweepRecording => summarise(Object.values(FILES));

/** The runs by which the rate of a stack was chosen, by ascending rate, with their best validation scores. */
export const tuning = (
  id: string,
): { readonly rate: number; readonly score: number; readonly steps: number }[] =>
  Object.entries(TUNING)
    .filter(([path]) => path.includes(`/tuning/${id}/`))
    .map(([, { config, result }]) => ({
      rate: config.learningRate,
      score: Math.min(...result.curve.validation),
      steps: config.steps,
    }))
    .sort((a, b) => a.rate - b.rate);
