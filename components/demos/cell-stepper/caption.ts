/** The caption of the cell stepper. */
import type { Caption } from '#components/demos/caption.ts';
import type { Locale } from '#site/locales.ts';

export const CAPTION = {
  en: {
    name: 'Cell stepper.',
    text: 'A small LSTM at three magnifications: the stack over twelve steps, one of its cells, and the equations of one step with every number in place.',
    howLabel: 'How to read it:',
    how: 'time runs to the right and is the same in all panels; the column in the frame is the step whose numbers stand in the drawing of the cell and in the equations. The gates i, f and o lie between 0 and 1, g and h between −1 and 1, and c takes the room it needs.',
    noticeLabel: 'What to notice:',
    notice:
      'the cell state changes by keeping a part and adding a part; the hidden state is only what the output gate lets through. Most weights here were set by hand to show one thing each. A trained cell is rarely that tidy.',
  },
  'zh-cn': {
    name: '单元步进器。',
    text: '一个很小的 LSTM，分三级放大来看：走过十二步的整个堆叠，其中的一个单元，以及某一步的公式，每个数都写在里面。',
    howLabel: '怎么看：',
    how: '时间向右，各栏共用同一条时间轴；框住的那一列，就是单元图和公式里正在算的那一步。门 i、f、o 在 0 与 1 之间，g 和 h 在 −1 与 1 之间，c 需要多大就占多大。',
    noticeLabel: '看什么：',
    notice:
      '细胞状态每一步都是“留一部分，加一部分”；隐状态只是输出门放出来的那些。这里的权重大多是手工设定的，一组只为说明一件事；训练出来的单元很少这么整齐。',
  },
} as const satisfies Record<Locale, Caption>;
