/** The dispatches of one LSTM layer, both directions in each. */
import { inputProjection } from '#kernels/input-projection/index.ts';
import { lstmBackward } from '#kernels/lstm-backward/index.ts';
import { lstmForward } from '#kernels/lstm-forward/index.ts';
import { tiles } from '#kernels/tile/index.ts';
import { weightGradient } from '#kernels/weight-gradient/index.ts';
import { directionsOf, inputWidth } from '#model/specification.ts';
import { dispatchPlan, type DispatchPlan, type Region } from './dispatch.ts';
import type { PlanContext } from './plan.ts';
import { splitsOf } from './sizes.ts';
import type { StepRings } from './step-data.ts';

/** Where a layer's numbers are; shapes are in the kernels. */
export interface LayerRegions {
  /** What it reads, if that is not the batch. */
  readonly inputs: Region | undefined;
  readonly below: Region; // y of the layer below
  readonly weights: Region;
  readonly transposed: Region;
  readonly gates: Region;
  readonly states: Region;
  readonly outputs: Region;
  readonly dropped: Region;
  readonly dOutputs: Region;
  readonly dState: Region;
  readonly inspected: Region;
  readonly dropping: boolean;
  readonly residual: boolean;
  /** `dOutputs` is that of the last real step only. */
  readonly lastOnly: boolean;
}

/** Invocations that every device has in a workgroup. */
const INVOCATIONS = 256;
/** Threads that fill a large GPU; with more of them each takes two rows, and weights are read half as often. */
const PLENTY = 16_384;

/** How the recurrence is spread over threads. */
export function recurrenceGrid(
  hiddenSize: number,
  batchSize: number,
  cells: number,
): { rows: 1 | 2; threadRows: number; groups: number } {
  const rows = batchSize > 1 && cells * batchSize * hiddenSize >= PLENTY ? 2 : 1;
  const most = Math.floor(INVOCATIONS / hiddenSize);
  const threadRows = Math.max(1, Math.min(most, Math.ceil(batchSize / rows)));
  return { rows, threadRows, groups: Math.ceil(batchSize / (rows * threadRows)) };
}

export function layerForward(
  { spec, layout, workspace }: PlanContext,
  rings: StepRings,
  regions: LayerRegions,
  layer: number,
  embedding: Region,
): DispatchPlan[] {
  const { models, sequenceLength: T, batchSize: B } = workspace.shape;
  const { hiddenSize } = spec;
  const directions = directionsOf(spec);
  const inputSize = inputWidth(spec, layer);
  const sizes = { inputSize, hiddenSize, directions, modelStride: layout.stride };
  const { rows, threadRows, groups } = recurrenceGrid(hiddenSize, B, models * directions);
  return [
    dispatchPlan(
      inputProjection,
      { ...sizes, aAlongK: true, embedded: layer === 1 && spec.vocabulary !== undefined },
      [...tiles(T * B, 4 * hiddenSize), models * directions],
      (slot) => ({
        step: rings.step.region(slot),
        inputs: regions.inputs ?? rings.inputs.region(slot),
        embedding,
        weights: regions.weights,
        gates: regions.gates,
      }),
    ),
    dispatchPlan(
      lstmForward(rows),
      { ...sizes, threadRows, residual: regions.residual, dropping: regions.dropping },
      [groups, directions, models],
      (slot) => ({
        step: rings.step.region(slot),
        keys: rings.keys(layer).region(slot),
        mask: rings.mask.region(slot),
        initial: rings.initial(layer).region(slot),
        weights: regions.weights,
        gates: regions.gates,
        states: regions.states,
        below: regions.below,
        outputs: regions.outputs,
        dropped: regions.dropped,
      }),
    ),
  ];
}

/** Backpropagation through time, and the gradients of the layer's weights. */
export function layerBackward(
  { spec, layout, workspace }: PlanContext,
  rings: StepRings,
  regions: LayerRegions,
  layer: number,
  embedding: Region,
  gradient: Region,
): DispatchPlan[] {
  const { models, sequenceLength: T, batchSize: B } = workspace.shape;
  const { hiddenSize } = spec;
  const directions = directionsOf(spec);
  const inputSize = inputWidth(spec, layer);
  const height = inputSize + hiddenSize + 1;
  const splits = splitsOf(height, 4 * hiddenSize * directions, T * B, layout.stride);
  const { rows, threadRows, groups } = recurrenceGrid(hiddenSize, B, models * directions);
  return [
    dispatchPlan(
      lstmBackward(rows),
      {
        hiddenSize,
        directions,
        transposedStride: layout.transposedStride,
        threadRows,
        lastOnly: regions.lastOnly,
      },
      [groups, directions, models],
      (slot) => ({
        step: rings.step.region(slot),
        mask: rings.mask.region(slot),
        transposed: regions.transposed,
        gates: regions.gates,
        states: regions.states,
        dOutputs: regions.dOutputs,
        dState: regions.dState,
        inspected: regions.inspected,
      }),
    ),
    dispatchPlan(
      weightGradient,
      {
        inputSize,
        hiddenSize,
        directions,
        modelStride: layout.stride,
        embedded: layer === 1 && spec.vocabulary !== undefined,
        splits,
      },
      [...tiles(height, 4 * hiddenSize), models * directions * splits],
      (slot) => ({
        step: rings.step.region(slot),
        inputs: regions.inputs ?? rings.inputs.region(slot),
        embedding,
        states: regions.states,
        dGates: regions.gates,
        gradient,
      }),
    ),
  ];
}
