/** Chinese words of the depth duel. */
import {
  formatCount,
  formatDifference,
  formatPercent,
  formatScore,
  formatSetting,
} from '#viz/format.ts';
import type { GuessScore } from './guess.ts';
import type { Pair } from './result-text.ts';
import { ARM_NAMES, chinese } from './result.zh-cn.ts';
import type { DuelStrings } from './strings.ts';

function guessScore({ guess, outcome, ahead, recorded }: GuessScore, pair: Pair): string {
  const said = {
    first: `${ARM_NAMES[pair.first]}更好`,
    open: '没有明显差别',
    second: `${ARM_NAMES[pair.second]}更好`,
  };
  const yours = `你猜的是“${said[guess]}”。`;
  const twenty =
    recorded === undefined
      ? ''
      : recorded === 'right'
        ? '已录的种子够多，结果支持你的猜测。'
        : '已录的种子够多，结果与你的猜测不符。';
  if (outcome !== 'few')
    return `${yours}按规则，你这次运行的结果${outcome === 'right' ? '支持你的猜测' : '与猜测不符'}。${recorded === undefined || recorded === outcome ? '' : twenty}`;
  const lead =
    ahead === 'open' ? '这次两边不分先后' : `这次${ARM_NAMES[pair[ahead]]}领先的次数更多`;
  return `${yours}现在还判不了对错：${lead}，但种子太少，也许只是偶然。${twenty}`;
}

export const zhCn: DuelStrings = {
  name: '层数对决',
  instruction: '先猜哪个模型更好，再让它们在同样的序列上训练，看你的种子能不能分出高下。',
  task: '任务',
  taskNames: {
    adding: '加法问题',
    copy: '复制问题',
    'temporal-order': '时序判断',
    'dyck-2': '括号配对（Dyck-2）',
    'multi-sine': '多正弦叠加',
    'mackey-glass': 'Mackey-Glass 序列',
    'narma-10': 'NARMA-10 系统',
    digits: '逐行读数字',
    'char-lm': '字符级语言模型',
  },
  taskOption: (name, length) => `${name}，${length} 步`,
  keep: '保持相等',
  keepOptions: { parameters: '参数量', width: '宽度', time: '用时' },
  compare: '谁对谁',
  compareOption: (arms, fair) => (fair ? arms : `${arms}（比不出层数的作用）`),
  learningRate: '学习率',
  ownRate: (arm) => `${arm} 的学习率`,
  guess: '运行前先猜',
  guessOptions: ({ first, second }) => ({
    first: `${first} 更好`,
    open: '没有明显差别',
    second: `${second} 更好`,
  }),
  guessScore,
  recordedBeside: (seeds) => `已录的 ${seeds} 个种子：`,
  flips: (wins, { first, second }) =>
    `在这个任务上，谁领先要看学习率。已录的配对里，${wins
      .map(
        (one) =>
          `学习率 ${formatSetting(one.learningRate)} 时 ${first} 赢 ${one.first} 次、${second} 赢 ${one.second} 次`,
      )
      .join('；')}。`,
  equalTime: (steps, date, measured) =>
    measured
      ? `用时相等：${steps.join('，')} 步，按 ${date} 在任务默认规模下一次测定的毫秒/步折算。`
      : '这个任务没有测过每步用时，各组的步数相同。',
  seeds: '种子数',
  units: '单层的单元数',
  length: '序列长度',
  steps: '训练步数',
  backend: '后端',
  arms: ARM_NAMES,
  rows: {
    A: '单层',
    B: '双层',
    C: '三层',
    D: '双层，与 A 等宽',
    E: '单层，参数量同 D',
    F: '双向单层',
  },
  notRun: (name) => `${name}（未运行）`,
  table: {
    caption: '各组的参数量与用时',
    arm: '对照组',
    units: '单元数',
    layer: (number) => `第 ${number} 层`,
    furtherLayers: '其余各层',
    head: '输出层',
    headAndEmbedding: '输出层与词嵌入',
    parameters: '参数量',
    share: '与最大的相比',
    pace: '毫秒/步',
  },
  mismatch: (one, two, share, several) =>
    `参数量 ${formatCount(one)} 对 ${formatCount(two)}，${several ? '最多' : ''}相差 ${formatDifference(share)}。`,
  unfair: (better) =>
    `超过了 3%，差距可能部分来自规模。${better === undefined ? '' : `改用 ${better} 个单元，可降到 2% 以内。`}`,
  unequal: (factor) =>
    `等宽时，双层的参数量是单层的 ${factor.toFixed(2)} 倍，差距可能来自规模而不是层数。`,
  scoreAxis: {
    mse: '测试误差（MSE），对数刻度',
    nrmse: '测试误差（NRMSE），对数刻度',
    accuracy: '测试准确率，线性刻度',
    bits: '测试误差（比特/字符），线性刻度',
  },
  finals: { lower: '最终误差，短线为中位数', higher: '最终准确率，短线为中位数' },
  latest: { lower: '最新误差，短线为中位数', higher: '最新准确率，短线为中位数' },
  stepAxis: '训练步数',
  diverged: '发散',
  baselines: {
    mean: (score) => `总是预测均值：${score}`,
    chance: (score) => `随机猜：${score}`,
    majority: (score) => `总答最常见的一类：${score}`,
    counter: (score) => `只数括号、不记种类：${score}`,
    persistence: (score) => `照搬上一个值：${score}`,
    autoregression: (score) => `线性自回归：${score}`,
    'linear-filter': (score) => `线性滤波器：${score}`,
    volterra: (score) => `二阶 Volterra 滤波器：${score}`,
    'noise-floor': (score) => `只剩噪声：${score}`,
    'nearest-neighbour': (score) => `最近邻：${score}`,
    unigram: (score) => `只看字符频率：${score}`,
    bigram: (score) => `二元文法：${score}`,
    trigram: (score) => `三元文法：${score}`,
  },
  solved: {
    lower: (score) => `低于 ${score} 算解出`,
    higher: (score) => `高于 ${score} 算解出`,
  },
  score: (score, metric) => (metric === 'accuracy' ? formatPercent(score) : formatScore(score)),
  threshold: (score, metric) =>
    metric === 'accuracy' ? formatPercent(score) : formatSetting(score),
  ghost: (seeds) => `灰色：已录的 ${seeds} 个种子`,
  chartLabel: (arms, task, seeds, source) =>
    `${arms.join('、')} LSTM 在“${task}”上的学习曲线，${seeds} 个种子，${source === 'live' ? '在本机训练' : '已录的结果'}：测试成绩随训练步数的变化、中位数、简单基线，以及每个种子的最终成绩。数值见下表。`,
  emptyChart: '这组设置没有已录的结果。按“运行”即可在本机训练。',
  dataTable: '最终成绩表',
  seed: '种子',
  finalScore: '最终测试成绩',
  shown: '图中为已录的结果',
  provenance: (engine) => `由 ${engine} 生成，命令`,
  tunedRates: (rates) => `各组学习率分别调过：${rates.join('，')}`,
  command: 'npm run experiments -- depth-duel',
  rateChanged: (step) => `第 ${formatCount(step)} 步改过学习率`,
  running: '所有模型训练完后给出结果。',
  stopped: (step) => `训练停在第 ${formatCount(step)} 步，没有到底，所以不下结论。`,
  sentenceGap: '',
  result: chinese,
};
