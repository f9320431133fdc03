/** The caption of the name tagger. */
import type { Caption } from '#components/demos/caption.ts';
import type { Locale } from '#site/locales.ts';

export const CAPTION = {
  en: {
    name: 'Names, and how the CRF decided.',
    text: 'A character CNN and a word vector describe each token, one BiLSTM reads the sentence both ways, and a CRF picks the best sequence of seven tags. It was trained on synthetic sentences only.',
    howLabel: 'How to read it:',
    how: 'columns are tokens, rows are tags, and a larger node has the larger score. The bold line is the path with the largest sum of emissions and transitions; a dashed line is what the largest emission of each token alone would give. The strip beneath gives the marginals in per cent. Formulas are rounded to two decimals. The number beside a name is the probability of that whole span.',
    noticeLabel: 'What to notice:',
    notice:
      'I-X after O is forbidden, so a strong I emission can still lose. Switch the CRF off, run, and look at the same token again.',
  },
  'zh-cn': {
    name: '名字，以及 CRF 怎样作决定。',
    text: '字符 CNN 和词向量描述每个词元，一层 BiLSTM 从两个方向读句子，CRF 再选出七种标签的最优序列。训练只用了合成句子。',
    howLabel: '怎么看：',
    how: '列是词元，行是标签，节点越大分数越高。粗线是发射分数与转移分数之和最大的路径；虚线是每个词元只取最大发射分数会得到的结果。下面的色带是边缘概率（百分比）。公式四舍五入到两位小数。名字旁的百分数是整个名字的概率。',
    noticeLabel: '看什么：',
    notice:
      'I-X 不能跟在 O 后面，所以 I 的发射分数再高也可能落选。关掉 CRF 再运行，看看同一个词元。',
  },
} as const satisfies Record<Locale, Caption>;
