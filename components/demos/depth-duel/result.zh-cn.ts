/** The result of a duel in Chinese. */
import { formatPercent, formatProbability, formatScore, formatSetting } from '#viz/format.ts';
import { equals, interval, points, type ResultWords } from './result-text.ts';

export const chinese: ResultWords = {
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
