import { describe, expect, it } from 'vitest';
import { addProduct, copyTransposed, matrix, transposed, type Matrix } from '#math/matrix.ts';
import { createRng } from '#math/rng.ts';

const rng = createRng(11);
const random = (rows: number, columns: number, offset = 0) =>
  matrix(
    Float64Array.from({ length: offset + rows * columns + 3 }, () => rng.normal()),
    rows,
    columns,
    offset,
  );
const element = (m: Matrix, row: number, column: number) =>
  m.data[m.offset + row * m.rowStride + column * m.columnStride]!;

function expectedProduct(c: Matrix, a: Matrix, b: Matrix): number[] {
  const result: number[] = [];
  for (let row = 0; row < c.rows; row++)
    for (let column = 0; column < c.columns; column++) {
      let sum = element(c, row, column);
      for (let term = 0; term < a.columns; term++)
        sum += element(a, row, term) * element(b, term, column);
      result.push(sum);
    }
  return result;
}

describe('addProduct', () => {
  it.each([
    [1, 1, 1],
    [2, 4, 3],
    [3, 5, 7],
    [4, 7, 2],
    [5, 8, 1],
    [64, 31, 124],
  ])('adds a [%i, %i] times [·, %i] product to what is there', (n, k, m) => {
    const [c, a, b] = [random(n, m, 2), random(n, k, 5), random(k, m, 1)];
    const expected = expectedProduct(c, a, b);
    const outside = [c.data[0], c.data[1], ...c.data.slice(2 + n * m)];
    addProduct(c, a, b);
    const actual = [...c.data.slice(2, 2 + n * m)];
    actual.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 12));
    expect([c.data[0], c.data[1], ...c.data.slice(2 + n * m)]).toEqual(outside);
  });

  it('reads a transposed left factor in place', () => {
    const [c, a, b] = [random(5, 3), random(6, 5), random(6, 3)];
    const expected = expectedProduct(c, transposed(a), b);
    addProduct(c, transposed(a), b);
    expected.forEach((value, index) => expect(c.data[index]).toBeCloseTo(value, 12));
  });

  it('takes rows that overlap, as windows of a series do', () => {
    const series = Float64Array.from([1, 2, 3, 4]);
    const windows = { data: series, offset: 0, rows: 3, columns: 2, rowStride: 1, columnStride: 1 };
    const gram = matrix(new Float64Array(4), 2, 2);
    addProduct(gram, transposed(windows), windows);
    expect([...gram.data]).toEqual([14, 20, 20, 29]);
  });

  it('refuses shapes that do not match and rows that are not contiguous', () => {
    expect(() => addProduct(random(2, 2), random(2, 3), random(2, 2))).toThrow(
      'shapes do not match: [2, 2] += [2, 3] [2, 2]',
    );
    expect(() => addProduct(random(2, 3), random(2, 2), transposed(random(3, 2)))).toThrow(
      'must be contiguous',
    );
  });
});

describe('matrix', () => {
  it('refuses a window that does not fit', () => {
    expect(() => matrix(new Float64Array(5), 2, 3)).toThrow('[2, 3] at 0 does not fit into 5');
    expect(() => matrix(new Float64Array(6), 2, 3, -1)).toThrow(RangeError);
  });

  it('copies a transpose', () => {
    const copy = copyTransposed(matrix(Float64Array.from([9, 1, 2, 3, 4, 5, 6]), 2, 3, 1));
    expect([copy.rows, copy.columns, ...copy.data]).toEqual([3, 2, 1, 4, 2, 5, 3, 6]);
  });
});
