/** The experiments there are; a new one is a file beside this one and a line here. */
import type { Experiment } from './experiment.ts';

const LOADERS: Readonly<Record<string, () => Promise<Experiment>>> = {
  'depth-duel': async () => (await import('./depth-duel.ts')).experiment as Experiment,
  'depth-sweep': async () => (await import('./depth-sweep.ts')).experiment as Experiment,
  'time-scales': async () => (await import('./time-scales.ts')).experiment as Experiment,
  'depth-duel-pace': async () => (await import('./depth-duel-pace.ts')).experiment as Experiment,
  'gradient-grid': async () => (await import('./gradient-grid.ts')).experiment as Experiment,
  forecast: async () => (await import('./forecast.ts')).experiment as Experiment,
  'ssim-loss': async () => (await import('./ssim-loss.ts')).experiment as Experiment,
  poem: async () => (await import('./poem.ts')).experiment as Experiment,
  'hero-states': async () => (await import('./hero-states.ts')).experiment as Experiment,
  ner: async () => (await import('./ner.ts')).experiment as Experiment,
  'pos-tagger': async () => (await import('./pos-tagger.ts')).experiment as Experiment,
};

/** Ids, in the order in which they run. */
export const EXPERIMENT_IDS: readonly string[] = Object.keys(LOADERS);

/** @throws RangeError when there is no such experiment. */
export function loadExperiment(id: string): Promise<Experiment> {
  const load = Object.hasOwn(LOADERS, id) ? LOADERS[id] : undefined;
  if (load === undefined)
    throw new RangeError(`experiment must be one of ${EXPERIMENT_IDS.join(', ')}, got ${id}`);
  return load();
}
