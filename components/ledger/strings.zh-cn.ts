/** Chinese words of a claim's run. */
import type { LedgerStrings } from './strings.ts';

const LAYERS = ['', '单层', '双层', '三层'] as const;

export const zhCn: LedgerStrings = {
  runYourself: '自己跑一遍',
  firstSeed: '起始种子',
  seeds: '种子数',
  badSeed: (typed, min, max) => `起始种子应为 ${min} 到 ${max} 之间的整数，而输入是“${typed}”。`,
  overlap: '其中有已录的种子：那只是重复记录，不能算另一份证据。',
  score: {
    mse: '最终测试误差（MSE），对数刻度',
    nrmse: '最终测试误差（NRMSE），对数刻度',
    accuracy: '最终测试准确率，线性刻度',
    bits: '最终测试误差（比特/字符），线性刻度',
  },
  arm: (layers, units, bidirectional) =>
    `${LAYERS[layers] ?? `${layers} 层`}${bidirectional ? '双向' : ''}，${layers} × ${units}`,
  lanes: (recorded, live) =>
    `空心：已录的 ${recorded} 个种子。${live > 0 ? `实心：你的 ${live} 个种子。` : ''}`,
  band: (count) =>
    count === 1
      ? '横条：95% 的已录结果所在的范围。'
      : `横条：从已录结果中每次抽 ${count} 个取中位数，95% 所在的范围。`,
  label: ({ arms, recorded, live }) =>
    `${arms.join('与')}的最终测试成绩：已录 ${recorded} 个${live > 0 ? `，你的 ${live} 个` : ''}。中位数见下文。`,
  dashed: (baseline) => `虚线：${baseline}。`,
  instruction: '选几个自己的种子来训练，看它们是否落在已录结果所在的地方。',
  provenance: (seeds, date, engine) => `种子 ${seeds}，录于 ${date}，${engine}。`,
  running: '所有模型训练完后给出结论。',
  outcome: (agrees, count) =>
    agrees ? `你的 ${count} 个种子与记录相符。` : `你的 ${count} 个种子与记录不符。`,
  armOutcome: (name, median, [low, high], { agrees }) =>
    `${name}：你的中位数 ${median} 在 ${low} 到 ${high} 之${agrees ? '内' : '外'}。`,
  diverged: '发散',
  caution: '单凭偶然，五个新种子大约也有十分之一的机会落在二十个已录种子的范围之外。',
  gap: '',
};
