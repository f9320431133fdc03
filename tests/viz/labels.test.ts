import { expect, test } from 'vitest';
import { alongLine, overlaps, placeBeside, placeLabel, spread } from '#viz/labels.ts';

test('labels that are far apart stay where they are', () => {
  expect(spread([10, 50, 90], 17, [0, 100])).toEqual([10, 50, 90]);
});

test('labels that would touch move apart, in their order and inside the range', () => {
  const placed = spread([52, 50, 99], 17, [0, 100]);
  expect(placed[1]).toBeLessThan(placed[0]!);
  const sorted = placed.toSorted((a, b) => a - b);
  for (let index = 1; index < sorted.length; index++)
    expect(sorted[index]! - sorted[index - 1]!).toBeGreaterThanOrEqual(17);
  expect(sorted.at(-1)).toBeLessThanOrEqual(100);
});

const frame = { left: 0, top: 0, right: 200, bottom: 100 };
const size = { width: 60, height: 18 };

test('a label goes where no line runs, inside the frame, clear of other labels', () => {
  const lines = alongLine(
    [
      [0, 50],
      [200, 50],
    ],
    4,
  );
  const first = placeLabel([[100, 50]], size, frame, [], lines)!;
  expect(
    lines.some(([x, y]) => x > first.left && x < first.right && y > first.top && y < first.bottom),
  ).toBe(false);
  const second = placeLabel([[100, 50]], size, frame, [first], lines)!;
  expect(overlaps(first, second)).toBe(false);
  for (const box of [first, second]) {
    expect(box.left).toBeGreaterThanOrEqual(0);
    expect(box.bottom).toBeLessThanOrEqual(100);
  }
});

test('without room there is no label', () => {
  expect(placeLabel([[20, 10]], size, { ...frame, right: 40 }, [], [])).toBeUndefined();
});

test('points along a line leave no gap', () => {
  const points = alongLine(
    [
      [0, 0],
      [30, 40],
    ],
    5,
  );
  expect(points[0]).toEqual([0, 0]);
  expect(points.at(-1)).toEqual([30, 40]);
  expect(points).toHaveLength(11);
});

test('beside a bundle the name stands on the side where that bundle is outermost', () => {
  const falling = (x: number) =>
    alongLine(
      [
        [x, 0],
        [x + 20, 100],
      ],
      4,
    );
  const bundle = (x: number, other: number) => ({
    middle: falling(x),
    own: falling(x),
    others: falling(other),
  });
  const left = placeBeside(bundle(80, 110), size, frame, [])!;
  expect(left.right).toBeLessThan(100);
  const right = placeBeside(bundle(110, 80), size, frame, [])!;
  expect(right.left).toBeGreaterThan(110);
  for (const [x, y] of [...falling(80), ...falling(110)])
    for (const box of [left, right])
      expect(x > box.left && x < box.right && y > box.top && y < box.bottom).toBe(false);
});

test('a bundle that is outermost nowhere has no place beside it', () => {
  const line = alongLine(
    [
      [100, 0],
      [100, 100],
    ],
    4,
  );
  const around = [
    ...alongLine(
      [
        [90, 0],
        [90, 100],
      ],
      4,
    ),
    ...alongLine(
      [
        [110, 0],
        [110, 100],
      ],
      4,
    ),
  ];
  expect(placeBeside({ middle: line, own: line, others: around }, size, frame, [])).toBeUndefined();
});
