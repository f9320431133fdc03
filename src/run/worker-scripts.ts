/** The workers that a `KeptWorker` keeps. Each address stands whole beside its `new Worker`, where the bundler looks for it. */

export const startForecast = (): Worker =>
  new Worker(new URL('../train/forecast-worker.ts', import.meta.url), { type: 'module' });

export const startLstm = (): Worker =>
  new Worker(new URL('../train/lstm-worker.ts', import.meta.url), { type: 'module' });

export const startNer = (): Worker =>
  new Worker(new URL('../train/ner-worker.ts', import.meta.url), { type: 'module' });

export const startPicture = (): Worker =>
  new Worker(new URL('../train/picture-worker.ts', import.meta.url), { type: 'module' });

export const startPoem = (): Worker =>
  new Worker(new URL('../train/poem-worker.ts', import.meta.url), { type: 'module' });

export const startProbe = (): Worker =>
  new Worker(new URL('../train/probe-worker.ts', import.meta.url), { type: 'module' });

export const startTagger = (): Worker =>
  new Worker(new URL('../train/tagger-worker.ts', import.meta.url), { type: 'module' });
