/** The caption of the cost calculator. */
import type { Caption } from '#components/demos/caption.ts';
import type { Locale } from '#site/locales.ts';

export const CAPTION = {
  en: {
    name: 'What a stack of LSTM layers costs.',
    text: 'Parameters, arithmetic, memory and the longest chain of dependent steps, by formula; the time of a training step, measured.',
    howLabel: 'How to read it:',
    how: 'colour is the layer, pattern the kind of weight, and all bars share one scale.',
    noticeLabel: 'What to notice:',
    notice:
      'at equal width every further layer adds a whole layer of parameters. At equal parameters the arithmetic is level too, and only the chain and the stored activations grow.',
  },
  'zh-cn': {
    name: '一摞 LSTM 层要花多少。',
    text: '参数量、运算量、内存和最长运算链由公式算出，训练一步的用时由测量得到。',
    howLabel: '怎么看：',
    how: '颜色是层，花纹是权重的种类，所有条形共用一把标尺。',
    noticeLabel: '看什么：',
    notice:
      '宽度相同时，每加一层就多出整整一层参数。参数量相同时，运算量也持平，变长变多的只有运算链和要保存的激活值。',
  },
} as const satisfies Record<Locale, Caption>;
