/** Chinese words of the cell stepper. */
import type { StepperStrings } from './strings.ts';

const gateNames = { i: '输入门', f: '遗忘门', g: '候选值', o: '输出门' };

export const zhCn: StepperStrings = {
  name: '单元步进器',
  instruction: '上下拖动 x 的柱子，左右拖动公式里的数，一步一步往前走：所有数值都会立刻跟着变。',
  needsScript: '拖动和步进需要 JavaScript，目前未启用。图中完整画出了第一个例子的其中一步。',
  preset: '例子',
  presets: {
    remember: '记住一个脉冲',
    leak: '渐忘：遗忘门 0.73',
    reset: '按需清零',
    hide: '先记着，晚点再说',
    count: '数脉冲',
    units: '两层，每层三个单元',
    smooth: '两层：平滑',
    random: '三层，未训练',
  },
  look: {
    remember: '遗忘门始终是 0.99：脉冲过去九步之后，细胞状态里还留着 94%。',
    leak: '遗忘门始终是 0.73：细胞状态每 2.2 步就丢掉一半，到第 12 步，脉冲已剩下不到十分之一。',
    reset:
      '一个负的输入让遗忘门关上一步，细胞状态几乎清零。当初发明遗忘门，为的就是第 7 步这样的时刻。',
    hide: '从第 3 步起，细胞状态就记着这个脉冲，但输出门一直关着，隐状态在 0 附近；直到第 10 步的输入来问，才露出来。',
    count:
      '细胞状态在数脉冲，一直数到 5。隐状态数不了：tanh 把它压在 1 以下，从第三个脉冲起几乎不再变化。',
    units:
      '六个单元，六份记忆。单元 1、2、3 的遗忘门始终是 0.73、0.88、0.95，所以脉冲过后，单元 3 消退得最慢。第 2 层对第 1 层的输出，做的是同样的事。',
    smooth:
      '第 1 层把每个输入原样往上送。第 2 层的遗忘门是 0.82，等于对第 1 层的输出求平均：它的隐状态跳得更小，也来得更晚。',
    random:
      '这里什么都没有训练过。三层都在跟着这个波动，但每往上一层，隐状态的摆幅就只剩下几分之一。',
  },
  lookLabel: '看点：',
  changedExample: '你改动了这个例子。按“重置”（键 0）可以恢复。',
  layers: '层数',
  units: '每层单元数',
  lookInto: '看哪一层',
  layerOption: (layer) => `第 ${layer} 层`,
  unit: '哪个单元',
  resetSeries: '恢复 x',
  progressLabel: '时间步',
  cell: (layer, unit) => `单元：第 ${layer} 层第 ${unit} 个`,
  equation: ({ layer, unit, step }) => `公式：第 ${layer} 层第 ${unit} 个单元，第 ${step} 步`,
  timeStep: '时间步',
  layer: (layer) => `第 ${layer} 层`,
  input: '输入',
  fromLayer: (layer) => `来自第 ${layer} 层`,
  toLayer: (layer) => `送往第 ${layer} 层`,
  toOutput: '送往输出',
  quantities: {
    i: '写多少',
    f: '留多少',
    g: '候选值',
    o: '露多少',
    c: '细胞状态',
    h: '隐状态',
  },
  hints: ['上下拖动 x 的柱子。', '点一个方格，看它的里面。', '颜色浅的是还没走到的步。'],
  legend: '颜色：隐状态',
  dragWeights: '带下划线的数是权重：左右拖动，或双击后直接输入。',
  meaning: {
    i: '写入多少',
    f: '保留多少',
    g: '写入什么',
    o: '露出多少',
    c: '留一部分，加一部分',
    h: '外面能看到的',
  },
  weight: (gate, source) => `${source}到${gateNames[gate]}的权重`,
  bias: (gate) => `${gateNames[gate]}的偏置`,
  source: (kind, number) =>
    kind === 'x' ? 'x ' : kind === 'h' ? `上一步单元 ${number} 的 h ` : `下层单元 ${number} 的 h `,
  resetLine: (gate) => `恢复${gateNames[gate]}的权重`,
  typeHint: '方向键可调，回车后可直接输入，Delete 恢复。',
  figureLabel: (layers, units) =>
    `${layers} 层、每层 ${units} 个单元的 LSTM 走过 12 步：各层隐状态、输入，以及其中一个单元的门和状态。`,
  scrubber: '时间步；上下键换单元或换层',
  scrubbed: ({ layer, unit, step }, c, h) =>
    `第 ${step} 步，第 ${layer} 层第 ${unit} 个单元：c ${c}，h ${h}`,
  inputLabel: (step) => `第 ${step} 步的输入`,
  computed: '在本页用 float64 现算',
  count: (weights) => `权重和偏置共 ${weights} 个`,
  byHand: '手工设定，未经训练',
  drawn: (seed) => `随机生成，种子 ${seed}，偏置为 0，未经训练`,
  changedWeights: (count) => `你改了 ${count} 个`,
  saved: (preset) => `${preset}。用 float64 计算，权重未经训练。`,
};
