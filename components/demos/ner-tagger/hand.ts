/** Hands over a tagger of names. Loaded when the reader asks for one. */
import type { HandedModel } from '#formats/model-files.ts';
import { namesTensors } from '#formats/names-network-code.ts';
import { FORBIDDEN } from '#math/crf.ts';
import { TAGS } from '#tasks/ner/tags.ts';
import type { HandedNer, NerSentence } from '#train/ner-protocol.ts';

const IN = { en: 'English', zh: 'Chinese' } as const;

/** 1 for the tags of the path, [n, K]. */
const chosen = ({ path }: NerSentence): number[][] =>
  path.map((tag) => TAGS.map((_, k) => Number(k === tag)));

/** @param text what `tagger.reading` is of */
export function handNames(text: string, tagger: HandedNer): HandedModel {
  const { spec, weights, seed, step, live, engine, words, letters, reading } = tagger;
  const { language, variant, sentences } = reading;
  const arm = live ? variant : `${variant}-published`;
  const outputs = [
    ...sentences.map(({ emissions }) => emissions),
    ...sentences.map(({ marginals }) => marginals),
    ...sentences.map(chosen),
  ].flat(2);
  return {
    origin: {
      name: `${language}-${arm}-seed-${seed}`,
      task: `names in ${IN[language]}, synthetic training sentences`,
      arm,
      seed,
      network: { kind: 'names', spec },
      page: {
        kind: 'names',
        tokens: language === 'en' ? 'words' : 'characters',
        words,
        letters: spec.cnn === 'letters' ? letters : [],
        tags: TAGS,
        forbidden: spec.crf ? FORBIDDEN : undefined,
      },
      engine,
    },
    numbers: async () => ({
      weights: namesTensors(spec, weights),
      step,
      test: {
        outputs: {
          shape: [3, outputs.length / 3 / TAGS.length, TAGS.length],
          data: Float64Array.from(outputs),
        },
      },
      texts: { 'test.text': text },
    }),
  };
}
