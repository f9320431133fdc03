/** The caption of the SSIM loss demo. */
import type { Caption } from '#components/demos/caption.ts';
import type { Locale } from '#site/locales.ts';

export const CAPTION = {
  en: {
    name: 'SSIM loss.',
    text: 'Pixels: the 64 × 64 pixels of one picture start as noise and move by 400 updates of Adam toward the target, kept in 0…1. Autoencoder: a convolutional network of 3,653 parameters that squeezes a picture into a quarter of its numbers learns on patches of six CC0 photographs and is scored on two others, 128 × 128. Scores always use the right data range.',
    howLabel: 'How to read it:',
    how: 'the SSIM map holds one value for each place of the 11 × 11 window, green where structure agrees, brown where it is inverted. The lower charts show where runs ended, by α.',
    noticeLabel: 'What to notice:',
    notice:
      'with 1 − SSIM every α reaches the target in pixels; with SSIM itself the picture turns into its negative in small places while the loss falls as it should.',
  },
  'zh-cn': {
    name: 'SSIM 损失。',
    text: '像素：一幅 64 × 64 的图从噪声出发，用 Adam 更新 400 步，向目标图靠拢，像素限制在 0 到 1 之间。自编码器：3,653 个参数的卷积网络，把图压成四分之一个数再还原；在六张 CC0 照片的小块上训练，用另外两张 128 × 128 的照片打分。打分始终用正确的数据范围。',
    howLabel: '怎么看：',
    how: 'SSIM 图里，11 × 11 的窗口每放一处就有一个值：绿色表示结构一致，棕色表示结构相反。下面两幅小图按 α 画出各次运行的终点。',
    noticeLabel: '看什么：',
    notice:
      '第二项用 1 − SSIM 时，不论 α 取多少，像素都能到达目标；换成 SSIM 本身，损失照样下降，图却在各个小块里变成了自己的负片。',
  },
} as const satisfies Record<Locale, Caption>;
