/** All recorded files of the experiment, read when the site is built. No island may import this. */
import { collect, type ScaleFile } from './recorded.ts';

const FILES = import.meta.glob<ScaleFile>('/content/recorded/time-scales/**/*.json', {
  eager: true,
  import: 'default',
});

export const RECORDED = collect(Object.values(FILES));
