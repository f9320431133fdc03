/** The caption of the weight converter. */
import type { Caption } from '#components/demos/caption.ts';
import type { Locale } from '#site/locales.ts';

export const CAPTION = {
  en: {
    name: 'Weight converter.',
    text: 'The weights of a stack of LSTM layers, as one framework stores them and as another one wants them.',
    howLabel: 'How to read it:',
    how: 'each rectangle is a tensor, each block in it the weights of one gate, in the order in which the file has them. Blocks below one another are rows, blocks side by side are columns. “Convert and check” writes the file, reads it back and computes the same random sequences with both.',
    noticeLabel: 'What to notice:',
    notice:
      'from PyTorch to Keras the colours keep their order and only the matrices turn; to ONNX they change places. The difference stays within the rounding of float32.',
  },
  'zh-cn': {
    name: '权重转换器。',
    text: '同一个堆叠 LSTM 的权重，在一个框架里怎样存放，另一个框架又要求怎样存放。',
    howLabel: '怎么看：',
    how: '每个矩形是一个张量，其中每一块是一个门的权重，次序与文件里相同。上下相叠的块是行，左右并排的块是列。“转换并校验”会写出文件、再读回来，用同样的随机序列各算一遍。',
    noticeLabel: '看什么：',
    notice:
      '从 PyTorch 到 Keras，颜色的次序不变，只是矩阵转置；到 ONNX 则要换位置。差值不超过 float32 的舍入误差。',
  },
} as const satisfies Record<Locale, Caption>;
