import { vitePreprocess } from '@astrojs/svelte';

export default {
  preprocess: vitePreprocess(),
  compilerOptions: {
    // Known for every component, so that no page carries what Svelte 4 needed, nor the line that tells the version.
    runes: true,
    discloseVersion: false,
  },
};
