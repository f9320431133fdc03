/**
 * The dispatches of one step, in order:
 *
 *   for each layer:   Z = X·W + b,  the recurrence
 *   head, loss and their gradients
 *   for each layer, from the top:   backpropagation through time,  [dW; dU; db],  what goes to the layer below
 *   the update
 *
 * For L layers and a small head that is 2L + 1 + (3L − 1) + 1 = 5L + 1.
 */
import { inputGradient } from '#kernels/input-gradient/index.ts';
import { embeddingGradient } from '#kernels/embedding-gradient/index.ts';
import { gradientNorm, NORM_PARTS } from '#kernels/gradient-norm/index.ts';
import { optimizerUpdate } from '#kernels/optimizer/index.ts';
import type { OptimizerOptions } from '#model/optimizer.ts';
import { directionsOf, inputWidth, type ModelSpecification } from '#model/specification.ts';
import { dispatchPlan, type DispatchPlan, type Region } from './dispatch.ts';
import { headPlans, outputsPlan } from './head-plan.ts';
import { layerBackward, layerForward, type LayerRegions } from './layer-plan.ts';
import type { DeviceLayout } from './layout.ts';
import { predictionsOf, slicesOf } from './sizes.ts';
import { stepRings, type StepRings } from './step-data.ts';
import type { Workspace } from './workspace.ts';

/** The weights and moments of a range of models, as large as the range. */
export interface ModelBuffers {
  /** Numbers `at` … `at + size` of every model. */
  parameters(at?: number, size?: number): Region;
  readonly moment1: Region;
  readonly moment2: Region;
  transposed(at?: number, size?: number): Region;
}

/**
 * What is wanted: an update; outputs; all derivatives; or derivatives with those of h and c at every step. The last two
 * leave the summed gradient and change no weight.
 */
export type Wanted = 'update' | 'predict' | 'differentiate' | 'inspect';

export interface PlanContext {
  readonly spec: ModelSpecification;
  readonly optimizer: OptimizerOptions;
  readonly layout: DeviceLayout;
  readonly workspace: Workspace;
  readonly models: ModelBuffers;
}

/** Regions in which results are found. */
export interface StepPlan {
  readonly dispatches: readonly DispatchPlan[];
  /** Dispatches before the first that overwrites gates. */
  readonly forward: number;
  readonly rings: StepRings;
  readonly layers: readonly LayerRegions[];
  readonly outputs: Region; // [models, predictions, outputSize]
  readonly gradient: Region; // [models, stride], summed
  readonly dInputs: Region; // [models, T·B, inputSize]
}

/** Workgroups of kernels that stride over their numbers. */
const strides = (numbers: number, threads: number): number =>
  Math.max(1, Math.min(4096, Math.ceil(numbers / threads)));

