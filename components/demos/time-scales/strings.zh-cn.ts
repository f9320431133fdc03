/** Chinese words of the time scales. */
import { formatPercent, formatScore } from '#viz/format.ts';
import { majority } from './measure.ts';
import type { ScaleStrings } from './strings.ts';

export const zhCn: ScaleStrings = {
  name: '时间尺度',
  instruction: '换一个任务、一种量法，或换成未训练的权重，看哪一层更慢，又有几个种子如此。',
  task: '任务',
  taskNames: {
    'char-lm': '小说的字符',
    'multi-sine': '多正弦叠加',
    'dyck-2': '括号配对（Dyck-2）',
  },
  show: '量法',
  showOptions: { both: '两种', forget: '遗忘门', autocorrelation: '自相关' },
  weights: '权重',
  states: { trained: '训练后', untrained: '未训练' },
  layers: '层数',
  layersOption: (layers) => layers,
  seed: '选中的种子',
  backend: '后端',
  metrics: { forget: '遗忘门时间常数，步', autocorrelation: '自相关时间，步' },
  metricShort: { forget: '遗忘门', autocorrelation: '自相关' },
  layer: (number) => `第 ${number} 层`,
  ceiling: '不短于 32 步',
  verdict: ({ slower, faster, models }, layers) => {
    const top = `第 ${layers} 层`;
    if (slower === 0 && faster === 0) return `${models} 个种子全部持平`;
    if (slower >= faster)
      return `${models} 个种子里，${top}更慢的有 ${slower} 个${faster > 0 ? `，更快的有 ${faster} 个` : ''}`;
    return `${models} 个种子里，${top}更快的有 ${faster} 个${slower > 0 ? `，更慢的有 ${slower} 个` : ''}`;
  },
  cell: (comparison) => {
    const { slower, faster, models } = comparison;
    const level = models - slower - faster;
    return {
      slower: `更慢 ${slower}/${models}`,
      faster: `更快 ${faster}/${models}`,
      level: `持平 ${level}/${models}`,
      mixed: '不一致',
    }[majority(comparison)];
  },
  cellLabel: (task, metric, state, verdict) => `${task}，${metric}，${state}：${verdict}`,
  overview: '上层与下层相比',
  overviewHint:
    '上层更慢（或更快）的种子有几个，以及两层中位数之比的中位数。点一格，看它的各个种子。',
  ratio: (ratio) => `× ${ratio.toPrecision(2)}`,
  chartLabel: (task, state, source, seeds) =>
    `各层每个单元的时间尺度，任务“${task}”，${state}，${seeds} 个已录的种子${source === 'live' ? '，外加在本页训练的一个模型' : ''}。每幅图上方的结论和下面的表格里有数字。`,
  liveKey: '本页训练',
  liveVerdict: (metric, bottom, top, how) =>
    `${metric}：下层 ${bottom} 步，上层 ${top} 步，上层${{ slower: '更慢', faster: '更快', level: '与下层持平' }[how]}。`,
  measured: (seed, step, sequences, final) =>
    `本页的训练：种子 ${seed}，${final ? `更新 ${step} 次后` : `目前更新了 ${step} 次，`}在 ${sequences} 条序列上测得。`,
  untrainedLive: '显示未训练的权重时，本页的训练结果不画出来：种子相同，它正是从这些权重开始的。',
  steps: formatScore,
  shown: '图中为已录的结果',
  provenance: (engine) => `由 ${engine} 生成，命令是`,
  command: 'npm run experiments time-scales',
  score: {
    bits: (score) => `测试误差中位数 ${score.toFixed(2)} 比特/字符`,
    mse: (score) => `测试误差（MSE）中位数 ${score.toPrecision(2)}`,
    accuracy: (score) => `测试准确率中位数 ${formatPercent(score)}`,
  },
};
