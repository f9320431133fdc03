/** The caption of the dropout masks. */
import type { Caption } from '#components/demos/caption.ts';
import type { Locale } from '#site/locales.ts';

export const CAPTION = {
  en: {
    name: 'Dropout masks.',
    text: 'Every place of a stack at which a framework could drop values, from the output at the top down to the input. The places and the sharing over time are those that the programs below measure; the random numbers are those of this site’s own engines, so that a seed gives the same picture everywhere.',
    howLabel: 'How to read it:',
    how: 'a row is a unit, a column a time step; filled is kept and multiplied by 1/(1 − p), blank is dropped. The dots beneath show the mean factor of each unit over the sequence: 1 is what it would be without dropout.',
    noticeLabel: 'What to notice:',
    notice:
      'PyTorch’s masks flicker, and every unit gets through some of the time. Keras’ are stripes: a unit is there for the whole sequence or not at all. With one layer PyTorch has no mask left.',
  },
  'zh-cn': {
    name: '丢弃掩码。',
    text: '堆叠中每一处可能丢弃数值的地方，从顶上的输出到底下的输入。丢在哪里、掩码是否随时间共用，依下文程序的实测；随机数用的是本站自己的引擎，因此同一个种子在哪里都画出同一幅图。',
    howLabel: '怎么看：',
    how: '一行是一个单元，一列是一个时间步；填色表示保留并乘以 1/(1 − p)，空白表示丢弃。下面的点是每个单元的系数在整条序列上的平均：1 就相当于没有 dropout。',
    noticeLabel: '看什么：',
    notice:
      'PyTorch 的掩码步步在变，每个单元总有几步能通过。Keras 的是横条：一个单元要么整条序列都在，要么整条都不在。只有一层时，PyTorch 一个掩码也没有。',
  },
} as const satisfies Record<Locale, Caption>;
