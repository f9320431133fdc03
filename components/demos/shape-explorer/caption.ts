/** The caption of the shape explorer. */
import type { Caption } from '#components/demos/caption.ts';
import type { Locale } from '#site/locales.ts';

export const CAPTION = {
  en: {
    name: 'What goes into an LSTM and what comes out.',
    text: 'T time steps, N sequences, I inputs, H units (Keras: U), L layers, D directions, and R = proj_size or H.',
    howLabel: 'How to read it:',
    how: 'all boxes have one scale; hatching marks the backward direction.',
    noticeLabel: 'What to notice:',
    notice:
      'batch_first turns the output round and never the states, and the last row of a bidirectional output is not the last state of both directions.',
  },
  'zh-cn': {
    name: 'LSTM 读入什么，交出什么。',
    text: 'T 个时间步，N 条序列，I 维输入，H 个单元（Keras 记作 U），L 层，D 个方向，R 是 proj_size 或 H。',
    howLabel: '怎么看：',
    how: '所有方块同一比例，斜纹表示反向。',
    noticeLabel: '看什么：',
    notice:
      'batch_first 只调换输入和输出的轴，从不调换状态的；双向输出的最后一行，并不是两个方向各自的最终状态。',
  },
} as const satisfies Record<Locale, Caption>;
