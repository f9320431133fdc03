/**
 * What readers call the same thing: the site's thesaurus, as data. Every form is recognised in any query;
 * the forms of the index's language are what is searched. Code words (`num_layers`) belong to both languages.
 * Keep forms in lower case, half-width; a phrase of two words may be written with a space or a hyphen.
 */
import type { Locale } from '#site/locales.ts';

export interface Concept {
  readonly id: string;
  readonly forms: Readonly<Record<Locale, readonly string[]>>;
  /** How much the idea tells pages of this site apart, 0…1; 1 if absent. */
  readonly weight?: number;
  /** Ids of neighbouring ideas, searched too at a discount. */
  readonly near?: readonly string[];
}

const concept = (
  id: string,
  en: string,
  zh: string,
  rest: Pick<Concept, 'weight' | 'near'> = {},
): Concept => ({ id, forms: { en: en.split(', '), 'zh-cn': zh.split(', ') }, ...rest });

/** Single characters that mean their concept inside any word, not only when they stand alone. */
export const TELLING_CHARACTERS: ReadonlySet<string> = new Set('叠堆宽窄层');

/** The order is the order of preference where two concepts claim the same words. */
export const CONCEPTS: readonly Concept[] = [
  // Layers and depth.
  concept(
    'single',
    'single-layer, one layer, 1-layer, shallow, layer 1, one lstm, single',
    '单层, 一层, 1层, 浅层, 第一层, 一个lstm, 浅',
  ),
  concept(
    'double',
    'two-layer, double-layer, 2-layer, second layer, layer 2, two lstm',
    '双层, 两层, 二层, 2层, 第二层, 两个lstm',
    { near: ['stack'] },
  ),
  concept(
    'stack',
    'stacked, multi-layer, multilayer, multiple layers, stack, stacking, deep, deeper, depth, num_layers, more layers, extra layer, add layer, another layer',
    '堆叠, 多层, num_layers, 叠加, 叠起来, 叠在, 深层, 加深, 深度, 层数, 加层, 更深, 深, 堆, 叠',
    { near: ['double'] },
  ),
  concept('layer', 'layer', '层', { weight: 0.35 }),
  concept(
    'upper',
    'upper, above, higher layer, upward, on top, top layer',
    '上层, 上一层, 上面, 上方, 向上, 高层',
  ),
  concept(
    'flow',
    'flow, pass, passed, feed, receive, read, input, goes up, sent up, see, information',
    '传给, 传递, 流动, 流, 读到, 读, 接收, 输入, 拿到, 看到, 信息',
  ),
  // Inside a cell.
  concept(
    'hidden-state',
    'hidden state, output sequence, hidden sequence, h_n, h_t',
    '隐状态, 隐藏状态, 隐层状态, 输出序列, h_n, h_t',
  ),
  concept(
    'cell-state',
    'cell state, cell memory, cell, c_n, c_t',
    '细胞状态, 单元状态, 记忆单元, 细胞, c_n, c_t',
  ),
  concept('gate', 'forget gate, input gate, output gate, gate', '遗忘门, 输入门, 输出门, 门控, 门'),
  concept(
    'memory',
    'memory, remember, long term dependency, long range, recall, forget',
    '记忆, 记住, 长期依赖, 长程依赖, 记得, 遗忘, 记',
  ),
  concept(
    'gradient',
    'vanishing gradient, exploding gradient, gradient vanish, gradient, backpropagation',
    '梯度消失, 梯度爆炸, 梯度衰减, 梯度, 反向传播',
  ),
  concept('time-scale', 'time scale, timescale', '时间尺度'),
  // Size, cost and fairness.
  concept(
    'parameters',
    'parameter, param, weights, parameter count, model size',
    '参数量, 参数, 权重, 参数数量, 模型大小',
  ),
  concept(
    'cost',
    'cost, expensive, slow, slower, fast, faster, speed, compute time, ms per step, flop',
    '代价, 开销, 更快, 快慢, 快, 计算量, 耗时, 速度, 更贵, 变慢, 慢, 贵, 训练时间',
  ),
  concept(
    'width',
    'width, wide, wider, narrow, hidden size, hidden unit, hidden_size, unit',
    '宽度, 隐藏单元, 隐藏层大小, hidden_size, 单元数, 等宽, 宽, 窄',
  ),
  concept(
    'equal',
    'equal, same, fair, match, matched, budget, equal parameter',
    '相等, 等参数, 相同, 公平, 一样, 同样, 预算',
  ),
  concept('multiple', 'times as many, times, triple, threefold, double the', '三倍, 几倍, 倍'),
  // Judging and choosing.
  concept(
    'better',
    'better, improve, accuracy, help, benefit, worth, pay, pay off, gain, outperform',
    '更好, 提升, 有用, 值得, 好处, 精度, 准确率, 效果好, 效果',
  ),
  concept('worse', 'worse, hurt, degrade, overfit, fail', '变差, 更差, 过拟合, 退化, 失败'),
  concept(
    'choose',
    'choose, pick, should i use, when to use, how many layers',
    '选择, 怎么选, 选, 用几层, 几层, 该用',
  ),
  concept('when', 'when to use, when should, when does, when is', '什么时候, 何时, 什么情况', {
    weight: 0.7,
  }),
  concept(
    'difficulty',
    'complex, simple, hard, difficult, easy, complicated',
    '复杂, 简单, 困难, 任务难, 容易',
  ),
  concept('forecast', 'forecast, forecasting, time series, prediction', '预测, 时间序列, 时序', {
    weight: 0.6,
  }),
  // The demos.
  concept(
    'privacy',
    'privacy, private, server, upload, leave, track, store, collect, cloud, your data, network request',
    '隐私, 服务器, 上传, 离开, 收集, 跟踪, 保存, 记录操作, 云端, 联网, 发送',
  ),
  concept(
    'gpu',
    'gpu, webgpu, graphics card, nvidia, cuda, video card',
    'gpu, webgpu, 显卡, cuda, 英伟达, nvidia',
  ),
  concept(
    'engine',
    'engine, backend, library, framework, tensorflow.js, tensorflow, tfjs, wasm, webassembly, cpu',
    '引擎, 后端, 框架, 库, tensorflow.js, tfjs, wasm, webassembly, cpu, tensorflow',
  ),
  concept(
    'seed',
    'seed, random, randomness, deterministic, repeat, twice, identical',
    '种子, 随机, 重复, 两次, 确定性, 随机数',
  ),
  concept(
    'reproduce',
    'reproduce, reproducible, reproducibility, replicate',
    '复现, 重现, 可复现, 可重复',
  ),
  concept(
    'recorded',
    'recorded, live, schematic, measured, precomputed, badge, real, fake, drawn',
    '录制, 记录, 已录, 真实, 实时, 示意, 实测, 预先, 标签, 造假',
  ),
  concept('chart', 'chart, curve, plot, graph', '曲线, 图表, 图上', { weight: 0.7 }),
  concept(
    'device',
    'device, computer, laptop, machine, hardware, phone',
    '设备, 电脑, 笔记本, 机器, 硬件, 手机',
    {
      weight: 0.7,
      near: ['gpu'],
    },
  ),
  concept(
    'worker',
    'worker, web worker, thread, freeze, background',
    'worker, 线程, 卡顿, 卡住, 后台',
  ),
  concept('browser', 'browser, web page, page, tab', '浏览器, 网页, 页面, 标签页', { weight: 0.5 }),
  concept('demo', 'demo, example, interactive, experiment', '演示, 例子, 示例, 实验', {
    weight: 0.6,
  }),
  concept('train', 'train, training, run, running', '训练, 运行, 跑', { weight: 0.5 }),
  // Names.
  concept('lstm', 'lstm, long short term memory, nn.lstm', 'lstm, 长短期记忆, nn.lstm', {
    weight: 0.3,
  }),
  concept(
    'rnn',
    'rnn, recurrent network, recurrent net, recurrent neural network, recurrent',
    'rnn, 循环网络, 循环神经网络, 递归神经网络, 循环',
    { weight: 0.4 },
  ),
  concept('gru', 'gru, gated recurrent unit', 'gru, 门控循环单元'),
  concept('bidirectional', 'bidirectional, bilstm, bi lstm', '双向, bilstm'),
  concept(
    'dropout',
    'dropout, regularisation, regularization, weight decay',
    'dropout, 随机失活, 正则化, 权重衰减',
  ),
];
