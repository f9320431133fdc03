/** Hands over a tagger. Loaded when the reader asks for one. */
import type { HandedModel } from '#formats/model-files.ts';
import { torchTensors } from '#formats/torch-weights.ts';
import { BUCKETS } from '#tasks/tagging/features.ts';
import { TAGS } from '#tasks/tagging/tags.ts';
import type { HandedTagger } from '#train/tagger-protocol.ts';

/** @param text what `tagger.answers` are of */
export function handTagger(text: string, tagger: HandedTagger): HandedModel {
  const { spec, table, parameters, words, seed, step, live, engine, answers } = tagger;
  const rows = table.length / spec.inputSize;
  const layers = `${spec.numLayers}-layer`;
  const arm = live ? layers : `${layers}-published`;
  return {
    origin: {
      name: `${arm}-seed-${seed}`,
      task: 'parts of speech, Brown sample',
      arm,
      seed,
      network: { kind: 'lstm', spec, bag: { rows } },
      page: { kind: 'tags', words, tags: TAGS, buckets: BUCKETS },
      engine,
    },
    numbers: async () => ({
      weights: new Map([
        [
          'embedding.weight',
          { shape: [rows, spec.inputSize], data: Float32Array.from(table) },
        ] as const,
        ...torchTensors(spec, Float32Array.from(parameters)),
      ]),
      step,
      test: {
        outputs: { shape: [answers.length, TAGS.length], data: Float64Array.from(answers.flat()) },
      },
      texts: { 'test.text': text },
    }),
  };
}
