/** Hands over a character model. Loaded when the reader asks for one. */
import type { HandedModel } from '#formats/model-files.ts';
import { torchTensors } from '#formats/torch-weights.ts';
import { FORMS, PSALM_LINE, type VerseId } from '#tasks/verse.ts';
import type { HandedPoet } from '#train/poem-protocol.ts';

/** @param text what `poet.next` is of */
export function handPoet(verse: VerseId, text: string, poet: HandedPoet): HandedModel {
  const { spec, parameters, symbols, first, seed, step, live, engine, next } = poet;
  const arm = live ? 'own-lines' : 'published';
  const openings = verse === 'quatrains' ? { openings: FORMS } : {};
  return {
    origin: {
      name: `${verse}-${arm}-seed-${seed}`,
      task: verse,
      arm,
      seed,
      network: { kind: 'lstm', spec },
      page: { kind: 'characters', symbols, first, least: PSALM_LINE.least, ...openings },
      engine,
    },
    numbers: async () => ({
      weights: torchTensors(spec, parameters),
      step,
      test: { outputs: { shape: [next.length / symbols.length, symbols.length], data: next } },
      texts: { 'test.text': text },
    }),
  };
}