export function planStep(context: PlanContext, wanted: Wanted): StepPlan {
  const { spec, layout, workspace, models, optimizer } = context;
  const { models: count, sequenceLength: T, batchSize: B } = workspace.shape;
  const rings = stepRings(spec, workspace);
  const D = directionsOf(spec);
  const { hiddenSize: H, numLayers: L, vocabulary } = spec;
  const embedded = vocabulary !== undefined;
  const unused = workspace.buffer('unused', 64);
  const dropped = spec.dropout !== undefined && spec.dropout > 0;

  const layers: LayerRegions[] = [];
  for (let layer = 1; layer <= L; layer++) {
    const below = layers.at(-1);
    const numbers = count * T * B * D * H;
    const state = count * D * 2 * B * H;
    const top = layer === L && spec.head === 'last';
    layers.push({
      dropping: dropped && layer < L,
      residual: spec.residual === true && layer > 1,
      inputs: below && (below.dropping ? below.dropped : below.outputs),
      below: below?.outputs ?? unused,
      weights: models.parameters(layout.layers[layer - 1]!.at, layout.layers[layer - 1]!.size),
      transposed: models.transposed((layer - 1) * layout.transposedLayerStride, D * 4 * H * H),
      gates: workspace.buffer(`gates ${layer}`, count * D * T * B * 4 * H),
      states: workspace.buffer(`states ${layer}`, count * D * 2 * (T + 1) * B * H),
      outputs: workspace.buffer(`outputs ${layer}`, numbers),
      dropped:
        dropped && layer < L
          ? workspace.buffer(`dropped ${layer}`, numbers)
          : workspace.buffer('unused output', 64),
      dOutputs:
        wanted === 'predict'
          ? unused
          : workspace.buffer(`d outputs ${layer}`, top ? count * B * D * H : numbers),
      lastOnly: top,
      dState: wanted === 'predict' ? unused : workspace.buffer(`d state ${layer}`, state),
      inspected:
        wanted === 'inspect'
          ? workspace.buffer(`inspected ${layer}`, count * D * 2 * T * B * H)
          : workspace.buffer('unused output', 64),
    });
  }

  const table = embedded ? models.parameters(0, layout.embedding) : unused;
  const dispatches = layers.flatMap((regions, index) =>
    layerForward(context, rings, regions, index + 1, table),
  );
  const outputs = workspace.buffer(
    'head outputs',
    count * predictionsOf(spec, workspace.shape) * spec.outputSize,
  );
  const common = { rings, layers, outputs };
  if (wanted === 'predict') {
    dispatches.push(outputsPlan(context, rings, layers.at(-1)!, outputs));
    return {
      ...common,
      dispatches,
      forward: dispatches.length,
      gradient: unused,
      dInputs: unused,
    };
  }

  const slices = slicesOf(spec, layout, workspace.shape);
  const sliceStride = count * layout.stride;
  const gradient = workspace.buffer('gradient', slices * sliceStride);
  /** A block of the gradient, from its place in the first slice to the end of that in the last. */
  const gradientOf = (at: number, size: number): Region => ({
    buffer: gradient.buffer,
    offset: 4 * at,
    size: 4 * (slices * sliceStride - layout.stride + size),
  });
  const forward = dispatches.length;
  dispatches.push(...headPlans(context, rings, layers.at(-1)!, outputs, gradientOf));

  const wantsInputs = embedded || wanted !== 'update';
  const dInputs = wantsInputs
    ? workspace.buffer('d inputs', count * T * B * spec.inputSize)
    : unused;
  for (let layer = L; layer >= 1; layer--) {
    const regions = layers[layer - 1]!;
    const block = layout.layers[layer - 1]!;
    dispatches.push(
      ...layerBackward(context, rings, regions, layer, table, gradientOf(block.at, block.size)),
    );
    if (layer === 1 && !wantsInputs) continue;
    dispatches.push(inputGradientPlan(context, rings, layers, layer, dInputs));
  }
  if (embedded)
    dispatches.push(
      dispatchPlan(
        embeddingGradient,
        { inputSize: spec.inputSize, vocabulary, modelStride: layout.stride },
        [strides(layout.embedding, 64), count],
        (slot) => ({
          step: rings.step.region(slot),
          order: rings.order().region(slot),
          dInputs,
          gradient: gradientOf(0, layout.embedding),
        }),
      ),
    );

  const clipping = optimizer.clipNorm < Infinity;
  const squares = workspace.buffer('squares', count * NORM_PARTS);
  if (clipping || wanted !== 'update')
    dispatches.push(
      dispatchPlan(
        gradientNorm,
        { modelStride: layout.stride, splits: slices },
        [Math.min(NORM_PARTS, strides(layout.stride / 4, 256)), count],
        (slot) => ({ step: rings.step.region(slot), gradient, squares }),
      ),
    );
  if (wanted === 'update')
    dispatches.push(
      dispatchPlan(
        optimizerUpdate,
        {
          ...optimizerConstants(spec, optimizer, layout),
          splits: clipping ? 1 : slices,
        },
        [strides(layout.stride / 4, 64), count],
        (slot) => ({
          step: rings.step.region(slot),
          gradient,
          squares,
          parameters: models.parameters(),
          moment1: models.moment1,
          moment2: models.moment2,
          transposed: models.transposed(),
        }),
      ),
    );
  return { ...common, dispatches, forward, gradient, dInputs };
}

/** What layer `layer` hands to the layer below it, or to the inputs. */
function inputGradientPlan(
  { spec, layout, workspace }: PlanContext,
  rings: StepRings,
  layers: readonly LayerRegions[],
  layer: number,
  dInputs: Region,
): DispatchPlan {
  const { models, sequenceLength: T, batchSize: B } = workspace.shape;
  const regions = layers[layer - 1]!;
  const below = layers[layer - 2];
  const width = inputWidth(spec, layer);
  const unused = workspace.buffer('unused', 64);
  return dispatchPlan(
    inputGradient,
    {
      aAlongK: true,
      bAlongK: true,
      inputSize: width,
      hiddenSize: spec.hiddenSize,
      directions: directionsOf(spec),
      modelStride: layout.stride,
      residual: regions.residual,
      dropping: below?.dropping ?? false,
      lastOnly: regions.lastOnly,
    },
    [Math.ceil(width / 32), Math.ceil((T * B) / 32), models],
    (slot) => ({
      step: rings.step.region(slot),
      keys: rings.keys(Math.max(1, layer - 1)).region(slot),
      mask: rings.mask.region(slot),
      dGates: regions.gates,
      weights: regions.weights,
      dOutputs: regions.residual ? regions.dOutputs : unused,
      dInputs: below?.dOutputs ?? dInputs,
    }),
  );
}

function optimizerConstants(
  spec: ModelSpecification,
  { kind = 'adam', beta1, beta2, epsilon, clipNorm }: OptimizerOptions,
  layout: DeviceLayout,
) {
  const [first, second] = layout.layers;
  const end = layout.headAt;
  return {
    modelStride: layout.stride,
    adam: kind === 'adam',
    beta1,
    beta2,
    epsilon,
    clipping: clipNorm < Infinity,
    clipNorm: Math.min(clipNorm, 3e38),
    hiddenSize: spec.hiddenSize,
    directions: directionsOf(spec),
    inputSize: spec.inputSize,
    numLayers: spec.numLayers,
    layersAt: first!.at / 4,
    firstLayerStride: ((second?.at ?? end) - first!.at) / 4,
    layerStride: second ? ((layout.layers[2]?.at ?? end) - second.at) / 4 : 4,
    transposedStride: layout.transposedStride / 4,
    transposedLayerStride: layout.transposedLayerStride / 4,
  };
}
