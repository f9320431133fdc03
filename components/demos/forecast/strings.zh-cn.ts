/** Chinese words of the forecasting demo. */
import { chinese } from '#components/demos/depth-duel/result.zh-cn.ts';
import { CSV_LIMITS } from '#tasks/forecast/csv.ts';
import { formatCount, formatSetting } from '#viz/format.ts';
import type { ForecastStrings } from './strings.ts';

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

export const zhCn: ForecastStrings = {
  name: '预测',
  instruction:
    '选一条序列，再选提前几步，看 LSTM 能不能胜过那几条虚线。按“运行”先看预训练模型的预测，按“继续”在这里接着训练；初始权重选“随机”，则从头训练。',
  series: '序列',
  seriesNames: {
    births: '美国每日出生人数',
    weather: '西雅图日最高气温',
    elnino: '厄尔尼诺海温（月）',
    sunspots: '太阳黑子（年）',
    airline: '航空旅客（月）',
    own: '自己的 CSV 文件',
  },
  axes: {
    births: '每日出生人数',
    weather: '最高气温，°C',
    elnino: '海面温度，°C',
    sunspots: '黑子数',
    airline: '旅客数，千人',
    own: '数值',
  },
  mode: '多步预测',
  modes: { direct: '直接', recursive: '递推' },
  ahead: '提前步数',
  start: '初始权重',
  starts: { published: '预训练', new: '随机' },
  seeds: '种子数',
  own: {
    file: 'CSV 文件',
    hint: `UTF-8 编码，每行一个时间步，从旧到新；最多 ${formatCount(CSV_LIMITS.rows)} 行、${megabytes(CSV_LIMITS.bytes)} MB。文件不会离开浏览器。`,
    column: '列',
    season: '季节周期',
    seasons: {
      '1': '无',
      '4': '4 步',
      '7': '7 步',
      '12': '12 步',
      '24': '24 步',
      '52': '52 步',
      '365': '365 步',
    },
    read: (name, rows, columns) => `${name}：${formatCount(rows)} 行，${columns} 列。`,
    columnName: (name, usable) => (usable ? name : `${name}（不全是数）`),
    problems: {
      empty: () => '文件里没有数据行。至少要有 130 行数。',
      'too-large': ({ bytes }) =>
        `文件有 ${megabytes(bytes)} MB，最多只能读 ${megabytes(CSV_LIMITS.bytes)} MB。`,
      encoding: () =>
        '文件不是 UTF-8 编码的文本（可能是 GBK）。请在表格软件里另存为“CSV UTF-8”；.xlsx 文件无法读取。',
      'too-many-rows': ({ rows }) =>
        `文件有 ${formatCount(rows)} 行，最多只能用 ${formatCount(CSV_LIMITS.rows)} 行。请截取一段，或者按更粗的时间步取平均。`,
      'too-many-columns': ({ columns }) =>
        `文件有 ${formatCount(columns)} 列，最多只能读 ${CSV_LIMITS.columns} 列。`,
      ragged: ({ row, fields, expected }) =>
        `第 ${formatCount(row)} 行有 ${formatCount(fields)} 个字段，第一行有 ${expected} 个。每行的字段数必须相同。`,
      quote: ({ row }) => `第 ${formatCount(row)} 行打开的引号一直没有闭合。`,
      'one-column': ({ text }) =>
        `文件只有一列“${text}”，而且其中没有数。字段用逗号、分号或制表符分隔，必须有一列是要预测的数值。`,
      'no-numbers': () => '没有一列是数。小数点要用“.”：写 12.5，不写 12,5。',
      'not-a-number': ({ name, row, text }) =>
        text.trim() === ''
          ? `“${name}”列第 ${formatCount(row)} 行是空的。请先补上缺失值再预测：LSTM 读不了缺失值。`
          : `“${name}”列第 ${formatCount(row)} 行是“${text}”，不是 12.5、−3 这样的数。`,
      'too-short': ({ rows, least }) =>
        `这一列有 ${formatCount(rows)} 个值；按这个周期，训练、验证和测试至少要 ${formatCount(least)} 个。`,
      constant: ({ value }) =>
        `训练部分的值全是 ${formatSetting(value)}：没有可学的东西，归一化时也没有可除的尺度。`,
    },
    none: '选一个文件，就能看到它的预测。',
  },
  methods: {
    A: '单层 LSTM',
    B: '双层 LSTM',
    ar: '自回归 AR',
    seasonal: '季节性朴素',
    persistence: '持续性预测',
  },
  truth: '真实值',
  table: {
    caption: (ahead, mode) =>
      `测试部分的误差，提前 ${ahead} 步，${mode === 'direct' ? '直接' : '递推'}预测`,
    method: '方法',
    target: '与真实值的相关',
    known: (ahead) => `错后 ${ahead} 步的相关`,
    all: 'MASE，全部步数',
    range: (low, high) => `${low} 到 ${high}`,
  },
  chartLabel: (series, ahead, best) =>
    `${series}：测试部分的末段，以及各种方法提前 ${ahead} 步对它的预测。误差最小的是${best}。数值见下面的表格。`,
  facts: (train, validation, tested) =>
    `训练 ${formatCount(train)} 个值，验证 ${formatCount(validation)} 个值，测试 ${formatCount(tested)} 次预测`,
  sizes: '1 × 16 对 2 × 10 个单元',
  published: ({ seed, steps, date }) =>
    `预训练模型：种子 ${seed}，各更新 ${formatCount(steps)} 次，${date}`,
  continued: ({ seed, steps }, more, [one = 0, two = 0]) =>
    `从预训练模型（种子 ${seed}，各更新 ${formatCount(steps)} 次）出发，各再更新 ${formatCount(more)} 次。按验证误差留下的权重：单层在第 ${formatCount(one)} 次，双层在第 ${formatCount(two)} 次。`,
  unpublished: '自己的文件没有预训练模型，从随机权重开始训练。',
  noModel: {
    title: '预训练模型无法使用',
    text: '文件没有取到，或者与发布时的内容不一致。已录的结果仍在，可以从随机权重开始训练。',
  },
  startAnew: '从随机权重开始训练',
  best: (method) => `全部步数的 MASE 最小的是：${method}。`,
  verdictLead: '单层对双层，直接预测全部步数的 MASE：',
  waiting: '基线已经画出，第一个 LSTM 正在学习。',
  result: chinese,
  gap: '',
  empty: '还没有可显示的内容。',
  missing: '已录的结果没有取到。按“运行”可以在这里算出来。',
  shown: '图中为已录的结果',
  provenance: (engine, seeds) => `${seeds} 个种子，由 ${engine} 生成，命令为`,
  command: 'npm run experiments forecast',
  announce: (best) => `训练结束。全部步数的误差最小的是${best}。`,
};
