/** English words of the gradient grid. */
import { formatCount } from '#viz/format.ts';
import type { GridStrings } from './strings.ts';

export const en: GridStrings = {
  name: 'Gradient grid',
  instruction:
    'Change the number of layers, then the forget bias, and watch which of them changes the slope.',
  state: 'Model',
  stateOptions: { untrained: 'Untrained', training: 'In training' },
  layers: 'Layers',
  weights: 'Initial weights',
  weightsOptions: { pytorch: 'PyTorch', keras: 'Keras' },
  bias: 'Forget bias',
  links: 'Between layers',
  linksOptions: { plain: 'Plain', residual: 'Residual' },
  seeds: 'Seeds',
  of: 'Rows of the map',
  ofOptions: { h: 'Hidden state h', c: 'Cell state c' },
  guides: 'Guides',
  guidesOptions: { on: 'Shown', off: 'Hidden' },
  mapTitle: (of, trained) =>
    `Gradient ${trained ? 'of the loss' : 'of the last output'} at each layer’s ${of}, k steps back`,
  nowTitle: 'At lag 0',
  curveTitle: (trained) =>
    trained
      ? 'The same at the bottom and the top layer; colour scale'
      : 'The same at the input; colour scale',
  lagAxis: 'lag k: steps back from the end',
  fit: 'slope fitted here',
  input: 'input x',
  layer: (number) => `layer ${number}`,
  stack: (layers) => (layers === 1 ? '1 layer' : `${layers} layers`),
  guide: '1 layer × paths',
  rate: 'forget gate: σ(b)ᵏ',
  chartLabel: (layers, source) =>
    `Lengths of gradients by lag and layer in ${layers === 1 ? 'an LSTM of one layer' : `a stack of ${layers} LSTM layers`}, ${source === 'recorded' ? 'recorded' : 'computed here'}. The tables below hold the numbers.`,
  emptyChart: 'Nothing is recorded for these settings. Press Run to measure them here.',
  readout: {
    caption: 'Slope and size of the gradient',
    slope: 'log₁₀ per step',
    now: 'at lag 0',
    at: (lag) => `at lag ${lag}`,
    gate: (bias) => `forget gate alone, σ(${bias})`,
    range: (low, high) => `seeds ${low} to ${high}`,
    gates: 'Mean forget gate of each layer:',
    slowest: 'log₁₀ of the largest',
  },
  table: { summary: 'All rows as a table (log₁₀)', lag: 'lag' },
  shown: 'shown: recorded',
  provenance: (engine) => `Made with ${engine} by`,
  command: 'npm run experiments gradient-grid',
  measured: (ms) => `measured in ${ms} ms`,
  updates: (updates) => `after ${formatCount(updates)} updates`,
  score: (score) => `test error (MSE) ${score}`,
  changed: 'The model in training keeps its settings; Reset takes up the new ones.',
  probeState: {
    idle: 'Not run yet',
    starting: 'Loading the engine',
    running: 'Measuring',
    finished: 'Measured',
    failed: 'Stopped',
  },
  announce: (stack, slope, single) =>
    `${stack}: log 10 of the gradient changes by ${slope} per step. ${single}`,
};
