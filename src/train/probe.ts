/**
 * Measures gradient maps (`#model/gradient-map.ts`) with an engine. Engines differentiate losses, and the wanted gradient
 * is that of a fixed direction r of the last state. So the head is r / 2²⁰, and the target of its squared error lies so
 * far off that the output does not count: with output − target = 2¹⁹ · SCALE, ∂loss/∂h_T = 2 · 2¹⁹ · SCALE · r / 2²⁰ =
 * SCALE · r, exactly. SCALE keeps what has shrunk by 40 powers of ten within 32-bit numbers, and is divided out at the end.
 */
import type { Backend, Trainer } from '#engine/backend.ts';
import { createRng, streamSeed } from '#math/rng.ts';
import type { Batch } from '#model/batch.ts';
import {
  GRADIENT_PROBE,
  type GradientNorms,
  type GradientProbe,
  probeSpecification,
} from '#model/gradient-map.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { parameterLayout } from '#model/parameters.ts';

const SCALE = 2 ** 32;
const HEAD = 2 ** -20;
const TARGET = -(2 ** 19) * SCALE;

/** Initial weights with the head turned into the direction r. */
function parametersOf(probe: GradientProbe, seed: number): Float32Array {
  const spec = probeSpecification(probe);
  const parameters = initialParameters(spec, seed);
  const rng = createRng(streamSeed(seed, 'gradient-map', 'direction'));
  const direction = Array.from({ length: spec.hiddenSize }, () => rng.normal());
  const length = Math.hypot(...direction);
  for (const { name, offset, size } of parameterLayout(spec)) {
    if (name === 'head.kernel')
      parameters.set(
        direction.map((value) => (HEAD * value) / length),
        offset,
      );
    if (name === 'head.bias') parameters.fill(0, offset, offset + size);
  }
  return parameters;
}

/** Sequences of standard normal inputs, the same for every stack of a seed. [T, B, I] */
function sequencesOf(seed: number): Batch {
  const { inputSize, sequenceLength, sequences: batchSize } = GRADIENT_PROBE;
  const rng = createRng(streamSeed(seed, 'gradient-map', 'inputs'));
  const inputs = new Float32Array(sequenceLength * batchSize * inputSize).map(() => rng.normal());
  // The loss is a mean over the batch.
  return {
    batchSize,
    sequenceLength,
    inputs,
    targets: new Float32Array(batchSize).fill(batchSize * TARGET),
  };
}

/** Adds the mean squared length of the last steps' vectors to `means`, the last step first. [T, `rows`, width] */
function addSquares(means: Float64Array, vectors: Float32Array, rows: number): void {
  const block = vectors.length / GRADIENT_PROBE.sequenceLength;
  for (let lag = 0; lag < means.length; lag++) {
    const start = vectors.length - (lag + 1) * block;
    let squares = 0;
    for (let k = start; k < start + block; k++) squares += ((vectors[k] ?? NaN) / SCALE) ** 2;
    means[lag] = (means[lag] ?? NaN) + squares / rows;
  }
}

/** Looks at all sequences of one seed. */
async function meanSquares(trainer: Trainer, seed: number, numLayers: number) {
  const { lags, sequences } = GRADIENT_PROBE;
  const zeros = () => Array.from({ length: numLayers }, () => new Float64Array(lags));
  const means = { input: new Float64Array(lags), h: zeros(), c: zeros() };
  let weights: number[] = [];
  const batch = sequencesOf(seed);
  addSquares(means.input, (await trainer.differentiate(batch)).inputs, sequences);
  for (let row = 0; row < sequences; row++) {
    const { layers } = await trainer.inspect(batch, row);
    // One sequence at a time, each a share of the mean.
    means.h.forEach((sums, layer) => {
      addSquares(sums, layers[layer]?.dH ?? new Float32Array(), sequences);
    });
    means.c.forEach((sums, layer) => {
      addSquares(sums, layers[layer]?.dC ?? new Float32Array(), sequences);
    });
    weights = layers.map(({ gradientNorm }) => gradientNorm / SCALE / sequences);
  }
  return { ...means, weights };
}

const roots = (squares: Float64Array): Float64Array => squares.map(Math.sqrt);

/**
 * The lengths of all gradients of one untrained stack.
 * @param seed of weights, direction and inputs: a whole number ≥ 0.
 * @throws RangeError when the probe or the seed is out of range; whatever the engine throws.
 */
export async function measureGradients(
  backend: Backend,
  probe: GradientProbe,
  seed: number,
): Promise<GradientNorms> {
  const trainer = await backend.createTrainer({
    spec: probeSpecification(probe),
    parameters: parametersOf(probe, seed),
    optimizer: DEFAULT_OPTIMIZER,
  });
  try {
    const { input, h, c, weights } = await meanSquares(trainer, seed, probe.numLayers);
    return { input: roots(input), h: h.map(roots), c: c.map(roots), weights };
  } finally {
    trainer.dispose();
  }
}
