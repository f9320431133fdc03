/** The caption of the layer probe. */
import type { Caption } from '#components/demos/caption.ts';
import type { Locale } from '#site/locales.ts';

export const CAPTION = {
  en: {
    name: 'Layer probe.',
    text: 'A trained stack of two LSTM layers reads a sequence, symbol by symbol.',
    howLabel: 'How to read it:',
    how: 'each row is a unit and each column a step; green is positive, brown negative, on one scale from −1 to +1 for all. The frame across marks the step, the frame along marks a unit, whose trace (solid) stands below beside the feature (dashed, on its own scale). Layer and number name a unit: 2.7 is the seventh of layer 2.',
    noticeLabel: 'What to notice:',
    notice:
      'whether the best unit stays the best on sequences that the model has not seen, and by how much it beats the best unit of the untrained control.',
  },
  'zh-cn': {
    name: '层探针。',
    text: '一个训练好的两层堆叠 LSTM，逐个符号读一条序列。',
    howLabel: '怎么看：',
    how: '每行是一个单元，每列是一个时间步；绿色为正，棕色为负，所有图共用从 −1 到 +1 的同一标尺。竖框标出时间步，横框标出一个单元；它的轨迹（实线）画在下面，与那项性质（虚线，自有标尺）并排。单元用“层.序号”表示：2.7 就是第 2 层的第 7 个。',
    noticeLabel: '看什么：',
    notice: '最好的单元在没见过的序列上是否仍然最好，又比未训练对照里最好的单元强多少。',
  },
} as const satisfies Record<Locale, Caption>;
