/** The numbers and the small print of a poem. Loaded when the reader asks for a file. */
import { tableToCsv } from '#viz/csv.ts';
import type { ShownStep } from './recorded.ts';
import type { PoemStrings } from './strings.ts';
import type { ShownPoem } from './writer.svelte.ts';

/** One line a step: the character, its probability, whether it was given, and the hidden state of every unit. */
export function poemCsv(steps: readonly ShownStep[]): string {
  const names = (steps[0]?.h ?? []).flatMap((units, layer) =>
    units.map((_, unit) => `h_${layer + 1}.${unit + 1}`),
  );
  return tableToCsv(
    ['step', 'symbol', 'probability', 'given', ...names],
    steps.map(({ symbol, p, given, h }, index) => [
      index + 1,
      symbol,
      Number(p.toPrecision(6)),
      Number(given),
      ...h.flat().map((value) => Number(value.toPrecision(6))),
    ]),
  );
}

/** Lines under a saved drawing: the poem, and what it shares with the training text. */
export const noteLines = (poem: ShownPoem, strings: PoemStrings): string[] => [
  poem.steps
    .map(({ symbol }) => (symbol === '\n' ? ' / ' : symbol))
    .join('')
    .replace(/ \/ $/, ''),
  [strings.name, strings.copied(poem), 'Strata'].join(' · '),
];
