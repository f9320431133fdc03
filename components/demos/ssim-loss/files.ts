/** The recorded files and the published models, read when the site is built: for `.astro` files and routes only, a page must not carry them all. */
import { readdirSync, readFileSync } from 'node:fs';
import type { PictureManifest } from '#train/picture-file.ts';
import type { SsimFile } from './recorded.ts';

export const FILES: readonly SsimFile[] = Object.values(
  import.meta.glob<SsimFile>('/content/recorded/ssim-loss/**/*.json', {
    eager: true,
    import: 'default',
  }),
);

const MODELS = 'public/models';

/** By their names. */
export const MANIFESTS: readonly PictureManifest[] = readdirSync(MODELS)
  .filter((id) => id.startsWith('autoencoder-'))
  .sort()
  .map(
    (id) => JSON.parse(readFileSync(`${MODELS}/${id}/manifest.json`, 'utf8')) as PictureManifest,
  );
