/** Read by Expressive Code itself: its component `<Code>` gets no options that are functions from astro.config.mjs. */
import { codeBlockOptions } from './src/build/code-blocks.ts';

export default codeBlockOptions;
