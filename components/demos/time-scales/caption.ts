/** The caption of the time scales. */
import type { Caption } from '#components/demos/caption.ts';
import type { Locale } from '#site/locales.ts';

export const CAPTION = {
  en: {
    name: 'Time scales.',
    text: 'Every unit of stacked LSTMs of 24 units a layer, by two measures of its time scale, on one log axis.',
    howLabel: 'How to read it:',
    how: 'a dot is a unit of the seed picked out, a faint dot a unit of another seed. The lines between the columns join the medians of the layers, one line a seed; a rising line is a seed whose upper layer is slower. Diamonds are units of the model trained here.',
    noticeLabel: 'What to notice:',
    notice:
      'the lines of the two panels need not agree, and the untrained control is not flat. Medians within 5% of each other count as level.',
  },
  'zh-cn': {
    name: '时间尺度。',
    text: '每层 24 个单元的堆叠 LSTM，其中每个单元的时间尺度，用两种量法测得，画在同一根对数轴上。',
    howLabel: '怎么看：',
    how: '实点是选中种子的单元，淡点是其他种子的单元。两列之间的线连接各层的中位数，一条线是一个种子；线往上走，就是上层更慢。菱形是在本页训练的模型的单元。',
    noticeLabel: '看什么：',
    notice: '两幅图里的线走向可以不同，未训练的对照也并不是平的。中位数相差不到 5% 的，算持平。',
  },
} as const satisfies Record<Locale, Caption>;
