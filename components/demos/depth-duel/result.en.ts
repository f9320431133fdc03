/** The result of a duel in English. */
import type { ArmId } from './arms.ts';
import { SIGNIFICANCE, type Verdict } from '#viz/evidence.ts';
import { formatPercent, formatProbability, formatSetting } from '#viz/format.ts';
import { equals, interval, points, ratio, type ResultWords, signed } from './result-text.ts';

/** The arms in the middle of a sentence. */
export const ARM_NAMES: Readonly<Record<ArmId, string>> = {
  A: 'one layer',
  B: 'two layers',
  C: 'three layers',
  D: 'two full-width layers',
  E: 'one wide layer',
  F: 'one bidirectional layer',
};

const NUMBER_WORDS = ['no', 'one', 'two', 'three', 'four', 'five'];
/** Counts out of few seeds in words; out of more all in digits, so that no sentence mixes the two. */
const inWords = (count: number, of = count): string =>
  (of < NUMBER_WORDS.length ? NUMBER_WORDS[count] : undefined) ?? String(count);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const percent = (share: number): string => `${Number((100 * share).toFixed(1))}%`;

/** How a headline ends. */
function conclusion(verdict: Verdict, pairs: number): string {
  if (verdict === 'few') return `${inWords(pairs)} seeds are too few to tell them apart`;
  return verdict === 'open' ? 'no clear difference' : 'that is unlikely to be chance alone';
}

export const english: ResultWords = {
  headline: ({ pairs, wins, verdict }, pair) => {
    const [one, two] = [ARM_NAMES[pair.first], ARM_NAMES[pair.second]];
    const { first, second, ties } = wins;
    if (pairs === 1) {
      const outcome = ties === 1 ? 'both ended level' : `${second === 1 ? two : one} ended better`;
      return `With the one seed ${outcome}; one seed cannot tell ${one} from ${two}.`;
    }
    const end = conclusion(verdict, pairs);
    if (ties === pairs) return `All ${inWords(pairs)} seeds ended level; ${end}.`;
    const level = ties > 0 ? `, ${inWords(ties, pairs)} ended level` : '';
    const [ahead, more, behind, fewer] =
      second >= first ? [two, second, one, first] : [one, first, two, second];
    const counts =
      more === pairs
        ? `${capital(ahead)} did better in all ${inWords(pairs)} seeds`
        : `${capital(ahead)} did better in ${inWords(more, pairs)} of ${inWords(pairs)} seeds, ${behind} in ${fewer === 0 ? 'none' : inWords(fewer, pairs)}${level}`;
    return `${counts}; ${end}.`;
  },
  gap: (gap, pairs, pair, metric) => {
    const [one, two] = [ARM_NAMES[pair.first], ARM_NAMES[pair.second]];
    const form =
      gap.kind === 'ratio'
        ? ratio
        : metric === 'accuracy'
          ? points
          : (value: number) => signed(value, 3);
    const unit =
      gap.kind === 'ratio'
        ? 'times'
        : metric === 'accuracy'
          ? 'percentage points'
          : 'bits per character';
    const [low, high] = (gap.interval?.ends ?? gap.range).map(form);
    const spread = gap.interval
      ? `exact ${percent(gap.interval.confidence)} interval ${low} to ${high}`
      : `from ${low} to ${high}${gap.kind === 'ratio' ? ' times' : ''}`;
    const note = pairs === 1 ? '' : ` (median over the pairs; ${spread})`;
    return gap.kind === 'ratio'
      ? `The test error of ${two} was ${form(gap.median)} ${unit} that of ${one}${note}.`
      : `The ${metric === 'accuracy' ? 'accuracy' : 'test error'} of ${two} differed from that of ${one} by ${form(gap.median)} ${unit}${note}.`;
  },
  diverged: (first, second, pair) => {
    const parts = [
      ...(first > 0 ? [`${inWords(first)} of ${ARM_NAMES[pair.first]}`] : []),
      ...(second > 0 ? [`${inWords(second)} of ${ARM_NAMES[pair.second]}`] : []),
    ];
    return `${capital(parts.join(' and '))} diverged: ${first + second === 1 ? 'that run counts' : 'those runs count'} as worse than any number.`;
  },
  solved: ({ first, second }, score, better, pair) =>
    `Solved (${better === 'lower' ? `an error of ${formatSetting(score)} or less` : `an accuracy of ${formatPercent(score)} or more`}): ${ARM_NAMES[pair.first]} ${first.solved} of ${first.runs}, ${ARM_NAMES[pair.second]} ${second.solved} of ${second.runs}; 95% Wilson intervals ${interval(first)} and ${interval(second)}.`,
  test: ({ p, smallestP, pairs, verdict }) => {
    if (verdict !== 'few') return `Exact sign test over ${pairs} pairs, two-sided: p ${equals(p)}.`;
    return pairs === 1
      ? 'A single pair says nothing about the spread between seeds.'
      : `Exact sign test, two-sided: p ${equals(p)}. Even ${pairs} wins out of ${pairs} would give only p ${equals(smallestP)}.`;
  },
  several: (comparisons) =>
    `${capital(inWords(comparisons))} comparisons in one duel: each counts as a difference only below p = ${formatProbability(SIGNIFICANCE / comparisons)}, so that the chance of any false one stays at 5%.`,
};
