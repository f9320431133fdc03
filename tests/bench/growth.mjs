/** How the time of a step grows: one size after the other is doubled, from the smallest benchmark shape. */
import { BENCHMARK_SHAPES, growthExponent } from '#model/benchmark.ts';

const VALUES = {
  T: [25, 50, 100, 200],
  H: [16, 32, 64, 128],
  L: [1, 2, 4],
  B: [16, 32, 64, 128],
  k: [1, 2, 4, 8],
};

/** Shapes to measure: which size takes which value; k models are trained side by side. */
export const GROWTH = Object.entries(VALUES).flatMap(([factor, values]) =>
  values.map((value) => ({
    factor,
    value,
    sizes: factor === 'k' ? BENCHMARK_SHAPES.S1 : { ...BENCHMARK_SHAPES.S1, [factor]: value },
    models: factor === 'k' ? value : 1,
  })),
);

/** A line for each size and engine: `H  wasm  16 0.42   32 1.31   64 …   power 1.6`. */
export function growthText(growth) {
  const groups = Map.groupBy(growth, ({ factor, backend }) => `${factor}  ${backend.padEnd(12)}`);
  return [...groups]
    .map(([name, points]) => {
      const times = points.map(({ value, msMin }) => `${value}: ${msMin.toPrecision(3)}`);
      return `${name}  ${times.join('   ')}   power ${growthExponent(points).toFixed(2)}`;
    })
    .join('\n');
}
