import { describe, expect, it } from 'vitest';
import {
  joinDirections,
  lastOutputs,
  lengthMask,
  splitDirections,
  spreadLastOutputs,
} from '#math/directions.ts';

const forwards = Float64Array.of(1, 2, 3, 4); // two rows of width 2
const backwards = Float64Array.of(5, 6, 7, 8);

describe('directions side by side', () => {
  it('are joined row by row, and split again', () => {
    const joint = joinDirections([forwards, backwards], 2);
    expect([...joint]).toEqual([1, 2, 5, 6, 3, 4, 7, 8]);
    expect(splitDirections(joint, 2, 2)).toEqual([forwards, backwards]);
  });

  it('are the array itself when there is one', () => {
    expect(joinDirections([forwards], 2)).toBe(forwards);
    expect(splitDirections(forwards, 1, 2)[0]).toBe(forwards);
    expect(() => joinDirections([], 2)).toThrow('directions must be at least 1, got 0');
  });
});

describe('last outputs', () => {
  // [T 3, B 2, D 2, H 1], each number telling its place: t·100 + b·10 + d.
  const outputs = Float64Array.of(0, 1, 10, 11, 100, 101, 110, 111, 200, 201, 210, 211);
  const shape = { sequenceLength: 3, batchSize: 2, hiddenSize: 1, directions: 2 };

  it('are those of the last step forwards and of the first backwards', () => {
    expect([...lastOutputs(outputs, shape)]).toEqual([200, 1, 210, 11]);
    expect([...lastOutputs(outputs, { ...shape, lengths: [2, 1] })]).toEqual([100, 1, 10, 11]);
  });

  it('get the gradient, and the others none', () => {
    const lengths = [2, 1];
    const spread = spreadLastOutputs(Float64Array.of(1, 2, 3, 4), { ...shape, lengths });
    expect([...spread]).toEqual([0, 2, 3, 4, 1, 0, 0, 0, 0, 0, 0, 0]);
  });
});

it('a length mask is 1 for real steps, time-major', () => {
  expect([...lengthMask([1, 3], 3)]).toEqual([1, 1, 0, 1, 0, 1]);
});
