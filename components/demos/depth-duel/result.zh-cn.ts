/** The result of a duel in Chinese. */
import { SIGNIFICANCE, type Verdict } from '#viz/evidence.ts';
import { formatPercent, formatProbability, formatSetting } from '#viz/format.ts';
import type { ArmId } from './arms.ts';
import { equals, interval, points, ratio, type ResultWords, signed } from './result-text.ts';

/** The arms in the middle of a sentence. */
export const ARM_NAMES: Readonly<Record<ArmId, string>> = {
  A: '单层',
  B: '双层',
  C: '三层',
  D: '等宽双层',
  E: '加宽单层',
  F: '双向单层',
};

const percent = (share: number): string => `${Number((100 * share).toFixed(1))}%`;

/** How a headline ends. */
function conclusion(verdict: Verdict, pairs: number): string {
  if (verdict === 'few') return `${pairs} 个种子太少，分不出高下`;
  return verdict === 'open' ? '没有明显差别' : '不像只是偶然';
}

export const chinese: ResultWords = {
  headline: ({ pairs, wins, verdict }, pair) => {
    const [one, two] = [ARM_NAMES[pair.first], ARM_NAMES[pair.second]];
    const { first, second, ties } = wins;
    if (pairs === 1)
      return `只有一个种子，${ties === 1 ? '双方打平' : `${second === 1 ? two : one}更好`}；一个种子分不出${one}和${two}的高下。`;
    const end = conclusion(verdict, pairs);
    if (ties === pairs) return `${pairs} 个种子全部打平；${end}。`;
    const [ahead, more, behind, fewer] =
      second >= first ? [two, second, one, first] : [one, first, two, second];
    const rest = `，${behind}${fewer === 0 ? '一个也没有' : `在 ${fewer} 个上更好`}${ties > 0 ? `，${ties} 个打平` : ''}`;
    return more === pairs
      ? `全部 ${pairs} 个种子上都是${ahead}更好；${end}。`
      : `${pairs} 个种子里，${ahead}在 ${more} 个上更好${rest}；${end}。`;
  },
  gap: (gap, pairs, pair, metric) => {
    const [one, two] = [ARM_NAMES[pair.first], ARM_NAMES[pair.second]];
    const form =
      gap.kind === 'ratio'
        ? ratio
        : metric === 'accuracy'
          ? points
          : (value: number) => signed(value, 3);
    const [low, high] = (gap.interval?.ends ?? gap.range).map(form);
    const unit = gap.kind === 'ratio' ? ' 倍' : '';
    const spread = gap.interval
      ? `精确的 ${percent(gap.interval.confidence)} 区间为 ${low} 到 ${high}${unit}`
      : `范围从 ${low} 到 ${high}${unit}`;
    const note = pairs === 1 ? '' : `（按种子配对的中位数；${spread}）`;
    if (gap.kind === 'ratio') return `${two}的测试误差是${one}的 ${form(gap.median)} 倍${note}。`;
    return metric === 'accuracy'
      ? `测试准确率之差（${two}减${one}）为 ${form(gap.median)} 个百分点${note}。`
      : `测试误差之差（${two}减${one}）为 ${form(gap.median)} 比特/字符${note}。`;
  },
  diverged: (first, second, pair) => {
    const parts = [
      ...(first > 0 ? [`${ARM_NAMES[pair.first]}有 ${first} 次`] : []),
      ...(second > 0 ? [`${ARM_NAMES[pair.second]}有 ${second} 次`] : []),
    ];
    return `${parts.join('，')}训练发散，算作比任何数都差。`;
  },
  solved: ({ first, second }, score, better, pair) =>
    `解出（${better === 'lower' ? `误差不超过 ${formatSetting(score)}` : `准确率不低于 ${formatPercent(score)}`}）：${ARM_NAMES[pair.first]} ${first.runs} 次中 ${first.solved} 次，${ARM_NAMES[pair.second]} ${second.runs} 次中 ${second.solved} 次；95% 威尔逊区间分别为 ${interval(first)} 和 ${interval(second)}。`,
  test: ({ p, smallestP, pairs, verdict }) => {
    if (verdict !== 'few') return `${pairs} 对的双侧精确符号检验：p ${equals(p)}。`;
    return pairs === 1
      ? '单独一对说明不了种子之间的散布。'
      : `双侧精确符号检验：p ${equals(p)}。即使 ${pairs} 对全胜，p 也只能到 ${formatProbability(smallestP)}。`;
  },
  several: (comparisons) =>
    `一场对决里有 ${comparisons} 次比较：每次都要 p < ${formatProbability(SIGNIFICANCE / comparisons)} 才算有差别，这样误报任何一个的机会仍是 5%。`,
};
