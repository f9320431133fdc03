/** Shapes, weights and messages of Keras' LSTM and Bidirectional, against Keras itself. */
import { describe, expect, it } from 'vitest';
import {
  kerasBias,
  kerasInputSaid,
  type KerasLstm,
  kerasSaid,
  kerasShapes,
  kerasWeights,
  type MergeMode,
} from '#model/keras-lstm.ts';
import { countOf, sizesOf } from '#model/tensor-shape.ts';
import {
  BATCH,
  forgetBias,
  keras,
  kerasLstm,
  messages,
  STEPS,
  versions,
} from '../reference/lstm-arguments.ts';

it('the fixture holds Keras 3.15, one direction and every merge mode', () => {
  expect(versions['keras']).toBe('3.15.1');
  expect(keras.length).toBeGreaterThanOrEqual(48);
  expect(new Set(keras.map(({ merge_mode }) => merge_mode)).size).toBe(6);
});

it.each(keras)(
  '$arguments, $layers layers, $merge_mode, masked $masked: weights and shapes of Keras',
  (run) => {
    const lstm = kerasLstm(run);
    const found = kerasWeights(lstm, run.inputs);
    expect(found.map(({ name, shape }) => [name, shape])).toEqual(run.weights);
    expect(found.reduce((sum, { size }) => sum + size, 0)).toBe(run.count);
    const { input, results } = kerasShapes(lstm, {
      batch: BATCH,
      steps: STEPS,
      width: run.inputs,
    });
    expect(countOf(sizesOf(input))).toBe(BATCH * STEPS * run.inputs);
    expect(results.map(sizesOf)).toEqual(run.shapes);
  },
);

const base: KerasLstm = { ...kerasLstm(keras[0]!), units: 4, numLayers: 1, mergeMode: undefined };

it.each([true, false])('unit_forget_bias %s starts from the bias of Keras', (unitForgetBias) => {
  const expected = forgetBias[unitForgetBias ? 'True' : 'False'];
  expect([...kerasBias({ ...base, units: 2, unitForgetBias })]).toEqual(expected);
});

describe('says what Keras says, word for word', () => {
  const asked = messages.filter(({ of }) => of === 'keras');

  it.each(asked.filter((each) => each.arguments?.units !== undefined))(
    'units of $arguments',
    ({ arguments: given, said }) => {
      const found = kerasSaid({ ...base, units: given?.units ?? 0 }, 2);
      expect([[found?.kind, found?.text]]).toEqual(said);
    },
  );

  it.each(asked.filter(({ input }) => input))('an input $input', ({ input = [], said }) => {
    const found = kerasInputSaid('lstm', input);
    expect([[found?.kind, found?.text]]).toEqual(said);
  });

  it.each(asked.filter(({ stack }) => stack))('a stack $stack', ({ stack = {}, said }) => {
    const mode = 'merge_mode' in stack ? (stack.merge_mode ?? 'None') : undefined;
    const found = kerasSaid(
      {
        ...base,
        numLayers: 2,
        mergeMode: mode as MergeMode | undefined,
        lowerSequences: stack.return_sequences ?? false,
      },
      2,
    );
    expect(found ? [[found.kind, found.text]] : []).toEqual(said);
  });
});
