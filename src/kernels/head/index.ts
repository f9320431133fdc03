/** The dense head in five dispatches, for any number of outputs and predictions. */
import { wgslKernel } from '../kernel.ts';
import { MASK_WGSL, STEP_WGSL } from '../step/index.ts';
import { TILE_WGSL } from '../tile/index.ts';
import headText from './head.wgsl?raw';
import lossText from './loss.wgsl?raw';
import meanLossText from './mean-loss.wgsl?raw';
import outputsText from './outputs.wgsl?raw';
import readStatesText from './read-states.wgsl?raw';
import stateGradientText from './state-gradient.wgsl?raw';
import weightGradientText from './weight-gradient.wgsl?raw';

/** Workgroups: tiles of [predictions, outputs], and models. */
export const headOutputs = wgslKernel(
  'head-outputs',
  [STEP_WGSL, MASK_WGSL, TILE_WGSL, headText, readStatesText, outputsText],
  ['step', 'mask', 'states', 'weights', 'outputs'],
);

/** Workgroups: one a prediction (x and y), models. */
export const headLoss = wgslKernel(
  'head-loss',
  [STEP_WGSL, MASK_WGSL, headText, lossText],
  ['step', 'mask', 'targets', 'outputs', 'rowLosses'],
);

/** Workgroups: tiles of [D·H + 1, outputs], and models · splits. */
export const headWeightGradient = wgslKernel(
  'head-weight-gradient',
  [STEP_WGSL, MASK_WGSL, TILE_WGSL, headText, readStatesText, weightGradientText],
  ['step', 'mask', 'states', 'dOutputs', 'gradient'],
);

/** Workgroups: tiles of [predictions, D·H], and models. */
export const headStateGradient = wgslKernel(
  'head-state-gradient',
  [STEP_WGSL, TILE_WGSL, headText, stateGradientText],
  ['step', 'weights', 'dOutputs', 'dStates'],
);

/** Workgroups: models. */
export const meanLoss = wgslKernel(
  'mean-loss',
  [STEP_WGSL, headText, meanLossText],
  ['step', 'rowLosses', 'losses'],
);
