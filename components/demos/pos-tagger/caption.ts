/** The caption of the tagger demo. */
import type { Caption } from '#components/demos/caption.ts';
import type { Locale } from '#site/locales.ts';

export const CAPTION = {
  en: {
    name: 'A tagger at work.',
    text: 'A bidirectional LSTM reads each word as a sum of learned vectors, one for the word and one for each of six parts of it, and gives every word one of 12 tags. It was trained on 346 texts and is scored on 99 others.',
    howLabel: 'How to read it:',
    how: 'under a word stand its tag, the tag’s probability, and a second tag where that is at least 10% likely. “Unseen” marks a word that the training texts do not hold. In the matrix, everything off the diagonal is a mistake.',
    noticeLabel: 'What to notice:',
    notice:
      'the gain over the most frequent tag is largest on unseen words, and one spelling gets different tags in different places.',
  },
  'zh-cn': {
    name: '标注器在工作。',
    text: '双向 LSTM 把每个词读成若干学来的向量之和：一个属于词本身，六个属于词的各个部分；然后给每个词标上 12 种词性之一。它用 346 篇文本训练，在另外 99 篇上评分。',
    howLabel: '怎么看：',
    how: '词下面是词性和它的概率；第二种词性若不低于 10%，也写出来。“未见过”表示训练文本里没有这个词。矩阵里对角线以外都是错误。',
    noticeLabel: '看什么：',
    notice: '相对“最常见词性”，未见过的词进步最大；同一个拼写，在不同位置会得到不同的词性。',
  },
} as const satisfies Record<Locale, Caption>;
