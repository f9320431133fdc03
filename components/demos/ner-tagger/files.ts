/** The published models and the recorded trainings. Read when the site is built. */
import { readFileSync } from 'node:fs';
import { NER_LANGUAGES, type NerLanguage } from '#tasks/ner/languages.ts';
import type { NerManifest } from '#train/ner-file.ts';
import { type NerFile, type NerRecord, recordOf } from './recorded.ts';

const FILES = import.meta.glob<NerFile>('/content/recorded/ner/**/*.json', {
  eager: true,
  import: 'default',
});

export const RECORDED_LANGUAGES = NER_LANGUAGES;

/** @throws Error when the model of a language has not been published, RangeError when a variant has not been recorded. */
export function recordFor(language: NerLanguage): NerRecord {
  const manifest = readFileSync(`public/models/ner-${language}/manifest.json`, 'utf8');
  return recordOf(JSON.parse(manifest) as NerManifest, Object.values(FILES));
}
