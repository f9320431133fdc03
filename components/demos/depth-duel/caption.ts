/** The caption of the depth duel. */
import type { Caption } from '#components/demos/caption.ts';
import type { Locale } from '#site/locales.ts';

export const CAPTION = {
  en: {
    name: 'Depth duel.',
    text: 'One LSTM layer and two, trained on the same batches in the same order.',
    howLabel: 'How to read it:',
    how: 'each thin line is one seed, each thick line the median over the seeds; both panels share the score axis. The dashed line is what a predictor without training scores.',
    noticeLabel: 'What to notice:',
    notice:
      'look first at whether the marks of the two arms overlap, and only then at the medians. A gap smaller than the spread of the seeds says nothing about depth.',
  },
  'zh-cn': {
    name: '层数对决。',
    text: '单层与双层 LSTM，用同样的批次、同样的顺序训练。',
    howLabel: '怎么看：',
    how: '细线各代表一个种子，粗线是各种子的中位数；左右两图共用成绩轴。虚线是不用训练的预测能得到的成绩。',
    noticeLabel: '看什么：',
    notice: '先看两组的点是否重叠，再看中位数。差距若小于种子之间的散布，就说明不了层数的作用。',
  },
} as const satisfies Record<Locale, Caption>;
