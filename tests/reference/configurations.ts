/** Weights and batches of the fixtures' configurations from the shared generator: the twin of `configurations.py`. */
import type { Batch } from '#model/batch.ts';
import { parameterLayout, type ParameterBlock } from '#model/parameters.ts';
import { directionsOf, type ModelSpecification } from '#model/specification.ts';
import { below, streamOf, uniform } from './generator.ts';

/** A model, and the batches it is fed with. */
export interface Configuration {
  readonly name: string;
  readonly seed: number;
  readonly sequenceLength: number;
  readonly batchSize: number;
  /** Whether its batches have them. */
  readonly lengths: boolean;
  readonly initialState: boolean;
  readonly spec: ModelSpecification;
}

/** Streams of a seed; a parameter block has its number + `weights`. */
export const STREAMS = {
  inputs: 0,
  targets: 1,
  lengths: 2,
  h: 3,
  c: 4,
  projections: 5,
  batches: 6,
  weights: 16,
} as const;

function blockValues(
  spec: ModelSpecification,
  { name, shape, size }: ParameterBlock,
  stream: number,
): Float32Array {
  const [rows = 0, columns = 0] = shape;
  const isBias = name.endsWith('bias');
  if (spec.initialisation === 'pytorch') {
    if (name === 'embedding') return uniform(stream, size, Math.sqrt(3));
    const fanIn = name === 'head.kernel' ? rows : spec.hiddenSize;
    return uniform(stream, size, (isBias ? 2 : 1) / Math.sqrt(fanIn));
  }
  if (isBias) {
    const bias = new Float32Array(size);
    return name === 'head.bias' ? bias : bias.fill(1, size / 4, size / 2);
  }
  if (name === 'embedding') return uniform(stream, size, 0.05);
  const recurrent = name.endsWith('recurrent');
  return uniform(stream, size, Math.sqrt(recurrent ? 3 / columns : 6 / (rows + columns)));
}

/** The flat parameter vector, in the order of `parameterLayout`. */
export function weightsOf({ spec, seed }: Configuration): Float32Array {
  const layout = parameterLayout(spec);
  const weights = new Float32Array(layout.reduce((sum, { size }) => sum + size, 0));
  for (const [n, block] of layout.entries())
    weights.set(blockValues(spec, block, streamOf(seed, STREAMS.weights + n)), block.offset);
  return weights;
}

/** Batch `number`, from 0, of a configuration. */
export function batchOf(configuration: Configuration, number = 0): Batch {
  const { spec, sequenceLength: T, batchSize: B } = configuration;
  const seed =
    number === 0
      ? configuration.seed
      : streamOf(streamOf(configuration.seed, STREAMS.batches), number);
  const stream = (name: keyof typeof STREAMS) => streamOf(seed, STREAMS[name]);
  const predictions = (spec.head === 'every' ? T : 1) * B;
  const states = spec.numLayers * directionsOf(spec) * B * spec.hiddenSize;
  const lengths = () => Int32Array.from(below(stream('lengths'), B, T), (length) => length + 1);
  return {
    batchSize: B,
    sequenceLength: T,
    inputs:
      spec.vocabulary === undefined
        ? uniform(stream('inputs'), T * B * spec.inputSize, 1)
        : below(stream('inputs'), T * B, spec.vocabulary),
    targets:
      spec.loss === 'softmax'
        ? below(stream('targets'), predictions, spec.outputSize)
        : uniform(stream('targets'), predictions * spec.outputSize, 1),
    ...(configuration.lengths && { lengths: lengths() }),
    ...(configuration.initialState && {
      initialState: { h: uniform(stream('h'), states, 1), c: uniform(stream('c'), states, 1) },
    }),
  };
}
