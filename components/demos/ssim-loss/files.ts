/** The recorded files, read when the site is built: for `.astro` files and routes only, a page must not carry them all. */
import type { SsimFile } from './recorded.ts';

export const FILES: readonly SsimFile[] = Object.values(
  import.meta.glob<SsimFile>('/content/recorded/ssim-loss/**/*.json', {
    eager: true,
    import: 'default',
  }),
);
