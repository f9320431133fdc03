/** Matrix products on the WebAssembly kernels, for networks that are put together elsewhere. */
import { instantiateKernels } from './instance.ts';

/** A matrix whose number (r, c) is `values[r · rowStride + c · columnStride]`: exchange the two for the transpose. */
export interface StridedMatrix {
  readonly values: Float32Array;
  /** Whole numbers, 0 and up; 0 repeats a row or column. */
  readonly rowStride: number;
  readonly columnStride: number;
}

/**
 * C += A·B for A [m, k], B [k, n] and C [m, n], the latter row by row without gaps; C is changed in place.
 * @throws RangeError when a size is no whole number above 0, an array too short (C: not m·n long), or more than 1 GiB
 *   would be needed.
 */
export type Gemm = (
  size: { readonly m: number; readonly n: number; readonly k: number },
  a: StridedMatrix,
  b: StridedMatrix,
  c: Float32Array,
) => void;

/**
 * Products with an instance and a memory of their own, which grows with the largest call so far.
 * @param module `plain.wasm` or `relaxed.wasm`, compiled
 */
export async function createWasmGemm(module: WebAssembly.Module): Promise<Gemm> {
  const instance = await instantiateKernels(module);
  const { kernels, view } = instance;
  return ({ m, n, k }, a, b, c) => {
    for (const [name, size] of Object.entries({ m, n, k })) checkWhole(name, size, 1);
    const aLength = checkMatrix('a', a, m, k);
    const bLength = checkMatrix('b', b, k, n);
    if (c.length !== m * n) throw new RangeError(`c must hold ${m}·${n} numbers, got ${c.length}`);
    const bytes = kernels.layOutProduct(aLength, bLength, m, n);
    instance.demand(`a product of ${m} × ${k} and ${k} × ${n} numbers`, bytes);
    view(kernels.productArray(0), aLength).set(a.values.subarray(0, aLength));
    view(kernels.productArray(1), bLength).set(b.values.subarray(0, bLength));
    const result = view(kernels.productArray(2), m * n);
    result.set(c);
    kernels.multiplyStrided(m, n, k, a.rowStride, a.columnStride, b.rowStride, b.columnStride);
    c.set(result);
  };
}

function checkWhole(name: string, value: number, low: number): void {
  if (!(Number.isInteger(value) && value >= low && value < 2 ** 28))
    throw new RangeError(`${name} must be ${low}…${2 ** 28 - 1}, got ${value}`);
}

/** @returns how many numbers of the array the matrix spans. */
function checkMatrix(name: string, matrix: StridedMatrix, rows: number, columns: number): number {
  const { values, rowStride, columnStride } = matrix;
  checkWhole(`${name}.rowStride`, rowStride, 0);
  checkWhole(`${name}.columnStride`, columnStride, 0);
  const span = (rows - 1) * rowStride + (columns - 1) * columnStride + 1;
  if (values.length < span)
    throw new RangeError(`${name} must hold at least ${span} numbers, got ${values.length}`);
  return span;
}
