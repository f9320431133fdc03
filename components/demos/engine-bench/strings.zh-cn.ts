/** Chinese words of the comparison of engines. */
import type { BenchStrings } from './strings.ts';

const engines: BenchStrings['engines'] = {
  'tfjs-cpu': 'TensorFlow.js CPU',
  'tfjs-wasm': 'TensorFlow.js WebAssembly',
  'tfjs-webgl': 'TensorFlow.js WebGL',
  'tfjs-webgpu': 'TensorFlow.js WebGPU',
  pytorch: 'PyTorch，单线程',
  reference: '参考实现',
  wasm: 'WebAssembly 融合内核',
  'wasm-relaxed': 'WebAssembly 融合内核，relaxed',
  webgpu: 'WebGPU 融合内核',
};

export const zhCn: BenchStrings = {
  name: '引擎赛跑',
  instruction:
    '同一个模型，在你的浏览器能用的每个引擎上各测一测，训练一步要多久。全程十到三十秒；条越短越快。',
  needsScript: '在这里运行需要 JavaScript，目前未启用。已录的结果是完整的。',
  stop: '停止',
  progressLabel: '已完成的测量',
  progress: (done, total) => (total === 0 ? '还没有测量' : `已测 ${done} 次，共 ${total} 次`),
  engines,
  sideBySide: (engine, models) => `${engine}，${models} 个模型同时训练`,
  shape: ({ B, T, I, H, L }) =>
    `${L === 1 ? '单层' : `${L} 层`}，每层 ${H} 个单元；${B} 条序列，各 ${T} 步，${I} 个特征`,
  state: {
    idle: '尚未运行',
    starting: '正在加载引擎',
    running: '运行中',
    paused: '不在视野内，已暂停',
    finished: '已完成',
    stopped: '提前停止',
    failed: '出错',
  },
  columns: { engine: '引擎', time: '一步用时', factor: '速度' },
  ms: (value) => `${value} 毫秒`,
  factor: (value) => `${value} 倍`,
  baseline: '1 倍',
  waiting: '还没测到',
  shown: '图中为已录的结果',
  processor: '处理器',
  command: 'npm run bench -- --record',
  leftOut: (reasons) => `未参加：${reasons.join('；')}。`,
  outcome: (engine, factor, baseline) =>
    `这里最快的是${engine}：在较小的模型上，速度是 ${baseline} 的 ${factor} 倍。`,
  devices: '设备',
  deviceOf: (backend, device) => `${engines[backend]}：${device}`,
  table: {
    label: '各引擎训练一步的毫秒数，按模型大小',
    unit: '一步的最短用时，毫秒',
    all: '全部测量结果',
    engine: '引擎',
    min: '最短，毫秒',
    median: '中位，毫秒',
    dispatches: '派发次数',
    rate: 'GFLOP/s',
    share: '占峰值',
    first: '第一步，毫秒',
    growth: '一项规模增大时，每步的毫秒数',
    growthColumns: '规模：毫秒',
    exponent: '幂次',
    factorGap: '，',
    factors: { T: '时间步', H: '单元', L: '层数', B: '序列数', k: '模型数' },
    made: (date, browser, processor, gpu) => `录于 ${date}，${browser}；${processor}；${gpu}。`,
    software: 'WebGPU 和 WebGL 由处理器模拟（SwiftShader）',
    peak: (plain, relaxed) =>
      `单核峰值（只在寄存器里做乘加）：普通 SIMD 为 ${plain} GFLOP/s，relaxed SIMD 为 ${relaxed} GFLOP/s。`,
    pytorch: (version) => `PyTorch ${version}。`,
  },
  times: (least, most) => (least === most ? `${least} 倍` : `${least} 到 ${most} 倍`),
  notMeasured: '未测',
};
