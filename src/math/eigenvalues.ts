/**
 * Eigenvalues of a real square matrix, by QR iterations with Wilkinson's shift on its Hessenberg form in complex
 * arithmetic (Golub and Van Loan, Matrix Computations, §7.5). For matrices of some dozens of rows.
 */

/** [real part, imaginary part] */
export type Complex = readonly [re: number, im: number];

const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const plus = ([a, b]: Complex, [c, d]: Complex): Complex => [a + c, b + d];
const minus = ([a, b]: Complex, [c, d]: Complex): Complex => [a - c, b - d];
const scaled = ([a, b]: Complex, by: number): Complex => [a * by, b * by];
const conjugate = ([a, b]: Complex): Complex => [a, -b];
/** Modulus of a complex number. */
export const modulus = ([a, b]: Complex): number => Math.hypot(a, b);

function squareRoot([a, b]: Complex): Complex {
  const size = Math.hypot(a, b);
  const re = Math.sqrt((size + a) / 2);
  const im = Math.sqrt((size - a) / 2);
  return [re, b < 0 ? -im : im];
}

/** Iterations for each eigenvalue before giving up; a handful is usual. */
const PATIENCE = 200;

/**
 * @param entries row-major, n · n numbers.
 * @returns n eigenvalues with their multiplicities, in no particular order.
 * @throws RangeError when `entries` is no square, Error when the iteration does not converge.
 */
export function eigenvalues(entries: ArrayLike<number>): Complex[] {
  const n = Math.round(Math.sqrt(entries.length));
  if (n * n !== entries.length)
    throw new RangeError(`entries must be a square number of numbers, got ${entries.length}`);
  const a = hessenberg(entries, n);
  const found: Complex[] = [];
  let size = n;
  for (let tries = 0; size > 0;) {
    const last = size - 1;
    let start = last;
    while (start > 0 && !negligible(a, start)) start--;
    if (start === last) {
      found.push(a[last]![last]!);
      size--;
      tries = 0;
    } else {
      if (++tries > PATIENCE) throw new Error('the eigenvalues did not converge');
      // Now and then another shift, should the iteration go round in circles.
      const shift: Complex =
        tries % 20 === 0 ? scaled(a[last]![last - 1]!, 1.5) : wilkinsonShift(a, last);
      stepQr(a, start, last, shift);
    }
  }
  return found;
}

/** Is the entry below the diagonal in row `row` nothing beside its neighbours? */
function negligible(a: Complex[][], row: number): boolean {
  const neighbours = modulus(a[row - 1]![row - 1]!) + modulus(a[row]![row]!);
  return modulus(a[row]![row - 1]!) <= 2 ** -52 * (neighbours || 1);
}

/** The eigenvalue of the last two by two block that is nearer to its last entry. */
function wilkinsonShift(a: Complex[][], last: number): Complex {
  const [p, q] = [a[last - 1]![last - 1]!, a[last - 1]![last]!];
  const [r, s] = [a[last]![last - 1]!, a[last]![last]!];
  const half = scaled(minus(p, s), 0.5);
  const root = squareRoot(plus(times(half, half), times(q, r)));
  const [one, two] = [plus(half, root), minus(half, root)];
  return plus(s, modulus(one) < modulus(two) ? one : two);
}

/** Gauss elimination by similarity transformations: zeros below the first subdiagonal, as complex numbers. */
function hessenberg(entries: ArrayLike<number>, n: number): Complex[][] {
  const a = Array.from({ length: n }, (_, row) =>
    Array.from({ length: n }, (_column, column) => entries[row * n + column]!),
  );
  for (let m = 1; m < n - 1; m++) {
    let pivot = m;
    for (let row = m; row < n; row++)
      if (Math.abs(a[row]![m - 1]!) > Math.abs(a[pivot]![m - 1]!)) pivot = row;
    [a[m], a[pivot]] = [a[pivot]!, a[m]!];
    for (const row of a) [row[m], row[pivot]] = [row[pivot]!, row[m]!];
    const head = a[m]![m - 1]!;
    if (head === 0) continue;
    for (let row = m + 1; row < n; row++) {
      const factor = a[row]![m - 1]! / head;
      for (let k = 0; k < n; k++) a[row]![k]! -= factor * a[m]![k]!;
      for (const each of a) each[m]! += factor * each[row]!;
    }
  }
  return a.map((row) => row.map((value): Complex => [value, 0]));
}

/** One shifted QR step on rows and columns start … last: A − μ = QR, A ← RQ + μ, by Givens rotations. */
function stepQr(a: Complex[][], start: number, last: number, shift: Complex): void {
  for (let k = start; k <= last; k++) a[k]![k] = minus(a[k]![k]!, shift);
  const rotations: [Complex, Complex][] = [];
  for (let k = start; k < last; k++) {
    const [x, y] = [a[k]![k]!, a[k + 1]![k]!];
    const length = Math.hypot(modulus(x), modulus(y)) || 1;
    const [c, s] = [scaled(x, 1 / length), scaled(y, 1 / length)];
    rotations.push([c, s]);
    for (let column = k; column <= last; column++) {
      const [u, v] = [a[k]![column]!, a[k + 1]![column]!];
      a[k]![column] = plus(times(conjugate(c), u), times(conjugate(s), v));
      a[k + 1]![column] = minus(times(c, v), times(s, u));
    }
  }
  rotations.forEach(([c, s], index) => {
    const k = start + index;
    for (let row = start; row <= Math.min(k + 1, last); row++) {
      const [u, v] = [a[row]![k]!, a[row]![k + 1]!];
      a[row]![k] = plus(times(u, c), times(v, s));
      a[row]![k + 1] = minus(times(v, conjugate(c)), times(u, conjugate(s)));
    }
  });
  for (let k = start; k <= last; k++) a[k]![k] = plus(a[k]![k]!, shift);
}
