/** Chinese words of the weight converter. */
import type { ConverterStrings } from './strings.ts';

const listed = (names: readonly string[], most = 4): string =>
  names.slice(0, most).join('、') + (names.length > most ? ` 等 ${names.length} 项` : '');

export const zhCn: ConverterStrings = {
  name: '权重转换器',
  instruction: '选一个 LSTM 权重文件，再选要转成哪种格式，然后转换并校验。',
  needsScript:
    '读取和转换文件需要 JavaScript，目前未启用。下图画出了 PyTorch 的权重怎样变成 Keras 的权重。',
  example: '示例',
  examples: {
    pytorch: 'PyTorch，2 层',
    keras: 'Keras，2 层双向',
    onnx: 'ONNX，2 层',
  },
  drop: '.safetensors、.onnx、.keras 或 .weights.h5，最大 64 MiB；也可以拖到这里。文件不会离开本机。',
  dropHere: '松开即可读取',
  target: '转换为',
  targets: {
    keras: 'Keras（.keras）',
    'keras-weights': 'Keras（.weights.h5）',
    pytorch: 'PyTorch（safetensors）',
    onnx: 'ONNX',
    tfjs: 'TensorFlow.js',
    coreml: 'Core ML 布局',
    webnn: 'WebNN，iofg',
    'webnn-ifgo': 'WebNN，ifgo',
    cudnn: 'cuDNN 布局',
  },
  layouts: {
    pytorch: 'PyTorch',
    keras: 'Keras',
    tfjs: 'TensorFlow.js',
    onnx: 'ONNX',
    cudnn: 'cuDNN',
    coreml: 'Core ML',
    webnn: 'WebNN，layout 为 iofg',
    'webnn-ifgo': 'WebNN，layout 为 ifgo',
  },
  formats: {
    safetensors: 'PyTorch，safetensors',
    onnx: 'ONNX 模型',
    'keras-weights': 'Keras 3 权重文件',
    'keras-archive': 'Keras 3 模型文件',
  },
  layer: '层',
  file: '文件',
  facts: {
    layers: (count) => `${count} 层`,
    directions: (count) => (count === 1 ? '单向' : '双向'),
    sizes: (input, units) => {
      const widths = new Set(units).size === 1 ? units.slice(0, 1) : units;
      return `输入 ${input} 维，每层 ${widths.join('、')} 个单元`;
    },
    projection: (size) => `投影到 ${size} 维`,
    biases: (count) => ['无偏置', '一个偏置', '两个偏置'][count] ?? '',
    numbers: (count, precision) => `${count} 个数，${precision === 'F32' ? 'float32' : 'float64'}`,
    ignored: (names) => `不是 LSTM 权重、未转换的：${listed(names)}。`,
  },
  before: '转换前',
  after: '转换后',
  gates: { i: '输入门', f: '遗忘门', g: '候选值', o: '输出门' },
  parts: {
    input: '输入权重',
    recurrent: '循环权重',
    inputBias: '输入偏置',
    recurrentBias: '循环偏置',
    bias: '偏置',
    bothBiases: '两个偏置',
    output: '投影',
  },
  shape: (part, shape) => `${part}，${shape}`,
  tensor: (name, shape, gates, axis) =>
    `${name}，${shape}${gates.length > 0 ? `，${axis === 'rows' ? '从上到下' : '从左到右'}依次是 ${gates.join('、')}` : ''}`,
  recipe: ({ transpose, blocks, from, to, biases, separate }) =>
    [
      transpose ? '两个权重矩阵都转置。' : '行列不变。',
      blocks
        ? `四块从 ${from.join('、')} 重排成 ${to.join('、')}：依次取第 ${blocks.join('、')} 块（从 0 数起）。`
        : `门的次序不变，仍是 ${to.join('、')}。`,
      {
        none: '没有偏置。',
        same: '偏置不变。',
        sum: '两个偏置相加。',
        split: '原偏置放进第一个，第二个填 0。',
      }[biases],
      ...(separate ? ['每个门单独存放。'] : []),
    ].join(''),
  largeSmall: '无论 H 多大，每块都画成一样大；→ 正向，← 反向。',
  convert: '转换并校验',
  converting: '正在转换',
  download: (name, size) => `下载 ${name}（${size}）`,
  difference: '最大差值',
  differenceNote: (steps, batch, seed) =>
    `用 float64 参考实现分别跑原权重和读回的新文件，比较两者的输出：${steps} 个时间步，${batch} 条正态随机序列，种子 ${seed}。`,
  heavy: 'Keras 文件由 HDF5 库读写，压缩后约 1 MB，用到时才从本站加载。',
  state: {
    idle: '尚未转换',
    reading: '正在读取',
    ready: '已读取，尚未转换',
    converting: '正在转换并校验',
    done: '已转换并校验',
    failed: '已停止',
  },
  refused: {
    structure: {
      title: '文件已损坏，或者内容与格式不符',
      text: '文件里的内容与它自己的格式互相矛盾。',
    },
    limit: {
      title: '文件超出了这里的读取范围',
      text: '最多读取 64 MiB、64 层、16,384 个单元、16,777,216 个权重。',
    },
    unknown: {
      title: '这不是能读取的文件',
      text: '能读取的有 safetensors、ONNX，以及 Keras 3 的 .keras 和 .weights.h5。',
    },
    pickle: {
      title: '这是 pickle 文件（.pt、.pth、.bin）',
      text: '打开 pickle 等于运行其中的程序，所以这里不读。请在 PyTorch 里运行 safetensors.torch.save_file(model.state_dict(), "model.safetensors")。',
    },
    'old-keras': {
      title: '这是 Keras 2 写的文件',
      text: '请用 Keras 3 加载后，重新保存为 .keras 或 .weights.h5。',
    },
    'no-lstm': {
      title: '没有找到 LSTM 权重',
      text: '查找的是 weight_ih_l0 等张量、Keras 的 LSTM 与 Bidirectional(LSTM) 层，以及 ONNX 的 LSTM 节点。',
    },
    chain: {
      title: '这些 LSTM 层接不起来',
      text: '每一层读入的，必须正是它下面一层输出的。同一文件里互不相连的几个 LSTM 不能一起转换。',
    },
    variant: {
      title: '这个 LSTM 的公式不同',
      text: '只有 sigmoid 门加 tanh，且没有窥视孔、截断和耦合门的 LSTM，才能无损转换。',
    },
    target: {
      title: '目标格式放不下这些权重',
      text: '请选别的目标。',
    },
    'worker-failed': {
      title: '读取文件的 worker 出错了',
      text: '已将它结束。请再试一次，或者刷新页面。',
    },
    'worker-silent': {
      title: '读取时间过长，已经停止',
      text: '一个文件或一次转换最多 10 秒。损坏的文件可能让读取程序永远停不下来；已将 worker 结束，页面不受影响。',
    },
    'not-fetched': {
      title: '示例没有取到',
      text: '请检查网络后再试。',
    },
  },
  misfit: '这个目标放不下这些权重：',
  kept: '请选别的文件，或者回到示例。',
};
