/** The dispatches of the head: one for a last-step head of up to 64 outputs, five for any other. */
import {
  headLoss,
  headOutputs,
  headStateGradient,
  headWeightGradient,
  meanLoss,
} from '#kernels/head/index.ts';
import { SMALL_HEAD_OUTPUTS, smallHead } from '#kernels/small-head/index.ts';
import { tiles } from '#kernels/tile/index.ts';
import { directionsOf } from '#model/specification.ts';
import { dispatchPlan, type DispatchPlan, type Region } from './dispatch.ts';
import type { LayerRegions } from './layer-plan.ts';
import type { PlanContext } from './plan.ts';
import { predictionsOf, splitsOf } from './sizes.ts';
import type { StepRings } from './step-data.ts';

/** Workgroups in x at most; the rest of the predictions goes into y. */
const ROW_GROUPS = 32_768;

function sizesOf({ spec, layout }: PlanContext) {
  return {
    hiddenSize: spec.hiddenSize,
    directions: directionsOf(spec),
    outputSize: spec.outputSize,
    modelStride: layout.stride,
  };
}

/** P = y·W + b. */
export function outputsPlan(
  context: PlanContext,
  rings: StepRings,
  top: LayerRegions,
  outputs: Region,
): DispatchPlan {
  const { spec, layout, workspace, models } = context;
  const predictions = predictionsOf(spec, workspace.shape);
  return dispatchPlan(
    headOutputs,
    { ...sizesOf(context), aAlongK: true, everyStep: spec.head === 'every' },
    [...tiles(predictions, spec.outputSize), workspace.shape.models],
    (slot) => ({
      step: rings.step.region(slot),
      mask: rings.mask.region(slot),
      states: top.outputs,
      weights: models.parameters(layout.headAt, layout.headSize),
      outputs,
    }),
  );
}

/** Outputs, loss, and the gradients of head and top layer. */
export function headPlans(
  context: PlanContext,
  rings: StepRings,
  top: LayerRegions,
  outputs: Region,
  gradientOf: (at: number, size: number) => Region,
): DispatchPlan[] {
  const { spec, layout, workspace, models } = context;
  const { outputSize, hiddenSize } = spec;
  const { models: count } = workspace.shape;
  const everyStep = spec.head === 'every';
  const softmax = spec.loss === 'softmax';
  const sizes = sizesOf(context);
  const weights = models.parameters(layout.headAt, layout.headSize);
  const gradient = gradientOf(layout.headAt, layout.headSize);
  if (!everyStep && outputSize <= SMALL_HEAD_OUTPUTS)
    return [
      dispatchPlan(smallHead, { ...sizes, softmax }, [count], (slot) => ({
        step: rings.step.region(slot),
        mask: rings.mask.region(slot),
        states: top.outputs,
        weights,
        targets: rings.targets.region(slot),
        outputs,
        dStates: top.dOutputs,
        gradient,
        losses: rings.losses.region(slot),
      })),
    ];

  const predictions = predictionsOf(spec, workspace.shape);
  const depth = directionsOf(spec) * hiddenSize;
  const rowLosses = workspace.buffer('row losses', count * predictions);
  const splits = splitsOf(depth + 1, outputSize, predictions, layout.stride);
  return [
    outputsPlan(context, rings, top, outputs),
    dispatchPlan(
      headLoss,
      { outputSize, everyStep, softmax },
      [Math.min(predictions, ROW_GROUPS), Math.ceil(predictions / ROW_GROUPS), count],
      (slot) => ({
        step: rings.step.region(slot),
        mask: rings.mask.region(slot),
        targets: rings.targets.region(slot),
        outputs,
        rowLosses,
      }),
    ),
    dispatchPlan(meanLoss, { everyStep }, [count], (slot) => ({
      step: rings.step.region(slot),
      rowLosses,
      losses: rings.losses.region(slot),
    })),
    dispatchPlan(
      headWeightGradient,
      { ...sizes, everyStep, splits },
      [...tiles(depth + 1, outputSize), count * splits],
      (slot) => ({
        step: rings.step.region(slot),
        mask: rings.mask.region(slot),
        states: top.outputs,
        dOutputs: outputs,
        gradient,
      }),
    ),
    dispatchPlan(
      headStateGradient,
      { ...sizes, everyStep, aAlongK: true, bAlongK: true },
      [...tiles(predictions, depth), count],
      (slot) => ({
        step: rings.step.region(slot),
        weights,
        dOutputs: outputs,
        dStates: top.dOutputs,
      }),
    ),
  ];
}
