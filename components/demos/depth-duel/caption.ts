/** The caption of the depth duel. */
import type { Caption } from '#components/demos/caption.ts';
import type { Locale } from '#site/locales.ts';

export const CAPTION = {
  en: {
    name: 'Depth duel.',
    text: 'LSTMs of different depth, trained on the same batches in the same order.',
    howLabel: 'How to read it:',
    how: 'each thin line is one seed, each thick line the median over the seeds, and the band around it holds the middle half of them; both panels share the score axis. Dashed horizontal lines are what simpler predictors score. An arm counts as better when an exact sign test over the seeds gives p < 0.05; with fewer than six seeds it never can.',
    noticeLabel: 'What to notice:',
    notice:
      'look first at whether the marks of the arms overlap, and only then at the medians. A gap smaller than the spread of the seeds says nothing about depth.',
  },
  'zh-cn': {
    name: '层数对决。',
    text: '层数不同的 LSTM，用同样的批次、同样的顺序训练。',
    howLabel: '怎么看：',
    how: '细线各代表一个种子，粗线是各种子的中位数，色带里是居中的一半种子；两幅图共用成绩轴。横向虚线是更简单的预测方法的成绩。按种子配对做精确符号检验，p < 0.05 才算一方更好；种子不到六个时，不可能达到。',
    noticeLabel: '看什么：',
    notice: '先看各组的点是否重叠，再看中位数。差距若小于种子之间的散布，就说明不了层数的作用。',
  },
} as const satisfies Record<Locale, Caption>;
