/** How the figure reads by itself. */
import { expect, test } from 'vitest';
import { readOn, type Place } from '#components/site/home/reading.ts';

const pace = { steps: 4, rounds: 2, stepMs: 200, endMs: 2600 };

/** Every place it comes to from a start, with the waiting time before each. */
function walk(start: Place): { steps: number[]; delays: number[] } {
  const steps: number[] = [];
  const delays: number[] = [];
  let next = readOn(start, pace);
  while (next !== undefined && steps.length < 100) {
    steps.push(next.place.step);
    delays.push(next.delay);
    next = readOn(next.place, pace);
  }
  return { steps, delays };
}

test('rests at the end, reads the rounds, and stops at the last step', () => {
  const { steps, delays } = walk({ step: 3, round: 0 });
  expect(steps).toEqual([0, 1, 2, 3, 0, 1, 2, 3]);
  expect(delays).toEqual([2600, 200, 200, 200, 2600, 200, 200, 200]);
});

test('started by hand in the last round, it reads to the end once', () => {
  expect(walk({ step: 1, round: 2 }).steps).toEqual([2, 3]);
});

test('nothing follows the end of the last round', () => {
  expect(readOn({ step: 3, round: 2 }, pace)).toBeUndefined();
});
