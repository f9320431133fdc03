/** The caption of the gradient grid. */
import type { Caption } from '#components/demos/caption.ts';
import type { Locale } from '#site/locales.ts';

export const CAPTION = {
  en: {
    name: 'Gradient grid.',
    text: 'How strongly the last output of a stack reacts to each layer k steps earlier: the length of the gradient of a fixed random direction of the top layer’s last hidden state, over four random sequences and up to five seeds. Layers have 32 units and read 32 numbers. In training, the loss of one sequence of the adding problem takes the place of the random direction, and lengths are relative to the gradient at the top layer’s last hidden state.',
    howLabel: 'How to read it:',
    how: 'columns are lags, rows are layers. One colour is one power of ten, on the same scale for all settings. The stepped lines mark how far back a row stays above 0.001, 10⁻⁶ and 10⁻⁹. The curves beneath are the bottom row of the map.',
    noticeLabel: 'What to notice:',
    notice:
      'the number of layers moves the left edge of the map down, by about a factor of seven for each layer; the forget bias moves the slope. The stack starts lower than one layer and can end higher: that is the number of paths.',
  },
  'zh-cn': {
    name: '梯度网格。',
    text: '堆叠的最后输出对 k 步之前的各层有多敏感：取顶层最后一个隐状态的一个固定随机方向，求它的梯度长度，在四条随机序列和至多五个种子上平均。每层 32 个单元，读入 32 个数。训练时，随机方向换成加法问题一条序列的损失，长度以顶层最后一个隐状态处的梯度为 1。',
    howLabel: '怎么看：',
    how: '一列是一个间隔，一行是一层。一种颜色代表一个数量级，所有设置共用同一色标。阶梯线标出每一行往回多少步仍不小于 0.001、10⁻⁶ 和 10⁻⁹。下面的曲线就是图中最底下的一行。',
    noticeLabel: '看什么：',
    notice:
      '层数压低的是图的左缘，每多一层约缩小到七分之一；遗忘门偏置改变的是斜率。堆叠的起点比一层低，终点却可能更高，那是路径多的缘故。',
  },
} as const satisfies Record<Locale, Caption>;
