/** English words of the cost calculator. */
import { formatCount } from '#viz/format.ts';
import { formatLarge } from './quantities.ts';
import type { CostStrings } from './strings.ts';

export const en: CostStrings = {
  name: 'Cost calculator',
  instruction:
    'Set the sizes of a stack: every count follows at once, with its formula. Then measure what a step takes on your machine.',
  needsScript:
    'The settings need JavaScript, which is off here. The counts below are those of two layers of 128 units on 10 inputs, and the times were recorded.',
  labels: {
    inputSize: 'Inputs I',
    hiddenSize: 'Units H',
    numLayers: 'Layers L',
    sequenceLength: 'Time steps T',
    batchSize: 'Batch size B',
    framework: 'Count as in',
    directions: 'Directions',
    bias: 'Bias',
    projection: 'Projection P, 0 for none (PyTorch)',
    around: 'Around the layers',
    vocabulary: 'Vocabulary V',
    outputSize: 'Outputs O',
    reads: 'Head answers',
  },
  frameworks: { pytorch: 'PyTorch', keras: 'Keras' },
  directions: { one: 'One', two: 'Both' },
  biasOptions: { yes: 'Yes', no: 'No' },
  around: { none: 'nothing', head: 'dense head', embedding: 'embedding and head' },
  reads: { last: 'After the last step', every: 'After every step' },
  parts: {
    costs: 'Counts and memory',
    weights: 'Every weight by name',
    where: 'Where the parameters are',
    depths: 'The same parameters at another depth',
    measure: 'Time of a training step',
  },
  columns: {
    quantity: 'Quantity',
    formula: 'Formula, and with your numbers',
    value: 'Value',
    layers: 'Layers',
    shape: 'shape',
    count: 'count',
    equalWidth: 'Equal width: parameters',
    equalParameters: 'Equal parameters: units',
    mismatch: 'off by',
    oneLayer: 'L × H as one layer: units',
    model: 'Model',
    parameters: 'Parameters',
    multiplyAdds: 'Multiply–adds',
    byFormula: 'Formula',
    milliseconds: 'ms/step',
    measured: 'Measured',
  },
  quantities: {
    pytorch: 'LSTM parameters, PyTorch',
    keras: 'LSTM parameters, Keras',
    embedding: 'Embedding',
    head: 'Dense head',
    pytorchTotal: 'Whole model, PyTorch',
    kerasTotal: 'Whole model, Keras',
    perTimeStep: 'Multiply–adds of a time step, m',
    forward: 'Multiply–adds forward, F',
    training: 'Multiply–adds of a training step',
    activations: 'Activations kept for the backward pass',
    optimizer: 'Weights, gradients, Adam’s two moments',
    chain: 'Longest chain, computed in turn',
    shortestChain: 'Longest chain, perfect overlap',
  },
  letters:
    'm is per sequence, F per batch, N the whole model’s parameters in PyTorch. Elementwise work counts 3 a unit, the backward pass twice the forward one; both are estimates. Memory: four bytes a number.',
  noProjection: 'Keras has no projection',
  numbers: (count) => `${count} numbers`,
  steps: 'cell steps',
  kinds: {
    embedding: 'embedding',
    input: 'input weights',
    recurrent: 'recurrent weights',
    projection: 'projection',
    bias: 'biases',
    head: 'head',
  },
  bothDirections: ' and _reverse',
  layer: (from, to) => (from === to ? `Layer ${from}` : `Layers ${from}–${to}`),
  times: (count) => `× ${count}`,
  equal: (one, others) => `${one} has most nearly the parameters of ${others.join(', ')}.`,
  asOne: (stack, one, parameters, mismatch) =>
    `${stack} has those of ${one} (${parameters}, ${mismatch}).`,
  depthNote: (framework) =>
    `Counted as in ${framework}, embedding and head included. Widths are whole numbers, so some mismatch stays.`,
  figure: {
    width: 'Equal width',
    parameters: (one) => `Equal parameters, those of ${one}; same scale`,
    label:
      'Bars of parameters for one to four layers, at equal width and at equal parameters, divided by layer and kind of weight. The table below holds the numbers.',
  },
  kept: { one: 'one layer', width: 'Equal width', parameters: 'Equal parameters' },
  sizes: (inputs, steps, batch) => `${inputs} inputs, ${steps} time steps, ${batch} sequences`,
  measure: 'Measure here',
  measureAgain: 'Measure again',
  stop: 'Stop',
  state: {
    idle: 'Not measured here yet',
    starting: 'Loading the engine',
    running: 'Measuring',
    paused: 'Paused while out of sight',
    finished: 'Done',
    stopped: 'Stopped early',
    failed: 'Failed',
  },
  progressLabel: 'Measurements made',
  progress: (done, total) =>
    total === 0 ? 'no measurement yet' : `${done} of ${total} measurements`,
  problem: (problem) => {
    switch (problem.reason) {
      case 'directions':
        return 'Only one direction can be measured here; both are set.';
      case 'projection':
        return 'Only layers without a projection can be measured here.';
      case 'bias':
        return 'Only layers with a bias can be measured here.';
      case 'inputSize':
        return `Inputs can be measured from 1 to ${formatCount(problem.max)}; ${formatCount(problem.value)} is set.`;
      case 'hiddenSize':
        return `Units can be measured from 1 to ${formatCount(problem.max)}; ${formatCount(problem.value)} is set.`;
      case 'multiplyAdds':
        return `A training step of the largest model takes ${formatLarge(problem.value)} multiply–adds; up to ${formatCount(problem.max)} are measured here. Make the batch or the sequences smaller.`;
    }
  },
  changed: 'settings changed: measure again',
  shown: 'showing the times recorded on',
  command: 'npm run bench:cost',
  measureNote:
    'One direction, one bias, a head of one output, Adam; fused WebAssembly, one thread. The shortest of several times counts. “Formula” is the multiply–adds and “Measured” the time, each as a multiple of one layer’s.',
  outcome: (model, measured, formula) =>
    `${model} took ${measured} times as long as one layer; by the count of multiply–adds it would be ${formula} times.`,
  factor: (value) => `${value}×`,
};
