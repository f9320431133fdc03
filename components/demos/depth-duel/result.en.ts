/** The result of a duel in English. */
import { formatPercent, formatScore, formatSetting } from '#viz/format.ts';
import { equals, interval, points, type ResultWords } from './result-text.ts';

const NUMBER_WORDS = ['no', 'one', 'two', 'three', 'four', 'five'];
const inWords = (count: number): string => NUMBER_WORDS[count] ?? String(count);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const english: ResultWords = {
  headline: ({ pairs, wins: { first, second, ties } }, tells) => {
    if (pairs === 1) {
      const outcome =
        ties === 1
          ? 'both arms ended level'
          : `${second === 1 ? 'two layers' : 'one layer'} ended better`;
      return `With the one seed ${outcome}; one seed cannot tell them apart.`;
    }
    const end = {
      few: `${inWords(pairs)} seeds are too few to tell them apart`,
      open: 'that does not tell them apart',
      different: 'that is unlikely to be chance alone',
    }[tells];
    if (ties === pairs) return `All ${inWords(pairs)} seeds ended level; ${end}.`;
    const level = ties > 0 ? `, ${inWords(ties)} ended level` : '';
    const [ahead, more, behind, fewer] =
      second >= first
        ? (['Two layers', second, 'one layer', first] as const)
        : (['One layer', first, 'two layers', second] as const);
    const counts =
      more === pairs
        ? `${ahead} did better in all ${inWords(pairs)} seeds`
        : `${ahead} did better in ${inWords(more)} of ${inWords(pairs)} seeds, ${behind} in ${fewer === 0 ? 'none' : inWords(fewer)}${level}`;
    return `${counts}; ${end}.`;
  },
  gap: ({ kind, median, range: [low, high] }, pairs) =>
    kind === 'ratio'
      ? `The test error of two layers was ${formatScore(median)} times that of one${pairs === 1 ? '' : ` (median over the pairs; from ${formatScore(low)} to ${formatScore(high)} times)`}.`
      : `The accuracy of two layers differed from that of one by ${points(median)} percentage points${pairs === 1 ? '' : ` (median over the pairs; from ${points(low)} to ${points(high)})`}.`,
  diverged: (first, second) => {
    const parts = [
      ...(first > 0 ? [`${inWords(first)} of one layer`] : []),
      ...(second > 0 ? [`${inWords(second)} of two layers`] : []),
    ];
    return `${capital(parts.join(' and '))} diverged: ${first + second === 1 ? 'that run counts as lost and is' : 'those runs count as lost and are'} left out of the comparison of sizes.`;
  },
  solved: ({ first, second }, score, better) =>
    `Solved (${better === 'lower' ? `an error of ${formatSetting(score)} or less` : `an accuracy of ${formatPercent(score)} or more`}): one layer ${first.solved} of ${first.runs}, two layers ${second.solved} of ${second.runs}; 95% Wilson intervals ${interval(first)} and ${interval(second)}.`,
  test: ({ p, smallestP, pairs }, tells) =>
    tells === 'few'
      ? pairs === 1
        ? 'A single pair says nothing about the spread between seeds.'
        : `Exact sign test, two-sided: p ${equals(p)}. Even ${pairs} wins out of ${pairs} would give only p ${equals(smallestP)}.`
      : `Exact sign test over ${pairs} pairs, two-sided: p ${equals(p)}.`,
};
