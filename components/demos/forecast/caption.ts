/** The caption of the forecasting demo. */
import type { Caption } from '#components/demos/caption.ts';
import type { Locale } from '#site/locales.ts';

export const CAPTION = {
  en: {
    name: 'Forecasts against baselines.',
    text: 'The end of the test part of a series, and what five methods said of it a number of steps ahead, walking forward one step at a time. Every method was fitted on the first 70% only.',
    howLabel: 'How to read it:',
    how: 'dots are what came true; solid lines are the LSTMs, dashed ones the baselines. MASE is the mean absolute error divided by the mean change from one value to the next in the training part. LSTM rows are medians over seeds, with the least and the largest below. The last two columns correlate the forecasts with the truth, and with the last value that was known when they were made.',
    noticeLabel: 'What to notice:',
    notice:
      'whether a solid line is nearer to the dots than the best dashed one, and whether the second correlation is larger than the first: then the curve repeats the past.',
  },
  'zh-cn': {
    name: '预测与基线。',
    text: '一条序列测试部分的末段，以及五种方法提前若干步对它的预测，每次只向前走一步。所有方法都只用前 70% 拟合。',
    howLabel: '怎么看：',
    how: '圆点是真实值；实线是 LSTM，虚线是基线。MASE 是平均绝对误差除以训练部分相邻两值之差的平均绝对值。LSTM 各行是多个种子的中位数，下面是最小和最大。最后两列是预测与真实值的相关，以及与作出预测时最后一个已知值的相关。',
    noticeLabel: '看什么：',
    notice:
      '实线是否比最好的虚线更贴近圆点；第二个相关是否大于第一个，若是，这条曲线就是在重复过去。',
  },
} as const satisfies Record<Locale, Caption>;
