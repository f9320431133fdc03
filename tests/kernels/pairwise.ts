/** Few combinations that hold every pair of values of every two factors at least once. */
import { createRng } from '#math/rng.ts';

type Factors = Readonly<Record<string, readonly (string | number)[]>>;
type Combination<F extends Factors> = { [Name in keyof F]: F[Name][number] };

/** Greedy: of 50 random combinations, the one with the most pairs that are still missing, until none is. */
export function pairwiseCover<const F extends Factors>(factors: F, seed: number): Combination<F>[] {
  const names = Object.keys(factors);
  const missing = new Set<string>();
  const pairs = (combination: Readonly<Record<string, string | number>>) =>
    names.flatMap((a, n) =>
      names.slice(n + 1).map((b) => `${a}=${combination[a]} ${b}=${combination[b]}`),
    );
  for (const [n, a] of names.entries())
    for (const b of names.slice(n + 1))
      for (const x of factors[a] ?? [])
        for (const y of factors[b] ?? []) missing.add(`${a}=${x} ${b}=${y}`);

  const rng = createRng(seed);
  const draw = () =>
    Object.fromEntries(
      Object.entries(factors).map(([name, values]) => [
        name,
        values[rng.int(0, values.length - 1)] ?? 0,
      ]),
    );
  const cover: Combination<F>[] = [];
  while (missing.size > 0) {
    const candidates = Array.from({ length: 50 }, draw).map((combination) => ({
      combination,
      fresh: pairs(combination).filter((pair) => missing.has(pair)),
    }));
    const best = candidates.reduce((a, b) => (b.fresh.length > a.fresh.length ? b : a));
    if (best.fresh.length === 0) continue;
    for (const pair of best.fresh) missing.delete(pair);
    cover.push(best.combination as Combination<F>);
  }
  return cover;
}
