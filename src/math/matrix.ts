/**
 * Matrices as windows on flat Float64Arrays, and the one product that the LSTM's forward and backward pass need:
 * C += A B. Transposing is a change of strides; nothing is copied or allocated in the loops.
 */

/** Element (r, c) is `data[offset + r * rowStride + c * columnStride]`. */
export interface Matrix {
  readonly data: Float64Array;
  readonly offset: number;
  readonly rows: number;
  readonly columns: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/**
 * A row-major window that starts at `offset`.
 * @throws RangeError when the window does not fit into the data.
 */
export function matrix(data: Float64Array, rows: number, columns: number, offset = 0): Matrix {
  if (!(offset >= 0 && offset + rows * columns <= data.length))
    throw new RangeError(`[${rows}, ${columns}] at ${offset} does not fit into ${data.length}`);
  return { data, offset, rows, columns, rowStride: columns, columnStride: 1 };
}

/** The same numbers seen with rows and columns exchanged. */
export function transposed(m: Matrix): Matrix {
  return {
    data: m.data,
    offset: m.offset,
    rows: m.columns,
    columns: m.rows,
    rowStride: m.columnStride,
    columnStride: m.rowStride,
  };
}

/** A row-major copy of the transpose, for use as the right factor of `addProduct`. */
export function copyTransposed(m: Matrix): Matrix {
  const copy = matrix(new Float64Array(m.rows * m.columns), m.columns, m.rows);
  for (let row = 0; row < m.rows; row++)
    for (let column = 0; column < m.columns; column++)
      copy.data[column * m.rows + row] =
        m.data[m.offset + row * m.rowStride + column * m.columnStride]!;
  return copy;
}

const shape = (m: Matrix) => `[${m.rows}, ${m.columns}]`;

/**
 * C += A B, for A [n, k], B [k, m], C [n, m]. A may be transposed, B and C must have contiguous rows.
 *
 * Loop order row, term, column: the inner loop runs along contiguous rows of B and C. Two rows of C take four rows of
 * B at once, so that each number loaded from B is used twice and each number of C is stored once for four terms;
 * this makes it about three times as fast as one row and one term.
 * @throws RangeError when the shapes do not match or a row of B or C is not contiguous.
 */
export function addProduct(c: Matrix, a: Matrix, b: Matrix): void {
  if (a.columns !== b.rows || c.rows !== a.rows || c.columns !== b.columns)
    throw new RangeError(`shapes do not match: ${shape(c)} += ${shape(a)} ${shape(b)}`);
  if (b.columnStride !== 1 || c.columnStride !== 1)
    throw new RangeError('rows of the right factor and of the result must be contiguous');
  const evenRows = c.rows - (c.rows % 2);
  for (let row = 0; row < evenRows; row += 2) addTwoRows(c, a, b, row);
  if (evenRows < c.rows) addOneRow(c, a, b, evenRows);
}

function addTwoRows(c: Matrix, a: Matrix, b: Matrix, row: number): void {
  const [A, B, C] = [a.data, b.data, c.data];
  const [columns, terms, down, right] = [c.columns, a.columns, a.rowStride, a.columnStride];
  const c0 = c.offset + row * c.rowStride;
  const c1 = c0 + c.rowStride;
  let at = a.offset + row * down;
  let b0 = b.offset;
  let term = 0;
  for (; term + 3 < terms; term += 4) {
    const p0 = A[at]!;
    const p1 = A[at + right]!;
    const p2 = A[at + 2 * right]!;
    const p3 = A[at + 3 * right]!;
    const q0 = A[at + down]!;
    const q1 = A[at + down + right]!;
    const q2 = A[at + down + 2 * right]!;
    const q3 = A[at + down + 3 * right]!;
    const b1 = b0 + b.rowStride;
    const b2 = b1 + b.rowStride;
    const b3 = b2 + b.rowStride;
    for (let j = 0; j < columns; j++) {
      const x0 = B[b0 + j]!;
      const x1 = B[b1 + j]!;
      const x2 = B[b2 + j]!;
      const x3 = B[b3 + j]!;
      C[c0 + j]! += p0 * x0 + p1 * x1 + p2 * x2 + p3 * x3;
      C[c1 + j]! += q0 * x0 + q1 * x1 + q2 * x2 + q3 * x3;
    }
    at += 4 * right;
    b0 = b3 + b.rowStride;
  }
  for (; term < terms; term++) {
    const p = A[at]!;
    const q = A[at + down]!;
    for (let j = 0; j < columns; j++) {
      const x = B[b0 + j]!;
      C[c0 + j]! += p * x;
      C[c1 + j]! += q * x;
    }
    at += right;
    b0 += b.rowStride;
  }
}

function addOneRow(c: Matrix, a: Matrix, b: Matrix, row: number): void {
  const [A, B, C] = [a.data, b.data, c.data];
  const c0 = c.offset + row * c.rowStride;
  for (let term = 0; term < a.columns; term++) {
    const p = A[a.offset + row * a.rowStride + term * a.columnStride]!;
    const b0 = b.offset + term * b.rowStride;
    for (let j = 0; j < c.columns; j++) C[c0 + j]! += p * B[b0 + j]!;
  }
}
