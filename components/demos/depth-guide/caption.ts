/** The caption of the depth guide. */
import type { Caption } from '#components/demos/caption.ts';
import type { Locale } from '#site/locales.ts';

export const CAPTION = {
  en: {
    name: 'Depth guide.',
    text: 'Four answers and the recommendation that follows from them by a fixed rule.',
    howLabel: 'How to read it:',
    how: 'do the steps from the top; each is cheaper than the next.',
    noticeLabel: 'What to notice:',
    notice: 'only one of the five symptoms is answered by more layers.',
  },
  'zh-cn': {
    name: '层数向导。',
    text: '四个回答，以及按固定规则得出的建议。',
    howLabel: '怎么看：',
    how: '从上往下做，上面的总比下面的省事。',
    noticeLabel: '看什么：',
    notice: '五种情况里，只有一种的对策是加层。',
  },
} as const satisfies Record<Locale, Caption>;
