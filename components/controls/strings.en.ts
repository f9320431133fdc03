/** English words of the demos' controls. */
import { formatCount } from '#viz/format.ts';
import type { ControlStrings } from './strings.ts';

const backends = {
  auto: 'Automatic',
  wasm: 'Fused WebAssembly',
  'wasm-relaxed': 'Fused WebAssembly, relaxed SIMD',
  webgpu: 'Fused WebGPU',
  reference: 'Reference (float64)',
  'tfjs-webgpu': 'TensorFlow.js WebGPU',
  'tfjs-webgl': 'TensorFlow.js WebGL',
  'tfjs-wasm': 'TensorFlow.js WebAssembly',
  'tfjs-cpu': 'TensorFlow.js CPU',
};

const refusals = {
  'no-webgpu': 'this browser has none',
  'no-simd': 'this browser has none',
  'no-adapter': 'no adapter found',
  'software-adapter': 'only a software adapter, which is slow',
  slower: 'slower here',
  failed: 'failed here',
  'device-lost': 'the device was lost',
  'device-error': 'the device reported an error',
  'out-of-memory': 'not enough memory',
  'worker-failed': 'a worker failed',
};

/** A label in the middle of a sentence; letters of formulas stay capitals: `units H`. */
const within = (label: string): string => label.charAt(0).toLowerCase() + label.slice(1);

export const en: ControlStrings = {
  locale: 'en',
  run: 'Run',
  pause: 'Pause',
  resume: 'Resume',
  again: 'Run again',
  step: 'Step',
  reset: 'Reset',
  copyLink: 'Copy link',
  copied: 'Link with these settings copied.',
  copyFailed: (address) => `The clipboard is not available. The link: ${address}`,
  save: 'Save',
  saveAs: {
    png: 'Picture (PNG)',
    svg: 'Drawing (SVG)',
    csv: 'Numbers (CSV)',
    scores: 'Scores (CSV)',
  },
  trainedModel: 'Trained model',
  modelFiles: {
    safetensors: 'Weights (safetensors)',
    pytorch: 'PyTorch script (.py)',
    keras: 'Keras script (.py)',
    ipynb: 'Notebook (.ipynb)',
  },
  modelLabel: (arm, layers, units, seed) => `${arm}: ${layers} × ${units}, seed ${seed}`,
  savedScript: (file, weights) => `Saved ${file}. It reads ${weights}: put both in one folder.`,
  saved: (file) => `Saved ${file}.`,
  saveFailed: (reason) => `Could not save: ${reason}.`,
  moreSettings: 'More',
  fewerSettings: 'Less',
  resetTo: (label, value) => `Reset ${within(label)} to ${value}`,
  fewer: (label) => `Fewer: ${within(label)}`,
  more: (label) => `More: ${within(label)}`,
  badNumber: {
    'not-a-number': (label, typed, min, max) =>
      `${label} must be a number from ${min} to ${max}; “${typed}” is not a number.`,
    'not-whole': (label, typed, min, max) =>
      `${label} must be a whole number from ${min} to ${max}; ${typed} is not whole.`,
    'out-of-range': (label, typed, min, max) =>
      `${label} must be from ${min} to ${max}; ${typed} is outside.`,
  },
  progressLabel: 'Training progress, steps',
  progress: (done, total) => `${formatCount(done)} of ${formatCount(total)} steps`,
  timeLeft: (seconds) =>
    seconds < 1.5
      ? '1 s left'
      : seconds < 90
        ? `${Math.round(seconds)} s left`
        : `${Math.round(seconds / 60)} min left`,
  changed: 'settings changed: press Run',
  changedDuring: 'changed settings apply to the next run',
  needsScript:
    'The settings need JavaScript, which is off here. The recorded result below is complete without it.',
  badge: { live: 'Live', recorded: 'Recorded', schematic: 'Schematic' },
  badgeMeaning: { live: 'here, now', recorded: 'earlier, dated', schematic: 'a drawing' },
  state: {
    idle: 'Not run yet',
    starting: 'Choosing a backend',
    running: 'Running',
    paused: 'Paused',
    finished: 'Done',
    failed: 'Stopped',
  },
  backend: 'backend',
  device: 'device',
  chooseFile: 'Choose a file',
  seeds: 'seeds',
  msPerStep: 'ms/step',
  stepOf: (done, total) => `${formatCount(done)} of ${formatCount(total)}`,
  backends,
  refused: (backend, reason) => `${backends[backend]}: ${refusals[reason]}`,
  timed: (backend, msPerStep) => `${backends[backend]}: ${msPerStep} ms/step`,
  backendReasons: (reasons, used) =>
    `${reasons.join('; ')}${used ? `; using ${backends[used]}` : ''}`,
  notices: {
    'no-worker':
      'No worker could be started here, so the models train on the page’s own thread and the page may stutter.',
    'worker-failed':
      'The training worker failed. A new one went on from the last checkpoint, a few seconds earlier.',
    'worker-silent':
      'The training worker stopped answering and was ended. A new one went on from the last checkpoint, a few seconds earlier.',
  },
  failures: {
    diverged: {
      title: 'A model diverged',
      text: 'Its error stopped being a number. A smaller learning rate usually helps. The curves up to that point are kept.',
    },
    'device-lost': {
      title: 'The graphics device was lost',
      text: 'The browser or the driver took it away. What was measured so far is kept; run again, or use a backend on the CPU.',
    },
    'worker-failed': {
      title: 'The training worker failed',
      text: 'What was measured so far is kept. Run again; if it fails once more, reload the page.',
    },
    'worker-silent': {
      title: 'The training worker stopped answering',
      text: 'It was ended. What was measured so far is kept; run again, perhaps with smaller settings.',
    },
    'no-backend': {
      title: 'Nothing here can train',
      text: 'None of the backends could start in this browser. The recorded result stays available.',
    },
    'bad-plan': {
      title: 'These settings cannot be trained',
      text: 'One of them is outside its range.',
    },
  },
  sentence: (text) => `${text}. `,
  detail: 'Details:',
  tryAgain: 'Run again',
  useReference: 'Run on the reference backend',
};
