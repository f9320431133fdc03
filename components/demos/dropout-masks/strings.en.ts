/** English words of the dropout masks. */
import { formatSetting } from '#viz/format.ts';
import type { MaskStrings } from './strings.ts';

export const en: MaskStrings = {
  name: 'Dropout masks',
  instruction:
    'Change p, the layers or the argument, drag over the masks, and see what each framework drops, where, and for how long.',
  argument: 'Keras argument',
  argumentOptions: { dropout: 'dropout', recurrent: 'recurrent_dropout' },
  p: 'p',
  layers: 'Layers',
  mode: 'Mode',
  modeOptions: { training: 'Training', evaluation: 'Evaluation' },
  seed: 'Seed',
  update: 'Update',
  nextUpdate: 'Next update',
  step: (step, steps) => `Time step ${step} of ${steps}`,
  panel: (framework, argument) =>
    framework === 'pytorch'
      ? 'PyTorch: nn.LSTM(dropout=p)'
      : `Keras: LSTM(${argument === 'dropout' ? 'dropout' : 'recurrent_dropout'}=p)`,
  up: (layer, layers) =>
    layer > layers
      ? `layer ${layers} → output`
      : layer === 1
        ? 'input → layer 1'
        : `layer ${layer - 1} → layer ${layer}`,
  on: (layer) => `layer ${layer}, h of the step before`,
  nothing: 'nothing is dropped here',
  time: 'time →',
  means: 'Mean factor of each unit over the time steps',
  chartLabel: ({ layers, p, mode }) =>
    `Dropout masks of a stack of ${layers} ${layers === 1 ? 'layer' : 'layers'} in PyTorch and in Keras, p = ${formatSetting(p)}, in ${mode}. The table below holds the numbers.`,
  columns: { what: 'Counted', pytorch: 'PyTorch', keras: 'Keras' },
  rows: {
    dropped: 'values dropped, all steps',
    now: 'values dropped at this step',
    changed: 'changed since the step before',
    gone: 'units dropped for the whole sequence',
    survival: 'expected: one value gets from input to output undropped',
  },
  of: (part, whole) => `${part} of ${whole}`,
  none: 'no mask',
  state: ({ seed, update }, steps, units) =>
    `${steps} time steps, ${units} units a layer, one sequence. Seed ${seed}, update ${update}.`,
  announce: ({ pytorch, keras }, step) =>
    `Step ${step}. Dropped: PyTorch ${pytorch.dropped} of ${pytorch.values}, Keras ${keras.dropped} of ${keras.values}.`,
  needsScript:
    'The settings need JavaScript, which is off here. The masks below are those of the first settings, complete.',
};
