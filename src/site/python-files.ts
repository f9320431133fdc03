/** Reads `content/code` at build, for the pages that show it and the files that offer it. */
import type { CodeFiles } from './python.ts';

const TEXT = import.meta.glob<string>('/content/code/**/*.{py,out}', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const RECORDS = import.meta.glob<CodeFiles['records'][string]>('/content/code/**/recorded.json', {
  import: 'default',
  eager: true,
});

/** All of it. */
export const CODE_FILES: CodeFiles = { text: TEXT, records: RECORDS };
