/**
 * The result of a duel in words, by a fixed rule: who won how many pairs, by how much, with what uncertainty.
 * Five pairs at most never reach p < 0.05 (5 of 5 gives 0.0625), so it always says that so few seeds cannot tell.
 */
import type { Locale } from '#site/locales.ts';
import { TASKS } from '#tasks/registry.ts';
import type { Metric } from '#tasks/task.ts';
import { compareArms, type Evidence, type SuccessRate } from '#viz/evidence.ts';
import { formatPercent, formatProbability, formatScore, formatSetting } from '#viz/format.ts';
import { finalScores } from '#viz/series.ts';
import { ARMS } from './demo.ts';
import type { Shown } from './duel.svelte.ts';

export interface ResultText {
  /** Who was ahead, and whether that means anything. */
  readonly headline: string;
  /** By how much, what was solved, and the test; one sentence each. */
  readonly details: readonly string[];
}

/** Below this, a sign test is taken to speak against chance. */
const SIGNIFICANT = 0.05;

/** The result of a run that has trained every model to its end; undefined for others. */
export const resultOf = (shown: Shown, locale: Locale): ResultText | undefined => {
  const { metric } = TASKS[shown.plan.task];
  const scores = finalScores(shown.series);
  return shown.complete ? resultText(compareArms(scores, ARMS, metric), metric, locale) : undefined;
};

/** States the outcome of a finished run; undefined when no seed has both scores. */
export function resultText(
  evidence: Evidence,
  metric: Metric,
  locale: Locale,
): ResultText | undefined {
  if (evidence.pairs === 0) return undefined;
  const words = locale === 'en' ? english : chinese;
  const tells =
    evidence.p < SIGNIFICANT ? 'different' : evidence.smallestP < SIGNIFICANT ? 'open' : 'few';
  return {
    headline: words.headline(evidence, tells),
    details: [
      ...(evidence.gap ? [words.gap(evidence.gap, evidence.pairs)] : []),
      ...(evidence.diverged.first + evidence.diverged.second > 0
        ? [words.diverged(evidence.diverged.first, evidence.diverged.second)]
        : []),
      ...(evidence.solved && metric.solved !== undefined
        ? [words.solved(evidence.solved, metric.solved, metric.better)]
        : []),
      words.test(evidence, tells),
    ],
  };
}

type Tells = 'different' | 'open' | 'few';

interface Words {
  headline: (evidence: Evidence, tells: Tells) => string;
  gap: (gap: NonNullable<Evidence['gap']>, pairs: number) => string;
  diverged: (first: number, second: number) => string;
  solved: (
    rates: NonNullable<Evidence['solved']>,
    score: number,
    better: Metric['better'],
  ) => string;
  test: (evidence: Evidence, tells: Tells) => string;
}

const NUMBER_WORDS = ['no', 'one', 'two', 'three', 'four', 'five'];
const inWords = (count: number): string => NUMBER_WORDS[count] ?? String(count);
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Signed percentage points: `+1.2`, `−3`. */
function points(difference: number): string {
  const value = Math.round(difference * 1000) / 10;
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value)}`;
}

/** `5 of 5 (57–100%)` */
const interval = ({ low, high }: SuccessRate): string =>
  `${Math.round(low * 100)}–${formatPercent(high)}`;

const english: Words = {
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

const equals = (p: number): string => {
  const text = formatProbability(p);
  return text.startsWith('<') ? text : `= ${text}`;
};

const chinese: Words = {
  headline: ({ pairs, wins: { first, second, ties } }, tells) => {
    if (pairs === 1)
      return `只有一个种子，${ties === 1 ? '两组打平' : `${second === 1 ? '双层' : '单层'}更好`}；一个种子分不出高下。`;
    const end = {
      few: `${pairs} 个种子太少，分不出高下`,
      open: '还分不出高下',
      different: '不像只是偶然',
    }[tells];
    if (ties === pairs) return `${pairs} 个种子全部打平；${end}。`;
    const [ahead, more, behind, fewer] =
      second >= first ? ['双层', second, '单层', first] : ['单层', first, '双层', second];
    const rest = `，${behind}${fewer === 0 ? '没有领先的' : `有 ${fewer} 个更好`}${ties > 0 ? `，${ties} 个打平` : ''}`;
    return more === pairs
      ? `${pairs} 个种子里都是${ahead}更好；${end}。`
      : `${pairs} 个种子里，${ahead}有 ${more} 个更好${rest}；${end}。`;
  },
  gap: ({ kind, median, range: [low, high] }, pairs) =>
    kind === 'ratio'
      ? `双层的测试误差是单层的 ${formatScore(median)} 倍${pairs === 1 ? '' : `（按种子配对的中位数；范围 ${formatScore(low)}–${formatScore(high)} 倍）`}。`
      : `双层的准确率与单层相差 ${points(median)} 个百分点${pairs === 1 ? '' : `（按种子配对的中位数；范围从 ${points(low)} 到 ${points(high)}）`}。`,
  diverged: (first, second) => {
    const parts = [
      ...(first > 0 ? [`单层有 ${first} 次`] : []),
      ...(second > 0 ? [`双层有 ${second} 次`] : []),
    ];
    return `${parts.join('，')}训练发散：算作落败，不计入误差或准确率的比较。`;
  },
  solved: ({ first, second }, score, better) =>
    `解出（${better === 'lower' ? `误差不超过 ${formatSetting(score)}` : `准确率不低于 ${formatPercent(score)}`}）：单层 ${first.runs} 次中 ${first.solved} 次，双层 ${second.runs} 次中 ${second.solved} 次；95% Wilson 区间分别为 ${interval(first)} 和 ${interval(second)}。`,
  test: ({ p, smallestP, pairs }, tells) =>
    tells === 'few'
      ? pairs === 1
        ? '单独一对说明不了种子之间的散布。'
        : `双侧精确符号检验：p ${equals(p)}。即使 ${pairs} 对全胜，p 也只能到 ${formatProbability(smallestP)}。`
      : `${pairs} 对的双侧精确符号检验：p ${equals(p)}。`,
};
