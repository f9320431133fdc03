/** Chinese words of the SSIM loss demo. */
import { formatCount } from '#viz/format.ts';
import { LIMITS } from './own-picture.ts';
import type { SsimStrings } from './strings.ts';

const number = (value: number): string => formatCount(value);
const millions = (value: number): string => (value / 1e6).toFixed(1).replace(/\.0$/, '');

const TERMS = { dissimilarity: '1 − SSIM', literal: 'SSIM' } as const;

export const zhCn: SsimStrings = {
  name: 'SSIM 损失',
  instruction: '先按“运行”，再把第二项换成 SSIM 本身，重新运行一次。',
  of: '优化什么',
  ofOptions: { pixels: '像素', autoencoder: '自编码器' },
  alpha: 'α，MSE 的权重',
  term: '第二项',
  termOptions: TERMS,
  picture: '照片',
  pictureOptions: { cat: '猫', coffee: '咖啡' },
  range: 'SSIM 的数据范围',
  rangeOptions: { '1': '1（正确）', '255': '255（错误）' },
  seed: '种子',
  from: '权重',
  fromOptions: { published: '预先训练', new: '从头训练' },
  offered: ({ seed, steps, date }) =>
    `有预先训练的权重：种子 ${seed}，更新 ${formatCount(steps)} 步，${date}。按“运行”，看这组权重把图还原成什么样；再按一次，就接着训练。`,
  training: (updates, seconds) =>
    `按“运行”会从头训练：更新 ${updates} 步${seconds === undefined ? '' : `，约需一个处理器核心 ${seconds} 秒`}。`,
  notPublished: (forms, seed) =>
    `这组设置没有预先训练的权重。已有的（种子 ${seed}）：${forms
      .map(
        ({ term, range, alphas }) =>
          `${TERMS[term]}${range === 1 ? '' : `、数据范围 ${range}`}，α 取 ${alphas.join('、')}`,
      )
      .join('；')}。`,
  asPublished: ({ seed, steps, date, engine }) =>
    `预先训练的权重：种子 ${seed}，更新 ${formatCount(steps)} 步，${date}，由 ${engine} 生成，命令`,
  continued: ({ seed, steps, date }, updates) =>
    `在预先训练的 ${formatCount(steps)} 步（种子 ${seed}，${date}）之后，又在这里更新了 ${formatCount(updates)} 步；学习率沿用最后的值，Adam 的动量从零开始。预先训练的权重由这条命令生成：`,
  badWeights: {
    title: '预先训练的权重无法使用',
    text: '权重没有取到，或者与发布的不一致。原来的内容保持不变；从头训练不需要它，照样可以进行。',
  },
  trainNew: '从头训练',
  model: (seed, published) => `${published ? '预先训练的自编码器' : '自编码器'}，种子 ${seed}`,
  ownPicture: '换成自己的图片……',
  ownHint: '图片不会离开本机；取正中的正方形，转成 128 × 128 的灰度图。',
  ownShown: (name) => `当前图片：${name}`,
  dropOwn: '换回照片',
  problem: (problem) => {
    const { name } = problem;
    switch (problem.reason) {
      case 'empty':
        return `“${name}”是空文件（0 字节），请另选一张图片。`;
      case 'not-an-image':
        return `“${name}”不是浏览器能读取的图片。可以用 PNG、JPEG、WebP、GIF 或 BMP。`;
      case 'too-many-bytes':
        return `“${name}”有 ${millions(problem.value)} MB，最多 ${millions(LIMITS.bytes)} MB。`;
      case 'too-many-pixels':
        return `“${name}”有 ${number(problem.value / 1e4)} 万像素，最多 ${number(LIMITS.pixels / 1e4)} 万。请先缩小。`;
      case 'too-small':
        return `“${name}”的短边只有 ${number(problem.value)} 像素，至少要 ${LIMITS.side} 像素。`;
    }
  },
  titles: {
    target: '目标图',
    result: { pixels: '优化出的像素', autoencoder: '模型的输出' },
    published: '预先训练的模型的输出',
    map: 'SSIM 图',
    other: (term) => `换成 ${term}（已录）`,
  },
  mapText: '一个像素对应一个窗口',
  scores: (ssim, mse) => `SSIM ${ssim} · MSE ${mse}`,
  multiScale: (msSsim, scales) => `MS-SSIM ${msSsim}，${scales} 个尺度`,
  nothing: '没有已录结果，请运行。',
  scale: '各窗口的 SSIM',
  curveTitles: {
    ssim: 'SSIM 随更新步数的变化',
    msSsim: 'MS-SSIM 随更新步数的变化',
    mse: 'MSE 随更新步数的变化',
  },
  endTitles: {
    ssim: '结束时的 SSIM，按 α',
    msSsim: '结束时的 MS-SSIM，按 α',
    mse: '结束时的 MSE，按 α',
  },
  steps: '更新步数',
  alphaAxis: 'α',
  legend: (seeds) =>
    `每组 ${seeds} 个种子的已录结果；灰线是它们的曲线，圆圈是你的运行（只在优化猫的像素时画出）。自编码器的点是猫和咖啡两张照片的平均。MSE 小于 10⁻⁵ 时画在边上。MS-SSIM 在 64 × 64 像素上只有 3 个尺度，在 128 × 128 上有 4 个：定义里的 5 个尺度要 176 像素才放得下。`,
  chartLabel:
    '图片、SSIM 图，SSIM、MS-SSIM 与 MSE 的曲线，以及三者在各个 α 下的最终值。下面的表格有全部已录数字。',
  table: { summary: '全部已录结果（表格）：中位数（最小 … 最大）' },
  backend: '自写的 float64 层',
  updates: '更新',
  pace: (milliseconds) => `每步 ${milliseconds} 毫秒`,
  missing: (path) => `无法载入 ${path}，原来的内容保持不变。`,
  provenance: (date, engine) => `${date} 用 ${engine} 录制，命令：`,
  announce: (ssim, mse) => `已完成：SSIM ${ssim}，MSE ${mse}。`,
};
