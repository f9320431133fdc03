/** The recorded runs of the depth sweep, read when the site is built. */
import { type SweepFile, type SweepRecording, summarise } from './recorded.ts';

const FILES = import.meta.glob<SweepFile>(
  '/content/recorded/depth-sweep/{plain,residual}-*/seed-*.json',
  {
    eager: true,
    import: 'default',
  },
);

/** All recorded runs. @throws Error when there is none. */
export const recording = (): SweepRecording => summarise(Object.values(FILES));
