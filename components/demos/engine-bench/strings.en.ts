/** English words of the comparison of engines. */
import type { BenchStrings } from './strings.ts';

const engines: BenchStrings['engines'] = {
  'tfjs-cpu': 'TensorFlow.js CPU',
  'tfjs-wasm': 'TensorFlow.js WebAssembly',
  'tfjs-webgl': 'TensorFlow.js WebGL',
  'tfjs-webgpu': 'TensorFlow.js WebGPU',
  pytorch: 'PyTorch, one thread',
  'pytorch-tuned': 'PyTorch, memory kept',
  reference: 'Reference',
  wasm: 'Fused WebAssembly',
  'wasm-relaxed': 'Fused WebAssembly, relaxed',
  webgpu: 'Fused WebGPU',
};

export const en: BenchStrings = {
  name: 'Engine race',
  instruction:
    'Time one training step of the same model on every engine that your browser can run. Ten to thirty seconds; shorter bars are faster.',
  needsScript: 'Running it here needs JavaScript, which is off. The recorded result is complete.',
  stop: 'Stop',
  progressLabel: 'Measurements made',
  progress: (done, total) =>
    total === 0 ? 'no measurement yet' : `${done} of ${total} measurements`,
  engines,
  sideBySide: (engine, models) => `${engine}, ${models} models at once`,
  shape: ({ B, T, I, H, L }) =>
    `${L === 1 ? 'one layer' : `${L} layers`} of ${H} units, ${B} sequences of ${T} steps, ${I} features`,
  state: {
    idle: 'Not run yet',
    starting: 'Loading the engines',
    running: 'Running',
    paused: 'Paused while out of sight',
    finished: 'Done',
    stopped: 'Stopped early',
    failed: 'Failed',
  },
  columns: { engine: 'Engine', time: 'Time of one step', factor: 'Speed' },
  ms: (value) => `${value} ms`,
  factor: (value) => `${value}×`,
  baseline: '1×',
  waiting: 'not timed yet',
  shown: 'showing the recorded result of',
  processor: 'processor',
  command: 'npm run bench -- --record',
  leftOut: (reasons) => `Left out: ${reasons.join('; ')}.`,
  outcome: (engine, factor, baseline) =>
    `${engine} was the fastest here: ${factor} times as fast as ${baseline} on the smaller model.`,
  devices: 'devices',
  deviceOf: (backend, device) => `${engines[backend]}: ${device}`,
  table: {
    label: 'Milliseconds per training step, engines by model size',
    unit: 'shortest time of one step, ms',
    all: 'All measurements',
    engine: 'Engine',
    min: 'ms, shortest',
    median: 'ms, median',
    dispatches: 'dispatches',
    rate: 'GFLOP/s',
    share: 'of the peak',
    first: 'first step, ms',
    growth: 'Milliseconds per step as one size grows',
    growthColumns: 'size: ms',
    exponent: 'power',
    factorGap: ', ',
    factors: { T: 'time steps', H: 'units', L: 'layers', B: 'sequences', k: 'models' },
    made: (date, browser, processor, gpu) =>
      `Recorded ${date} in ${browser}: ${processor}, ${gpu}.`,
    software: 'WebGPU and WebGL computed by the processor (SwiftShader)',
    peak: (plain, relaxed) =>
      `Peak of one core, multiply–adds in registers: ${plain} GFLOP/s with plain SIMD, ${relaxed} with relaxed SIMD.`,
    pytorch: (version) => `PyTorch ${version}.`,
  },
  times: (least, most) => (least === most ? `${least} times` : `${least} to ${most} times`),
  notMeasured: 'an unmeasured number of times',
};
