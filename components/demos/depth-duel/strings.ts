/** The words of the depth duel. Sentences about results are in `result-text.ts`. */
import type { Locale } from '#site/locales.ts';
import type { Metric, TaskId } from '#tasks/task.ts';
import {
  formatCount,
  formatDifference,
  formatPercent,
  formatScore,
  formatSetting,
} from '#viz/format.ts';
import type { ArmId, Settings } from './demo.ts';

type BaselineId = 'mean' | 'chance' | 'persistence' | 'autoregression';

export interface DuelStrings {
  name: string;
  instruction: string;
  task: string;
  taskNames: Record<TaskId, string>;
  taskOption: (name: string, length: number) => string;
  keep: string;
  keepOptions: Record<Settings['keep'], string>;
  learningRate: string;
  seeds: string;
  units: string;
  length: string;
  steps: string;
  backend: string;
  /** Names of the curves. */
  arms: Record<ArmId, string>;
  /** Names of the rows of the table. */
  one: string;
  two: Record<Settings['keep'], string>;
  notRun: (name: string) => string;
  table: {
    caption: string;
    arm: string;
    units: string;
    layer: (number: number) => string;
    head: string;
    parameters: string;
    against: string;
    share: string;
    pace: string;
  };
  mismatch: (one: number, two: number, share: number) => string;
  /** `better`: a width near the chosen one that would be fair. */
  unfair: (better: number | undefined) => string;
  unequal: (factor: number) => string;
  scoreAxis: Record<Metric['id'], string>;
  finals: Record<Metric['better'], string>;
  /** The same while models are still training. */
  latest: Record<Metric['better'], string>;
  stepAxis: string;
  diverged: string;
  baselines: Record<BaselineId, (score: string) => string>;
  solved: Record<Metric['better'], (score: string) => string>;
  score: (score: number, metric: Metric['id']) => string;
  /** A score that is given, not measured: all its digits and no more. */
  threshold: (score: number, metric: Metric['id']) => string;
  ghost: string;
  chartLabel: (task: string, seeds: number, source: 'live' | 'recorded') => string;
  emptyChart: string;
  dataTable: string;
  seed: string;
  finalScore: string;
  /** Before the date of the recorded run. */
  shown: string;
  /** How the recorded run was made; the command follows. */
  provenance: (engine: string) => string;
  command: string;
  rateChanged: (step: number) => string;
  running: string;
  stopped: (step: number) => string;
}

export const STRINGS = {
  en: {
    name: 'Depth duel',
    instruction:
      'Train one layer against two on the same sequences, and see whether five seeds can tell them apart.',
    task: 'Task',
    taskNames: {
      adding: 'Adding problem',
      'temporal-order': 'Temporal order',
      'mackey-glass': 'Mackey-Glass series',
    },
    taskOption: (name, length) => `${name}, ${length} steps`,
    keep: 'Keep equal',
    keepOptions: { parameters: 'Parameters', width: 'Width' },
    learningRate: 'Learning rate',
    seeds: 'Seeds',
    units: 'Units of the one layer',
    length: 'Sequence length',
    steps: 'Training steps',
    backend: 'Backend',
    arms: { one: 'one layer', two: 'two layers' },
    one: 'One layer',
    two: { parameters: 'Two layers, equal parameters', width: 'Two layers, equal width' },
    notRun: (name) => `${name} (not run)`,
    table: {
      caption: 'Parameters and time of both arms',
      arm: 'Arm',
      units: 'Units',
      layer: (number) => `Layer ${number}`,
      head: 'Head',
      parameters: 'Parameters',
      against: 'against one layer',
      share: 'Share of the largest',
      pace: 'ms/step',
    },
    mismatch: (one, two, share) =>
      `${formatCount(one)} parameters against ${formatCount(two)}: a difference of ${formatDifference(share)}.`,
    unfair: (better) =>
      ` That is more than 3%, so part of any gap may come from size.${better === undefined ? '' : ` With ${better} units it would be within 2%.`}`,
    unequal: (factor) =>
      ` At equal width two layers hold ${factor.toFixed(2)} times the parameters of one, so a gap may come from size rather than depth.`,
    scoreAxis: {
      mse: 'Test error (MSE), log scale',
      nrmse: 'Test error (NRMSE), log scale',
      accuracy: 'Test accuracy, linear scale',
    },
    finals: { lower: 'Final error per seed, bar: median', higher: 'Final accuracy, bar: median' },
    latest: { lower: 'Latest error, bar: median', higher: 'Latest accuracy, bar: median' },
    stepAxis: 'training steps',
    diverged: 'diverged',
    baselines: {
      mean: (score) => `always predicting the mean: ${score}`,
      chance: (score) => `guessing: ${score}`,
      persistence: (score) => `repeating the last value: ${score}`,
      autoregression: (score) => `linear autoregression: ${score}`,
    },
    solved: {
      lower: (score) => `solved below ${score}`,
      higher: (score) => `solved above ${score}`,
    },
    score: (score, metric) => (metric === 'accuracy' ? formatPercent(score) : formatScore(score)),
    threshold: (score, metric) =>
      metric === 'accuracy' ? formatPercent(score) : formatSetting(score),
    ghost: 'grey: the recorded run',
    chartLabel: (task, seeds, source) =>
      `Learning curves of one and two LSTM layers on the task “${task}”, ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}, ${source === 'live' ? 'trained here' : 'recorded'}: test score over training steps, medians, simple baselines, and the final score of every seed. The table below holds the numbers.`,
    emptyChart: 'Nothing is recorded for these settings. Press Run to train them here.',
    dataTable: 'Final scores as a table',
    seed: 'Seed',
    finalScore: 'Final test score',
    shown: 'shown: recorded',
    provenance: (engine) => `Made with ${engine} by`,
    command: 'npm run experiments depth-duel',
    rateChanged: (step) => `learning rate changed at step ${formatCount(step)}`,
    running: 'The result is stated when every model has finished.',
    stopped: (step) =>
      `The run ended at step ${formatCount(step)}, before its last, so no result is stated.`,
  },
  'zh-cn': {
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
    ghost: '灰色：记录的运行',
    chartLabel: (task, seeds, source) =>
      `单层与双层 LSTM 在“${task}”上的学习曲线，${seeds} 个种子，${source === 'live' ? '在本机训练' : '记录结果'}：测试成绩随训练步数的变化、中位数、简单基线，以及每个种子的最终成绩。数值见下表。`,
    emptyChart: '这组设置没有记录结果。按“运行”即可在本机训练。',
    dataTable: '最终成绩表',
    seed: '种子',
    finalScore: '最终测试成绩',
    shown: '图中为记录',
    provenance: (engine) => `由 ${engine} 生成，命令`,
    command: 'npm run experiments depth-duel',
    rateChanged: (step) => `第 ${formatCount(step)} 步改过学习率`,
    running: '所有模型训练完后给出结果。',
    stopped: (step) => `训练停在第 ${formatCount(step)} 步，没有到底，所以不下结论。`,
  },
} as const satisfies Record<Locale, DuelStrings>;
