/** The float64 runs of PyTorch's and Keras' LSTM, against the frameworks, for every combination of arguments. */
import { describe, expect, it } from 'vitest';
import { runKerasLstm } from '#model/keras-forward.ts';
import { runTorchLstm } from '#model/torch-forward.ts';
import { transposedCopy } from '#math/exchange-axes.ts';
import { sizesOf } from '#model/tensor-shape.ts';
import { torchShapes } from '#model/torch-lstm.ts';
import {
  BATCH,
  drawn,
  keras,
  kerasLstm,
  largestDifference,
  LENGTHS,
  numbersOf,
  STEPS,
  STREAMS,
  torch,
  torchLstm,
  weightsOf,
} from '../reference/lstm-arguments.ts';

const TOLERANCE = 1e-10;
const joined = (parts: readonly Float64Array[]) => parts.flatMap((part) => [...part]);

describe.each(torch)('nn.LSTM, $arguments', (module) => {
  it.each(module.runs)('$kind, batch_first $batch_first, states given $given', (run) => {
    const lstm = torchLstm(module.arguments, run.batch_first);
    const batch = run.kind === 'unbatched' ? undefined : BATCH;
    const { h_0, c_0 } = torchShapes(lstm, { steps: STEPS, batch });
    const timeMajor = drawn(module.seed, STREAMS.input, [STEPS, batch ?? 1, lstm.inputSize]);
    const found = runTorchLstm(lstm, weightsOf(module, lstm.hiddenSize), {
      steps: STEPS,
      batch,
      input:
        run.batch_first && batch !== undefined
          ? transposedCopy(timeMajor, STEPS, batch, lstm.inputSize)
          : timeMajor,
      states: run.given
        ? {
            h: drawn(module.seed, STREAMS.h, sizesOf(h_0)),
            c: drawn(module.seed, STREAMS.c, sizesOf(c_0)),
          }
        : undefined,
      lengths: run.kind === 'packed' ? LENGTHS : undefined,
    });
    expect(
      largestDifference(joined([found.output, found.hN, found.cN]), numbersOf(run)),
    ).toBeLessThan(TOLERANCE);
  });
});

it.each(keras)('Keras, $arguments, $layers layers, $merge_mode, masked $masked', (run) => {
  const lstm = kerasLstm(run);
  const timeMajor = drawn(run.seed, STREAMS.input, [STEPS, BATCH, run.inputs]);
  const found = runKerasLstm(lstm, weightsOf(run, lstm.units), {
    batch: BATCH,
    steps: STEPS,
    width: run.inputs,
    input: transposedCopy(timeMajor, STEPS, BATCH, run.inputs),
    mask: run.masked
      ? Float64Array.from({ length: BATCH * STEPS }, (_, k) =>
          k % STEPS < LENGTHS[Math.floor(k / STEPS)]! ? 1 : 0,
        )
      : undefined,
  });
  expect(largestDifference(joined(found), numbersOf(run))).toBeLessThan(TOLERANCE);
});

it('names the weight that does not fit', () => {
  const [module] = torch;
  const lstm = torchLstm(module!.arguments);
  const weights = weightsOf(module!, lstm.hiddenSize);
  weights[1] = new Float64Array(5);
  const call = { steps: STEPS, batch: BATCH, input: new Float64Array(STEPS * BATCH * 3) };
  expect(() => runTorchLstm(lstm, weights, call)).toThrow(
    /weight_hh_l0 must hold 64 numbers, got 5/,
  );
});
