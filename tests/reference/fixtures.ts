/** Reads what `make_fixtures.py` wrote. Its docstring describes the two files. */
import { parameterLayout } from '#model/parameters.ts';
import type { OptimizerOptions } from '#model/optimizer.ts';
import { directionsOf } from '#model/specification.ts';
import { STREAMS, type Configuration } from './configurations.ts';
import { projections, streamOf } from './generator.ts';

/** Larger tensors are stored as a norm and 64 projections. */
const WHOLE = 5000;
/** Updates of a curve. */
export const UPDATES = 20;

interface Stored {
  /** Where its numbers begin. */
  readonly offset: number;
}

/** Whose optimizer made a curve; `torch clip_grad_norm_` divides by the gradient's norm + 1e-6. */
type CurveMaker = 'torch' | 'torch, clipped exactly' | 'torch clip_grad_norm_' | 'keras';

export interface Curve extends Configuration, Stored {
  readonly by: CurveMaker;
  readonly optimizer: OptimizerOptions;
}

/** Tensors by name, reduced as by `reduced`. */
export type Tensors = Readonly<Record<string, ArrayLike<number>>>;

export interface Fixtures {
  readonly versions: Readonly<Record<string, string>>;
  /** Samples of `generator.py`, by function. */
  readonly generator: {
    readonly stream: number;
    readonly words: readonly number[];
    readonly uniform: readonly number[];
    readonly below: readonly number[];
    readonly projections: readonly number[];
    readonly dropout: readonly number[];
  };
  readonly configurations: readonly (Configuration & Stored)[];
  readonly curves: readonly Curve[];
  /** How many numbers there are. */
  readonly length: number;
  /** `offset` counts numbers. */
  readonly numbers: Float64Array;
}

type FixtureFile = 'fixtures.json' | 'fixtures.bin';

/** @param read reads one of the two files, from a disk or a server. */
export async function loadFixtures(
  read: (file: FixtureFile) => Promise<ArrayBuffer>,
): Promise<Fixtures> {
  const [json, binary] = await Promise.all([read('fixtures.json'), read('fixtures.bin')]);
  const index = JSON.parse(new TextDecoder().decode(json)) as Omit<Fixtures, 'numbers'>;
  const curves = index.curves.map((curve) => {
    // JSON has no Infinity; null stands for it.
    const clipNorm = (curve.optimizer.clipNorm as number | null) ?? Infinity;
    return { ...curve, optimizer: { ...curve.optimizer, clipNorm } };
  });
  return { ...index, curves, numbers: new Float64Array(binary) };
}

/** A tensor as the fixtures hold it: whole, or its norm and projections when it is large. */
export const reduced = (values: ArrayLike<number>, seed: number): ArrayLike<number> =>
  values.length <= WHOLE ? values : projections(values, streamOf(seed, STREAMS.projections));

/** Names and sizes of a configuration's tensors, in the order they are stored. */
export function tensorSizes({ spec, sequenceLength: T, batchSize: B }: Configuration) {
  const states = spec.numLayers * directionsOf(spec) * B * spec.hiddenSize;
  const outputs = (spec.head === 'every' ? T : 1) * B * spec.outputSize;
  return [
    { name: 'outputs', size: outputs },
    { name: 'h', size: states },
    { name: 'c', size: states },
    { name: 'loss', size: 1 },
    ...parameterLayout(spec).map(({ name, size }) => ({ name: `d.${name}`, size })),
    { name: 'd.inputs', size: T * B * spec.inputSize },
    { name: 'd.h', size: states },
    { name: 'd.c', size: states },
  ];
}

/** Names and sizes of a curve's tensors, in the order they are stored. */
export const curveSizes = ({ spec }: Curve) => [
  { name: 'losses', size: UPDATES },
  ...parameterLayout(spec).map(({ name, size }) => ({ name, size })),
];

/** The tensors that are stored from `offset` on, and where the next ones begin. */
export function readTensors(
  numbers: Float64Array,
  offset: number,
  sizes: readonly { readonly name: string; readonly size: number }[],
): { tensors: Tensors; end: number } {
  const tensors: Record<string, Float64Array> = {};
  let end = offset;
  for (const { name, size } of sizes) {
    const stored = size <= WHOLE ? size : 65;
    tensors[name] = numbers.subarray(end, end + stored);
    end += stored;
  }
  return { tensors, end };
}
