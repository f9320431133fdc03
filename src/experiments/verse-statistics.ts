/** What poems have in common with the training text, and how often their lines alternate between level and oblique. */
import { readFileSync } from 'node:fs';
import type { VerseStatistics } from '#components/demos/poem/experiment.ts';
import type { Trainer } from '#engine/backend.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { alternation, parseTones, TONE_FILE, toneMark } from '#tasks/tones.ts';
import { TrainingText } from '#tasks/verse-copies.ts';
import type { Poem, VerseId } from '#tasks/verse.ts';
import { writePoem } from '#train/verse-writer.ts';
import type { Corpus } from './verse-model.ts';

export function statisticsOf(id: VerseId, corpus: Corpus, poems: readonly Poem[]): VerseStatistics {
  const text = new TrainingText(id, corpus.poems.train);
  const copied = poems.map((poem) => text.longestCopy(poem).text.length);
  if (id === 'psalms') return { copied };
  const table = parseTones(readFileSync(`public/data/${TONE_FILE}`, 'utf8'));
  const tones = { yes: 0, no: 0, open: 0 };
  for (const line of poems.flat())
    tones[alternation([...line].map((one) => toneMark(table, one)))]++;
  return { copied, tones };
}

/** Lines of a poem that a model writes, and of the stretches of test psalms that are compared with them. */
export const LINES = 4;

/** The poems of seeds 1…`count`; quatrains have five characters a line. */
export async function writeMany(
  trainer: Trainer,
  { alphabet }: Corpus,
  spec: ModelSpecification,
  count: number,
  { temperature, topK }: { readonly temperature: number; readonly topK: number },
): Promise<Poem[]> {
  const poems: Poem[] = [];
  for (let seed = 1; seed <= count; seed++) {
    const options = {
      form: 5 as const,
      lines: LINES,
      temperature,
      topK,
      seed,
      opening: '',
      initials: '',
    };
    let text = '';
    for await (const { symbol } of writePoem(trainer, alphabet, spec, options)) text += symbol;
    poems.push(text.trimEnd().split('\n'));
  }
  return poems;
}

/** Test poems of the length of written ones: quatrains, or four lines from the beginning of each psalm and its middle. */
export function realPoems(id: VerseId, corpus: Corpus, count: number): Poem[] {
  const { test } = corpus.poems;
  if (id === 'quatrains') {
    const every = Math.max(1, Math.floor(test.length / count));
    return test.filter((_, index) => index % every === 0).slice(0, count);
  }
  return test
    .flatMap((psalm) =>
      Array.from({ length: Math.floor(psalm.length / LINES) }, (_, k) =>
        psalm.slice(k * LINES, (k + 1) * LINES),
      ),
    )
    .slice(0, count);
}
