/** A poem as it is set: its lines, with what is marked in each character. */
import { alternation, type ToneMark } from '#tasks/tones.ts';
import { quarters, type VerseId } from '#tasks/verse.ts';
import type { ShownPoem } from './writer.svelte.ts';

export interface SetCharacter {
  readonly symbol: string;
  /** Its place among the steps. */
  readonly place: number;
  /** The reader's own, not the model's. */
  readonly given: boolean;
  /** Part of the longest copied run. */
  readonly copied: boolean;
  readonly tone: ToneMark | undefined;
}

export interface SetLine {
  readonly text: string;
  readonly characters: readonly SetCharacter[];
  /** Of a quatrain's line that is complete. */
  readonly alternates: 'yes' | 'no' | 'open' | undefined;
}

export function setLines({ verse, steps, tones, copy }: ShownPoem): SetLine[] {
  const lines: SetCharacter[][] = [[]];
  // Runs are counted in quatrains without breaks, in psalms with them.
  let counted = 0;
  steps.forEach(({ symbol, given }, place) => {
    if (symbol === '\n') {
      lines.push([]);
      if (verse === 'psalms') counted++;
      return;
    }
    const copied =
      copy !== undefined && counted >= copy.start && counted < copy.start + copy.text.length;
    lines.at(-1)?.push({ symbol, place, given, copied, tone: tones[counted] });
    counted++;
  });
  return lines
    .filter((characters) => characters.length > 0)
    .map((characters) => {
      const marks = characters.map(({ tone }) => tone);
      const known = marks.filter((mark) => mark !== undefined);
      return {
        text: characters.map(({ symbol }) => symbol).join(''),
        characters,
        alternates:
          known.length === marks.length && verse === 'quatrains' ? alternation(known) : undefined,
      };
    });
}

/** The mark after a line of a quatrain, counted from 0: the texts have none. */
export const stopAfter = (line: number): string => (line % 2 === 0 ? '，' : '。');

/** A training text as a sentence quotes it: a quatrain with its marks, and none at the end, where the sentence has its own. */
export const sourceText = (verse: VerseId, source: string): string =>
  (verse === 'quatrains'
    ? quarters(source)
        .map((line, k) => line + stopAfter(k))
        .join('')
    : source
  ).replace(/\p{P}$/u, '');

/** A perplexity to three digits: `323`, `12.4`, `3.00`. */
export const perplexityText = (perplexity: number): string =>
  perplexity >= 1000 ? String(Math.round(perplexity)) : perplexity.toPrecision(3);
