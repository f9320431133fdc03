/** The lattice as geometry: columns, nodes, ways, and what lies under the pointer. */
import { expect, test } from 'vitest';
import { layoutF1Curve } from '#viz/f1-curve.ts';
import { edgeBetween, latticeAt, layoutLattice, shareClass } from '#viz/lattice.ts';
import { layoutScoreCells } from '#viz/score-cells.ts';

const input = {
  tokens: ['Ada', 'Lovelace-Byron-King', '北京'],
  tags: ['O', 'B', 'I'],
  sizes: [0, 0.25, 1, 0, 0, 0, 1, 1, 1],
  back: [-1, -1, -1, 0, 1, 1, 2, 2, 2],
  path: [1, 2, 0],
  greedy: [1, 2, 2],
};
const at = layoutLattice(input);

test('columns follow each other, wider for longer tokens, and the drawing holds them', () => {
  const [ada, long, last] = at.columns;
  expect(long!.left).toBe(ada!.right);
  expect(long!.right - long!.left).toBeGreaterThan(ada!.right - ada!.left);
  expect(last!.right).toBeLessThanOrEqual(at.width);
  expect(at.nodes).toHaveLength(9);
});

test('radii grow with the size and stay apart', () => {
  const [none, quarter, full] = at.nodes.map(({ r }) => r);
  expect(none! < quarter! && quarter! < full!).toBe(true);
  expect(2 * full!).toBeLessThan(at.rows[1]! - at.rows[0]!);
});

test('every node but the first ones has one way in, and the path goes through its nodes', () => {
  expect(at.edges.match(/M/g)).toHaveLength(6);
  const place = (t: number, k: number) =>
    `${Math.round(10 * at.columns[t]!.x) / 10} ${Math.round(10 * at.rows[k]!) / 10}`;
  expect(at.path).toBe(`M${place(0, 1)}L${place(1, 2)}L${place(2, 0)}`);
  expect(edgeBetween(at, 1, 0, 2)).toBe(`M${place(0, 0)}L${place(1, 2)}`);
});

test('the other way is drawn where it differs only, and not at all without links', () => {
  expect(at.differs).toEqual([2]);
  expect(at.greedy.match(/M/g)).toHaveLength(1);
  expect(layoutLattice({ ...input, greedy: input.path }).greedy).toBe('');
  expect(layoutLattice({ ...input, back: undefined }).edges).toBe('');
});

test.each([0, 1, 2])(
  'token %i is found under the pointer, in the lattice and in the strip',
  (t) => {
    for (const k of [0, 1, 2]) {
      const { x } = at.columns[t]!;
      expect(latticeAt(at, x, at.rows[k]!)).toEqual({ token: t, tag: k });
      const y = at.strip.top + (k + 0.5) * at.strip.row;
      expect(latticeAt(at, x, y)).toEqual({ token: t, tag: k });
    }
    expect(latticeAt(at, at.columns[t]!.x, 5).tag).toBeUndefined();
  },
);

test('a place left of all columns is the first token, one right of them the last', () => {
  expect(latticeAt(at, -50, 5).token).toBe(0);
  expect(latticeAt(at, 9999, 5).token).toBe(2);
});

test('what does not fit is refused', () => {
  expect(() => layoutLattice({ ...input, tokens: [] })).toThrow('1 token or more');
  expect(() => layoutLattice({ ...input, sizes: [1] })).toThrow('3·3 sizes, got 1');
});

test.each([
  [0, 0],
  [0.0099, 0],
  [0.01, 1],
  [0.2, 3],
  [0.949, 4],
  [1, 5],
])('share %f has colour %i', (share, colour) => {
  expect(shareClass(share)).toBe(colour);
});

test('the F1 curve stands on an axis from 0 to 1 whose right end is the last epoch', () => {
  const chart = layoutF1Curve({ live: [0, 1], recorded: [[0.5, 0.5]], epochs: 2 }, 400);
  const [first, last] = chart.dots;
  expect(first!.y).toBe(chart.bottom);
  expect(last!.x).toBe(chart.right);
  expect(chart.recorded).toHaveLength(1);
  expect(() => layoutF1Curve({ live: [1.5], recorded: [], epochs: 1 }, 400)).toThrow('got 1.5');
});

test('cells share one axis, side by side or one below the other', () => {
  const cell = {
    rows: [{ id: 'full', scores: [0.5, 0.9], live: 0.7 }],
    baselines: [{ id: 'match', score: 0.35 }],
  };
  for (const width of [326, 756]) {
    const { panels, narrow, height } = layoutScoreCells([cell, cell], width);
    const [first, second] = panels;
    expect(narrow ? second!.top > first!.bottom : second!.left > first!.right).toBe(true);
    const { strip, live } = first!.rows[0]!;
    expect(strip.median).toBe(0.7);
    expect(live).toBeCloseTo(strip.medianAt!);
    const x = first!.baselines[0]!.x;
    expect(x).toBeGreaterThan(first!.left);
    expect(x).toBeLessThan(strip.dots[0]!.at);
    expect(second!.right).toBeLessThanOrEqual(width);
    expect(second!.bottom).toBeLessThan(height);
    expect(first!.ticks.at(-1)).toMatchObject({ label: '1' });
  }
  expect(() => layoutScoreCells([{ ...cell, baselines: [{ id: 'm', score: -1 }] }], 400)).toThrow(
    'got -1',
  );
});
