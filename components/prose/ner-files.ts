/** Reads the recorded trainings of the name tagger at build. */
import type { NerResultFile } from './ner-results.ts';

const FILES = import.meta.glob<NerResultFile>('/content/recorded/ner/**/*.json', {
  eager: true,
  import: 'default',
});

export const NER_FILES: readonly NerResultFile[] = Object.values(FILES);
