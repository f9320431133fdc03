/** Chinese words of the demos' controls. */
import { formatCount } from '#viz/format.ts';
import type { ControlStrings } from './strings.ts';

const backends = {
  auto: '自动',
  wasm: 'WebAssembly 融合内核',
  'wasm-relaxed': 'WebAssembly 融合内核，relaxed SIMD',
  webgpu: 'WebGPU 融合内核',
  reference: '参考实现（float64）',
  'tfjs-webgpu': 'TensorFlow.js WebGPU',
  'tfjs-webgl': 'TensorFlow.js WebGL',
  'tfjs-wasm': 'TensorFlow.js WebAssembly',
  'tfjs-cpu': 'TensorFlow.js CPU',
};

const refusals = {
  'no-webgpu': '此浏览器不支持',
  'no-simd': '此浏览器不支持',
  'no-adapter': '找不到适配器',
  'software-adapter': '只有软件适配器，速度慢',
  slower: '在这台机器上更慢',
  failed: '在这里出错',
  'device-lost': '设备已丢失',
  'device-error': '设备报告了错误',
  'out-of-memory': '内存不足',
  'worker-failed': '训练线程出错',
};

export const zhCn: ControlStrings = {
  locale: 'zh-cn',
  run: '运行',
  pause: '暂停',
  resume: '继续',
  again: '再次运行',
  step: '单步',
  reset: '重置',
  copyLink: '复制链接',
  copied: '已复制带当前设置的链接。',
  copyFailed: (address) => `无法使用剪贴板。链接是：${address}`,
  save: '保存',
  saveAs: {
    png: '图片（PNG）',
    svg: '矢量图（SVG）',
    csv: '数据（CSV）',
    scores: '各次训练的成绩（CSV）',
  },
  trainedModel: '训练好的模型',
  modelFiles: {
    safetensors: '权重（safetensors）',
    pytorch: 'PyTorch 脚本（.py）',
    keras: 'Keras 脚本（.py）',
    ipynb: 'Notebook（.ipynb）',
  },
  modelLabel: (arm, layers, units, seed) => `${arm}：${layers} × ${units}，种子 ${seed}`,
  savedScript: (file, weights) => `已保存 ${file}。它要读取 ${weights}，请放在同一文件夹里。`,
  saved: (file) => `已保存 ${file}。`,
  saveFailed: (reason) => `保存失败：${reason}。`,
  moreSettings: '更多',
  fewerSettings: '收起',
  resetTo: (label, value) => `将${label}恢复为 ${value}`,
  fewer: (label) => `减少${label}`,
  more: (label) => `增加${label}`,
  badNumber: {
    'not-a-number': (label, typed, min, max) =>
      `${label}应为 ${min} 到 ${max} 之间的数；“${typed}”不是数。`,
    'not-whole': (label, typed, min, max) =>
      `${label}应为 ${min} 到 ${max} 之间的整数；${typed} 不是整数。`,
    'out-of-range': (label, typed, min, max) =>
      `${label}应在 ${min} 到 ${max} 之间；${typed} 超出了范围。`,
  },
  progressLabel: '训练进度（步）',
  progress: (done, total) => `第 ${formatCount(done)} 步，共 ${formatCount(total)} 步`,
  timeLeft: (seconds) =>
    seconds < 1.5
      ? '剩 1 秒'
      : seconds < 90
        ? `剩 ${Math.round(seconds)} 秒`
        : `剩 ${Math.round(seconds / 60)} 分钟`,
  changed: '设置已改，请按“运行”',
  changedDuring: '改动的设置在下次运行时生效',
  needsScript: '调整设置需要 JavaScript，目前未启用。下面已录的结果不需要它，是完整的。',
  badge: { live: '实时', recorded: '已录', schematic: '示意' },
  badgeMeaning: { live: '此刻在本机计算', recorded: '附日期和种子', schematic: '示意图' },
  state: {
    idle: '尚未运行',
    starting: '正在选择后端',
    running: '运行中',
    paused: '已暂停',
    finished: '已完成',
    failed: '已停止',
  },
  backend: '后端',
  device: '设备',
  chooseFile: '选择文件',
  seeds: '种子',
  msPerStep: '毫秒/步',
  stepOf: (done, total) => `${formatCount(done)}，共 ${formatCount(total)}`,
  backends,
  refused: (backend, reason) => `${backends[backend]}：${refusals[reason]}`,
  timed: (backend, msPerStep) => `${backends[backend]}：${msPerStep} 毫秒/步`,
  backendReasons: (reasons, used) =>
    `${reasons.join('；')}${used ? `；改用 ${backends[used]}` : ''}`,
  notices: {
    'no-worker': '这里无法启动 worker，模型在页面自己的线程上训练，页面可能会卡顿。',
    'worker-failed': '训练线程出错，已换上新的线程，从几秒前的检查点继续。',
    'worker-silent': '训练线程没有回应，已将它结束，并换上新的线程，从几秒前的检查点继续。',
  },
  failures: {
    diverged: {
      title: '有模型发散了',
      text: '它的误差已经不是数。通常减小学习率就好。发散之前的曲线仍然保留。',
    },
    'device-lost': {
      title: '图形设备已丢失',
      text: '浏览器或驱动收回了设备。已测得的结果仍然保留；可以再次运行，或改用 CPU 后端。',
    },
    'worker-failed': {
      title: '训练线程出错',
      text: '已测得的结果仍然保留。请再次运行；若再次出错，请刷新页面。',
    },
    'worker-silent': {
      title: '训练线程没有回应',
      text: '已将它结束。已测得的结果仍然保留；可以再次运行，或把设置调小一些。',
    },
    'no-backend': {
      title: '这里没有可用的后端',
      text: '所有后端在此浏览器中都无法启动。已录的结果仍可查看。',
    },
    'bad-plan': {
      title: '这组设置无法训练',
      text: '其中有一项超出了范围。',
    },
  },
  sentence: (text) => `${text}。`,
  detail: '详情（英文）：',
  tryAgain: '再次运行',
  useReference: '用参考实现运行',
};
