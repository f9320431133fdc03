/** The caption of the poem writer. */
import type { Caption } from '#components/demos/caption.ts';
import type { Locale } from '#site/locales.ts';

export const CAPTION = {
  en: {
    name: 'Poem writer.',
    text: 'A stack of two LSTM layers writes a poem one character at a time.',
    howLabel: 'How to read it:',
    how: 'underlined is the longest run that stands word for word in the training text; blue characters were given. The bars are the model’s probabilities at temperature 1, before temperature and top-k act. In the maps each row is a unit and each column a step; green is positive, brown negative, on one scale from −1 to +1.',
    noticeLabel: 'What to notice:',
    notice:
      'how the top candidate’s share rises inside a word or a fixed phrase and falls at its end, and what the underlined run does as the temperature goes down.',
  },
  'zh-cn': {
    name: '写诗。',
    text: '两层堆叠的 LSTM 一次写一个字。',
    howLabel: '怎么看：',
    how: '画线的是与训练诗逐字相同的最长一段，蓝字是给定的。条形是温度为 1 时模型给的概率，还没有经过温度和前 k 名的筛选。热图每行是一个单元，每列是一步；绿色为正，棕色为负，共用从 −1 到 +1 的标尺。',
    noticeLabel: '看什么：',
    notice:
      '写到成词的后半时，第一候选的概率怎样升高，一句开头又怎样摊平；温度降低时，画线的一段怎样变长。',
  },
} as const satisfies Record<Locale, Caption>;
