/** Shapes, weights and messages of `nn.LSTM`, against PyTorch itself, for every combination of arguments. */
import { describe, expect, it } from 'vitest';
import { countWeights } from '#model/framework-weights.ts';
import { isError, sizesOf } from '#model/tensor-shape.ts';
import {
  packSaid,
  torchArgumentsSaid,
  torchCallSaid,
  torchCallWarned,
  torchShapes,
  torchWeights,
} from '#model/torch-lstm.ts';
import { BATCH, messages, STEPS, torch, torchLstm, versions } from '../reference/lstm-arguments.ts';

it('the fixture holds every combination of PyTorch 2.13 and its calls', () => {
  expect(versions['torch']).toBe('2.13.0');
  const distinct = new Set(
    torch.flatMap(({ arguments: given, runs }) =>
      runs.map(({ kind, batch_first, given: states }) =>
        JSON.stringify([
          given.num_layers,
          given.bias,
          given.bidirectional,
          (given.proj_size ?? 0) > 0,
          kind,
          batch_first,
          states,
        ]),
      ),
    ),
  );
  // 3 depths; bias, direction, projection; batched, unbatched, packed; batch_first; states given.
  expect(distinct.size).toBe(3 * 2 * 2 * 2 * 3 * 2 * 2);
});

describe.each(torch)('$arguments', ({ arguments: given, weights, count, runs }) => {
  it('has the weights of named_parameters(), and as many numbers', () => {
    const lstm = torchLstm(given);
    expect(torchWeights(lstm).map(({ name, shape }) => [name, shape])).toEqual(weights);
    const stack = { ...lstm, projection: lstm.projSize, vocabulary: 0, outputSize: 0 };
    expect(countWeights(stack, 'pytorch').total).toBe(count);
  });

  it('returns what has the shapes of PyTorch’s tensors', () => {
    for (const { kind, batch_first, shapes } of runs) {
      const found = torchShapes(torchLstm(given, batch_first), {
        steps: STEPS,
        batch: kind === 'unbatched' ? undefined : BATCH,
      });
      const { output, h_n, c_n } = found;
      expect([output, h_n, c_n].map(sizesOf), `${kind} ${batch_first}`).toEqual(shapes);
      expect(sizesOf(found.h_0)).toEqual(sizesOf(h_n));
      expect(sizesOf(found.c_0)).toEqual(sizesOf(c_n));
    }
  });
});

describe('says what PyTorch says, word for word', () => {
  const torchMessages = messages.filter(({ of }) => of === 'torch');
  it.each(torchMessages)('$arguments $input $states', ({ arguments: given = {}, ...call }) => {
    const lstm = torchLstm(given);
    const said = torchArgumentsSaid(lstm);
    if (!said.some(isError)) {
      const states = call.states ? { h: call.states[0], c: call.states[1] } : undefined;
      const error = torchCallSaid(lstm, call.input ?? [5, 2, 3], states);
      said.push(...(error ? [error] : torchCallWarned(lstm)));
    }
    expect(said.map(({ kind, text }) => [kind, text])).toEqual(call.said);
  });

  it.each(messages.filter(({ of }) => of === 'pack'))(
    'packing lengths $lengths, sorted $sorted',
    ({ lengths = [], sorted = true, said }) => {
      const found = packSaid(lengths, sorted);
      expect(found ? [[found.kind, found.text]] : []).toEqual(said);
    },
  );
});
