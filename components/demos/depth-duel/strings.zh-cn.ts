/** Chinese words of the depth duel. */
import {
  formatCount,
  formatDifference,
  formatPercent,
  formatScore,
  formatSetting,
} from '#viz/format.ts';
import { chinese } from './result.zh-cn.ts';
import type { DuelStrings } from './strings.ts';

export const zhCn: DuelStrings = {
  name: '层数对决',
  instruction: '让一层和两层在同样的序列上训练，看五个随机种子能不能分出高下。',
  task: '任务',
  taskNames: {
    adding: '加法问题',
    'temporal-order': '时序判断',
    'mackey-glass': 'Mackey-Glass 序列',
  },
  taskOption: (name, length) => `${name}，${length} 步`,
  keep: '保持相等',
  keepOptions: { parameters: '参数量', width: '宽度' },
  learningRate: '学习率',
  seeds: '种子数',
  units: '单层的单元数',
  length: '序列长度',
  steps: '训练步数',
  backend: '后端',
  arms: { one: '单层', two: '双层' },
  one: '单层',
  two: { parameters: '双层，等参数量', width: '双层，等宽' },
  notRun: (name) => `${name}（未运行）`,
  table: {
    caption: '两组的参数量与用时',
    arm: '对照组',
    units: '单元数',
    layer: (number) => `第 ${number} 层`,
    head: '输出层',
    parameters: '参数量',
    against: '与单层相比',
    share: '与最大者相比',
    pace: '毫秒/步',
  },
  mismatch: (one, two, share) =>
    `参数量 ${formatCount(one)} 对 ${formatCount(two)}，相差 ${formatDifference(share)}。`,
  unfair: (better) =>
    `超过了 3%，差距可能部分来自规模。${better === undefined ? '' : `改用 ${better} 个单元，可降到 2% 以内。`}`,
  unequal: (factor) =>
    `等宽时，双层的参数量是单层的 ${factor.toFixed(2)} 倍，差距可能来自规模而不是层数。`,
  scoreAxis: {
    mse: '测试误差（MSE），对数刻度',
    nrmse: '测试误差（NRMSE），对数刻度',
    accuracy: '测试准确率，线性刻度',
  },
  finals: { lower: '最终误差，短线为中位数', higher: '最终准确率，短线为中位数' },
  latest: { lower: '最新误差，短线为中位数', higher: '最新准确率，短线为中位数' },
  stepAxis: '训练步数',
  diverged: '发散',
  baselines: {
    mean: (score) => `总是预测均值：${score}`,
    chance: (score) => `随机猜：${score}`,
    persistence: (score) => `重复上一个值：${score}`,
    autoregression: (score) => `线性自回归：${score}`,
  },
  solved: {
    lower: (score) => `低于 ${score} 算解出`,
    higher: (score) => `高于 ${score} 算解出`,
  },
  score: (score, metric) => (metric === 'accuracy' ? formatPercent(score) : formatScore(score)),
  threshold: (score, metric) =>
    metric === 'accuracy' ? formatPercent(score) : formatSetting(score),
  ghost: '灰色：已录的运行',
  chartLabel: (task, seeds, source) =>
    `单层与双层 LSTM 在“${task}”上的学习曲线，${seeds} 个种子，${source === 'live' ? '在本机训练' : '已录的结果'}：测试成绩随训练步数的变化、中位数、简单基线，以及每个种子的最终成绩。数值见下表。`,
  emptyChart: '这组设置没有已录的结果。按“运行”即可在本机训练。',
  dataTable: '最终成绩表',
  seed: '种子',
  finalScore: '最终测试成绩',
  shown: '图中为已录的结果',
  provenance: (engine) => `由 ${engine} 生成，命令`,
  command: 'npm run experiments depth-duel',
  rateChanged: (step) => `第 ${formatCount(step)} 步改过学习率`,
  running: '所有模型训练完后给出结果。',
  stopped: (step) => `训练停在第 ${formatCount(step)} 步，没有到底，所以不下结论。`,
  sentenceGap: '',
  result: chinese,
};
