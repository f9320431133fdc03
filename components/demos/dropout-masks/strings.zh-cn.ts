/** Chinese words of the dropout masks. */
import { formatSetting } from '#viz/format.ts';
import type { MaskStrings } from './strings.ts';

export const zhCn: MaskStrings = {
  name: '丢弃掩码',
  instruction: '改变 p、层数或参数，在掩码上拖动，看两个框架各在哪里丢、丢哪些、一丢丢多久。',
  argument: 'Keras 的参数',
  argumentOptions: { dropout: 'dropout', recurrent: 'recurrent_dropout' },
  p: 'p',
  layers: '层数',
  mode: '模式',
  modeOptions: { training: '训练', evaluation: '评估' },
  seed: '种子',
  update: '第几次更新',
  nextUpdate: '下一次更新',
  step: (step, steps) => `第 ${step} 个时间步，共 ${steps} 步`,
  panel: (framework, argument) =>
    framework === 'pytorch'
      ? 'PyTorch：nn.LSTM(dropout=p)'
      : `Keras：LSTM(${argument === 'dropout' ? 'dropout' : 'recurrent_dropout'}=p)`,
  up: (layer, layers) =>
    layer > layers
      ? `第 ${layers} 层 → 输出`
      : layer === 1
        ? '输入 → 第 1 层'
        : `第 ${layer - 1} 层 → 第 ${layer} 层`,
  on: (layer) => `第 ${layer} 层，上一步的 h`,
  nothing: '这里什么都不丢',
  time: '时间 →',
  means: '每个单元所乘的系数，对全部时间步取平均',
  chartLabel: ({ layers, p, mode }) =>
    `${layers} 层堆叠在 PyTorch 和 Keras 中的丢弃掩码，p = ${formatSetting(p)}，${mode === 'training' ? '训练' : '评估'}模式。数字见下面的表。`,
  columns: { what: '统计', pytorch: 'PyTorch', keras: 'Keras' },
  rows: {
    dropped: '全部时间步里丢掉的值',
    now: '这一步丢掉的值',
    changed: '与上一步相比变了的',
    gone: '整条序列都被丢掉的单元',
    survival: '理论值：一个值从输入到输出一次也没被丢的概率',
  },
  of: (part, whole) => `${part} / ${whole}`,
  none: '无掩码',
  state: ({ seed, update }, steps, units) =>
    `${steps} 个时间步，每层 ${units} 个单元，一条序列。种子 ${seed}，第 ${update} 次更新。`,
  announce: ({ pytorch, keras }, step) =>
    `第 ${step} 步。丢掉的值：PyTorch ${pytorch.dropped} / ${pytorch.values}，Keras ${keras.dropped} / ${keras.values}。`,
  needsScript: '调整设置需要 JavaScript，目前未启用。下面是初始设置下的全部掩码。',
};
