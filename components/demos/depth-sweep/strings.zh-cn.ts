/** Chinese words of the depth sweep. */
import { formatCount, formatSetting } from '#viz/format.ts';
import { bits } from './bits.ts';
import type { SweepStrings } from './strings.ts';
import type { Outcome } from './verdict.ts';

const layersText = (layers: readonly number[]): string => `${layers.join('、')} 层`;

const OUTCOME: Record<Outcome, string> = {
  beats: '胜过三元文法',
  between: '介于字符频率与三元文法之间',
  stuck: '停在字符频率的水平',
};

export const zhCn: SweepStrings = {
  name: '层数扫描',
  instruction: '看加到第几层就不再有用，再挑几种堆叠，在这里训练一个短版本。',
  cells: '要训练的堆叠',
  kinds: { plain: '普通', residual: '残差' },
  cell: (layers, kind) =>
    layers === 1 ? '1 层' : `${layers} 层${kind === 'residual' ? '残差' : '普通'}`,
  shortCell: (layers, kind) =>
    layers === 1 ? '1' : `${layers} ${kind === 'plain' ? '普通' : '残差'}`,
  mostCells: (most) => `一次最多 ${most} 种`,
  learningRate: '学习率',
  steps: '训练步数',
  seeds: '种子数',
  backend: '后端',
  scoreAxis: '测试误差（比特/字符），纵轴不从 0 起',
  depthAxis: '层',
  baselines: {
    unigram: { long: (score) => `只看字符频率 ${score}`, short: '一元' },
    bigram: { long: (score) => `二元文法 ${score}`, short: '二元' },
    trigram: { long: (score) => `三元文法 ${score}`, short: '三元' },
    fourgram: { long: (score) => `四元文法 ${score}`, short: '四元' },
  },
  gradientRow: '训练前第 1 层的梯度范数，中位数',
  panel: {
    recorded: '训练过程中的测试误差：所选堆叠的已录运行',
    live: '训练过程中的测试误差：你的运行',
  },
  stepAxis: '训练步数',
  ghost: '灰色：已录，学习率调过',
  chartLabel: (source) =>
    `1、2、4、6、8 层 LSTM 语言模型的测试误差（比特/字符），分普通与残差${source === 'live' ? '，含已录的运行和在本机训练的运行' : '，为已录的运行'}，旁边是四种 n 元文法；下面是学习曲线。数值见表。`,
  dataTable: '最终测试误差表（比特/字符）',
  table: { stack: '堆叠', rate: '学习率', median: '中位数', range: '范围', runs: '次数' },
  diverged: '发散',
  verdict: ({ kind, all, mixed }) => {
    const parts = (['beats', 'between', 'stuck'] as const)
      .filter((which) => all[which].length > 0)
      .map((which) => `${layersText(all[which])}${OUTCOME[which]}`);
    for (const { layers, runs, counts } of mixed) {
      const split = (['beats', 'between', 'stuck'] as const)
        .filter((which) => counts[which] > 0)
        .map((which) => `${counts[which]} 次${OUTCOME[which]}`);
      parts.push(`${layersText([layers])}的 ${runs} 次训练中，${split.join('，')}`);
    }
    return `${kind === 'plain' ? '普通堆叠' : '残差堆叠'}：${parts.join('；')}。`;
  },
  recordedFacts: ({
    runs: [fewest, most],
    total,
    plateau,
    cap,
    diverged,
    steps,
    patience,
    gain,
    best,
  }) => [
    `中位数最好的是 ${best.layers} 层${best.layers === 1 ? '' : best.kind === 'plain' ? '普通堆叠' : '残差堆叠'}：${bits(best.median)} 比特。`,
    `每种堆叠 ${fewest === most ? most : `${fewest} 到 ${most}`} 个种子，共 ${total} 次训练：${plateau} 次训练到不再进步（在专门留出的文本上，${formatCount(patience)} 步之内没有降低 ${formatSetting(gain)} 比特），${cap} 次到达 ${formatCount(steps)} 步的上限${diverged > 0 ? `，${diverged} 次发散` : ''}。`,
  ],
  liveFacts: (steps, rate, recordedSteps) =>
    `这只是 ${formatCount(steps)} 步的短训练，学习率统一为 ${rate}；已录的运行最多训练 ${formatCount(recordedSteps)} 步，所以这里的“慢”还不等于“失败”。`,
  running: '所有模型训练完后给出结果。',
  stopped: (step) => `训练停在第 ${formatCount(step)} 步，没有到底，所以不下结论。`,
  shown: '图中为已录的结果',
  provenance: (engine) => `由 ${engine} 生成，命令`,
  command: 'npm run experiments depth-sweep',
  rateChanged: (step) => `第 ${formatCount(step)} 步改过学习率`,
  sentenceGap: '',
  tuning: (one, four, steps) =>
    `扫描的调参运行就是例子：学习率取 ${one.map(({ rate }) => rate).join('、')}，在 ${formatCount(steps)} 步之内，单层分别降到每字符 ${one.map(({ score }) => score).join('、')} 比特，四层普通堆叠分别降到 ${four.map(({ score }) => score).join('、')} 比特（验证集，一个种子）。`,
  results: {
    label: '层数扫描的已录结果',
    layers: '层数',
    parameters: '参数量',
    kind: '堆叠',
    score: '测试误差（比特）',
    overfit: '测试 − 训练',
    gradient: '第 1 层梯度',
    rate: '学习率',
  },
};
