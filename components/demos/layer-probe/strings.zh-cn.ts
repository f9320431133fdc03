/** Chinese words of the layer probe. */
import { formatCount } from '#viz/format.ts';
import type { ProbeStrings } from './strings.ts';

const NAMES: Readonly<Record<string, string>> = { ' ': '空格', '\n': '换行' };

export const zhCn: ProbeStrings = {
  name: '层探针',
  instruction: '输入一条序列，拖动时间步，再找找哪个单元在跟踪它的某种性质。',
  model: '模型',
  models: { 'dyck-2': '括号', 'char-lm': '英文文本' },
  typeHere: {
    'dyck-2': (longest) => `你的括号串，( ) [ ]，最多 ${longest} 个`,
    'char-lm': (longest) => `你的英文文本，最多 ${longest} 个字符`,
  },
  resetText: '恢复示例',
  refused: {
    unknown: (symbols, allowed) => `模型不认识 ${symbols}，它只读${allowed}。图中仍是上一条序列。`,
    short: (length, least) =>
      `序列至少要有 ${least} 个符号，这里只有 ${length} 个。图中仍是上一条序列。`,
    long: (length, most) =>
      `序列最多 ${most} 个符号，这里有 ${formatCount(length)} 个。图中仍是上一条序列。`,
  },
  allowed: {
    'dyck-2': ' ( ) [ ] 四种括号',
    'char-lm': '字母 a 到 z、空格和 . , : ; ? ! - — ( ) \' "',
  },
  misfit: (step) =>
    `第 ${step} 个括号没有可以闭合的同类括号。模型从没读过这样的串，从这里起，深度也就没有意义了。`,
  value: '显示',
  values: { h: '隐状态', c: '细胞状态' },
  valuesInFull: { h: '隐状态 h', c: '细胞状态 tanh c' },
  feature: '哪个单元在跟踪……',
  features: {
    depth: '未闭合括号的个数（深度）',
    kind: '最内层未闭合括号的种类',
    closed: '是否全部闭合',
    opens: '当前是不是左括号',
    position: '在序列中的位置',
    space: '是不是空格',
    vowel: '是不是元音字母',
    'word-position': '在单词里的位置',
    quoted: '是否在引号里',
  },
  layer: (number) => `第 ${number} 层`,
  unitsAxis: '每层 24 个单元，时间向右',
  step: '时间步',
  stepText: (step, total, symbol) => `第 ${step} 步，共 ${total} 步，${symbol}`,
  symbol: (symbol) => NAMES[symbol] ?? `“${symbol}”`,
  expected: (step, symbol) => `第 ${step} 步读入${symbol}之后，模型预期：`,
  classes: { none: () => '没有可闭合的', any: (symbol) => NAMES[symbol] ?? symbol },
  truth: {
    'dyck-2': (answer) => `正确答案：${answer}`,
    'char-lm': (answer) => `文本里的下一个：${answer}`,
  },
  noTruth: { 'dyck-2': '这里没有正确答案。', 'char-lm': '文本到此为止。' },
  search: (feature) => `单元搜索：${feature}`,
  unit: '单元',
  here: '本序列 r',
  unseen: (sequences) => `另 ${sequences} 条 r`,
  pick: (unit, r) => `标出单元 ${unit}，相关系数 ${r}`,
  showAll: (count) => `全部 ${count} 个单元`,
  showFew: '只看前几名',
  control: '未训练对照里最好的',
  controlBest: (unit, r) => `${unit}：${r}`,
  caveat:
    '相关不等于因果：模型未必靠这个单元来做这件事。48 个单元里，总有一个与一条短序列吻合得不错，所以要和未训练的对照比，也要看模型没有训练过的序列。',
  trace: (unit, r) => `单元 ${unit}，r = ${r}`,
  r: (r) => (r === null || Number.isNaN(r) ? '–' : r.toFixed(2).replace('-', '−')),
  chartLabel: (model, text, feature, best) =>
    `模型（${model}）读入 ${text} 时，两层中每个单元的状态。下方是“${feature}”和标出的单元。最好的单元：${best}。相关系数见下面的列表。`,
  loading: '正在取权重……',
  failed: '权重没有取到，只能显示已录的示例。',
  retry: '再取一次',
  scoreOf: (score) => `测试成绩 ${score}`,
  trainedBy: (steps, seed, date) =>
    `2 × 24 个单元，更新 ${formatCount(steps)} 次，种子 ${seed}，${date}，命令`,
  shown: '在本页以 float64 计算',
};
