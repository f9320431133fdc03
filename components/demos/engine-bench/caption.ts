/** The caption of the race. */
import type { Caption } from '#components/demos/caption.ts';
import type { Locale } from '#site/locales.ts';

export const CAPTION = {
  en: {
    name: 'One training step on every engine.',
    text: 'Forward pass, backpropagation through time and Adam, on the same numbers, one engine after the other in a worker; the shortest of several times counts.',
    howLabel: 'How to read it:',
    how: 'a solid bar is one of our engines, a hollow one the stock library; the speed is against TensorFlow.js WebAssembly.',
    noticeLabel: 'What to notice:',
    notice:
      'the processor is the same for both. What differs is how much work surrounds the arithmetic.',
  },
  'zh-cn': {
    name: '每个引擎训练一步要多久。',
    text: '前向计算、沿时间反向传播、Adam，用的是同一组数；各引擎在一个 worker 里轮流上场，取若干次中最短的一次。',
    howLabel: '怎么看：',
    how: '实心条是我们的引擎，空心条是原装的库；速度以 TensorFlow.js WebAssembly 为 1。',
    noticeLabel: '看什么：',
    notice: '处理器是同一个。差别在于，算术之外还有多少杂务。',
  },
} as const satisfies Record<Locale, Caption>;
