/** Chinese words of the cost calculator. */
import { formatCount } from '#viz/format.ts';
import { formatLarge } from './quantities.ts';
import type { CostStrings } from './strings.ts';

export const zhCn: CostStrings = {
  name: '开销计算器',
  instruction:
    '设定各项尺寸，所有数目立刻算出，公式就在旁边。再测一测：训练一步，在你的机器上要多久。',
  needsScript:
    '调整设置需要 JavaScript，目前未启用。下面的数目属于两层、每层 128 个单元、10 维输入的堆叠，用时是已录的。',
  labels: {
    inputSize: '输入维数 I',
    hiddenSize: '单元数 H',
    numLayers: '层数 L',
    sequenceLength: '时间步 T',
    batchSize: '批次大小 B',
    framework: '计数方式',
    directions: '方向',
    bias: '偏置',
    projection: '投影 P，0 为不用（PyTorch）',
    around: '层的外围',
    vocabulary: '词表大小 V',
    outputSize: '输出维数 O',
    reads: '输出层作答',
  },
  frameworks: { pytorch: 'PyTorch', keras: 'Keras' },
  directions: { one: '单向', two: '双向' },
  biasOptions: { yes: '有', no: '无' },
  around: { none: '没有', head: '输出层', embedding: '词嵌入和输出层' },
  reads: { last: '只在最后一步', every: '每一步' },
  parts: {
    costs: '数目与内存',
    weights: '逐个列出权重',
    where: '参数都在哪里',
    depths: '同样多的参数，换一个层数',
    measure: '训练一步的用时',
  },
  columns: {
    quantity: '项目',
    formula: '公式，以及代入后的式子',
    value: '数值',
    layers: '层',
    shape: '形状',
    count: '个数',
    equalWidth: '宽度相同：参数量',
    equalParameters: '参数量相同：单元数',
    mismatch: '相差',
    oneLayer: 'L × H 折成单层：单元数',
    model: '模型',
    parameters: '参数量',
    multiplyAdds: '乘加次数',
    byFormula: '按公式',
    milliseconds: '毫秒/步',
    measured: '实测',
  },
  quantities: {
    pytorch: 'LSTM 参数量，PyTorch',
    keras: 'LSTM 参数量，Keras',
    embedding: '词嵌入',
    head: '输出层',
    pytorchTotal: '整个模型，PyTorch',
    kerasTotal: '整个模型，Keras',
    perTimeStep: '一个时间步的乘加次数 m',
    forward: '前向计算的乘加次数 F',
    training: '训练一步的乘加次数',
    activations: '为反向传播保留的激活值',
    optimizer: '权重、梯度和 Adam 的两个矩',
    chain: '最长运算链，依次计算',
    shortestChain: '最长运算链，完全重叠',
  },
  letters:
    'm 按一条序列计，F 按一批计，N 是整个模型在 PyTorch 里的参数量。逐元素运算按每个单元 3 次计，反向传播按前向计算的两倍计，两者都是估计。内存按每个数四字节计。',
  noProjection: 'Keras 没有投影',
  numbers: (count) => `${count} 个数`,
  steps: '个单元步',
  kinds: {
    embedding: '词嵌入',
    input: '输入权重',
    recurrent: '循环权重',
    projection: '投影',
    bias: '偏置',
    head: '输出层',
  },
  bothDirections: ' 及 _reverse',
  layer: (from, to) => (from === to ? `第 ${from} 层` : `第 ${from}–${to} 层`),
  times: (count) => `× ${count}`,
  equal: (one, others) => `${one} 的参数量最接近 ${others.join('、')}。`,
  asOne: (stack, one, parameters, mismatch) =>
    `${stack} 则相当于 ${one}（${parameters}，${mismatch}）。`,
  depthNote: (framework) =>
    `按 ${framework} 计数，词嵌入和输出层也算在内。单元数只能取整数，所以总会差一点。`,
  figure: {
    width: '宽度相同',
    parameters: (one) => `参数量相同（以 ${one} 为准），标尺不变`,
    label:
      '一到四层的参数条形图，分宽度相同和参数量相同两组，按层和权重种类分段。数字见下面的表格。',
  },
  kept: { one: '单层', width: '宽度相同', parameters: '参数量相同' },
  sizes: (inputs, steps, batch) => `${inputs} 维输入，${steps} 个时间步，${batch} 条序列`,
  measure: '在本机测量',
  measureAgain: '重新测量',
  stop: '停止',
  state: {
    idle: '尚未在本机测量',
    starting: '正在加载引擎',
    running: '测量中',
    paused: '不在视野内，已暂停',
    finished: '已完成',
    stopped: '提前停止',
    failed: '出错',
  },
  progressLabel: '已完成的测量',
  progress: (done, total) => (total === 0 ? '还没有测量' : `已测 ${done} 次，共 ${total} 次`),
  problem: (problem) => {
    switch (problem.reason) {
      case 'directions':
        return '这里只能测量单向的层，现在设的是双向。';
      case 'projection':
        return '这里只能测量不带投影的层。';
      case 'bias':
        return '这里只能测量带偏置的层。';
      case 'inputSize':
        return `可测量的输入维数为 1 到 ${formatCount(problem.max)}，现在是 ${formatCount(problem.value)}。`;
      case 'hiddenSize':
        return `可测量的单元数为 1 到 ${formatCount(problem.max)}，现在是 ${formatCount(problem.value)}。`;
      case 'multiplyAdds':
        return `最大的模型训练一步要 ${formatLarge(problem.value)} 次乘加，这里最多测到 ${formatCount(problem.max)} 次。请减小批次大小或时间步数。`;
    }
  },
  changed: '设置已改，请重新测量',
  shown: '图中用时录于',
  command: 'npm run bench:cost',
  measureNote:
    '单向，每层一个偏置，输出层一个输出，Adam；WebAssembly 融合内核，单线程；取若干次中最短的一次。“按公式”是乘加次数，“实测”是用时，都以单层为 1。',
  outcome: (model, measured, formula) =>
    `${model} 的用时是单层的 ${measured} 倍；按乘加次数算，应是 ${formula} 倍。`,
  factor: (value) => `${value} 倍`,
};
