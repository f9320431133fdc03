/** The caption of the depth sweep. */
import type { Caption } from '#components/demos/caption.ts';
import type { Locale } from '#site/locales.ts';

export const CAPTION = {
  en: {
    name: 'Depth sweep.',
    text: 'A language model of characters with 1 to 8 LSTM layers of 24 units, plain and with residual connections, on 75,000 characters of Moby-Dick. Recorded runs have a learning rate tuned for each stack and end when they no longer improve, or after 3,000 steps; yours are short and share one rate.',
    howLabel: 'How to read it:',
    how: 'each mark is one run, each bar a median; lower is better. Dashed lines are models that count letters and know nothing of layers. With a single layer, plain and residual are the same network. Below: the test error while training.',
    noticeLabel: 'What to notice:',
    notice:
      'where adding a layer stops helping, what residual connections change at the same number of layers, and how small the gradient is that reaches the first layer.',
  },
  'zh-cn': {
    name: '层数扫描。',
    text: '字符级语言模型，1 到 8 层 LSTM，每层 24 个单元，分普通堆叠和残差堆叠，用《白鲸》的 7.5 万个字符训练。已录的运行为每种堆叠单独调过学习率，训练到不再进步或满 3,000 步为止；你自己的运行很短，共用一个学习率。',
    howLabel: '怎么看：',
    how: '每个点是一次训练，短线是中位数，越低越好。虚线是只数字符、没有层的模型。只有一层时，普通与残差是同一个网络。下图是训练过程中的测试误差。',
    noticeLabel: '看什么：',
    notice: '从第几层起加层不再有用，同样的层数加上残差有什么变化，以及传到第一层的梯度有多小。',
  },
} as const satisfies Record<Locale, Caption>;
