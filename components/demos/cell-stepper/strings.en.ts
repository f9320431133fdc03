/** English words of the cell stepper. */
import type { StepperStrings } from './strings.ts';

const gateNames = {
  i: 'input gate',
  f: 'forget gate',
  g: 'candidate',
  o: 'output gate',
};

export const en: StepperStrings = {
  name: 'Cell stepper',
  instruction:
    'Drag the bars of x, drag the numbers in the formulas, walk through time: everything follows at once.',
  needsScript:
    'Dragging and stepping need JavaScript, which is off here. The figure shows one step of the first example, complete.',
  preset: 'Example',
  presets: {
    remember: 'Remember a pulse',
    leak: 'Leak: forget gate 0.73',
    reset: 'Reset on demand',
    hide: 'Keep now, show later',
    count: 'Count pulses',
    smooth: 'Two layers: smooth',
    random: 'Three layers, untrained',
  },
  look: {
    remember:
      'The forget gate stays at 0.99: nine steps after the pulse, the cell state still has 94% of it.',
    leak: 'The forget gate stays at 0.73: the cell state loses half every 2.2 steps, and by step 12 less than a tenth of the pulse is left.',
    reset:
      'A negative input closes the forget gate for one step, and the cell state drops to almost nothing. Step 7 is what the forget gate was invented for.',
    hide: 'From step 3 on the cell state holds the pulse, but the output gate stays shut and the hidden state near 0, until the input of step 10 asks for it.',
    count:
      'The cell state counts the pulses, up to 5. The hidden state cannot: tanh keeps it below 1, and from the third pulse on it hardly moves.',
    smooth:
      'Layer 1 passes each input on. Layer 2 has a forget gate of 0.82, so it averages what layer 1 tells it: its hidden state jumps less, and comes later.',
    random:
      'Nothing is trained here. All three layers answer the wave, but in each the hidden state swings several times less than in the layer below.',
  },
  lookLabel: 'Look at this:',
  changedExample: 'You have changed this example. Reset (key 0) brings it back.',
  layers: 'Layers',
  units: 'Units per layer',
  lookInto: 'Look into',
  layerOption: (layer) => `layer ${layer}`,
  unit: 'Unit',
  resetSeries: 'Reset the input series',
  progressLabel: 'Time step',
  stack: 'Stack',
  cell: (layer, unit) => `Cell: layer ${layer}, unit ${unit}`,
  equation: ({ layer, unit, step }) => `Equations: layer ${layer}, unit ${unit}, step ${step}`,
  timeStep: 'time step',
  layer: (layer) => `layer ${layer}`,
  input: 'input',
  fromLayer: (layer) => `from layer ${layer}`,
  toLayer: (layer) => `up to layer ${layer}`,
  toOutput: 'up to the output',
  quantities: {
    i: 'write?',
    f: 'keep?',
    g: 'candidate',
    o: 'show?',
    c: 'cell state',
    h: 'hidden state',
  },
  gateNames,
  hints: [
    'Drag the bars of x up and down.',
    'Click a cell to look into it.',
    'Pale: steps still to come.',
  ],
  legend: 'colour: hidden state',
  dragWeights: 'Underlined numbers are weights: drag them sideways, or double-click to type.',
  meaning: {
    i: 'how much to write',
    f: 'how much to keep',
    g: 'what to write',
    o: 'how much to show',
    c: 'keep a part, add a part',
    h: 'what others get to see',
  },
  weight: (gate, source) => `Weight from ${source} to the ${gateNames[gate]}`,
  bias: (gate) => `Bias of the ${gateNames[gate]}`,
  source: (kind, number) =>
    kind === 'x'
      ? 'x'
      : kind === 'h'
        ? `h of unit ${number}, one step back,`
        : `h of unit ${number} in the layer below`,
  resetLine: (gate) => `Reset the weights of the ${gateNames[gate]}`,
  typeHint: 'Arrow keys change it, Enter lets you type, Delete resets it.',
  figureLabel: (layers, units) =>
    `LSTM stack over 12 steps: ${layers} ${layers === 1 ? 'layer' : 'layers'} of ${units} ${units === 1 ? 'unit' : 'units'}, the input, and the gates and states of one unit.`,
  scrubber: 'Time step; up and down choose another unit or layer',
  scrubbed: ({ layer, unit, step }, c, h) =>
    `Step ${step}, layer ${layer}, unit ${unit}: c ${c}, h ${h}`,
  inputLabel: (step) => `Input at step ${step}`,
  computed: 'Computed here in float64',
  count: (weights) => `${weights} weights and biases`,
  byHand: 'set by hand, not trained',
  drawn: (seed) => `random, seed ${seed}, biases 0, not trained`,
  changedWeights: (count) => (count === 1 ? '1 changed by you' : `${count} changed by you`),
  saved: (preset) => `${preset}. Computed in float64; weights not trained.`,
};
