/** What a screen reader is told when the race changes its state. */
import type { BenchState } from '#run/bench-run.svelte.ts';
import { bars, BASELINE, formatFactor, isOurs, PLAN, type Times } from './demo.ts';
import type { BenchStrings } from './strings.ts';

/** The state; after the end also who was fastest, where there is something to compare with. */
export function announceOn(state: BenchState, times: Times, strings: BenchStrings): string {
  const fastest = bars(times, PLAN.shapes[0] ?? 'S1')
    .filter(({ backend, factor }) => isOurs(backend) && factor !== undefined)
    .sort((a, b) => (b.factor ?? 0) - (a.factor ?? 0))[0];
  if (state !== 'finished' || fastest?.factor === undefined) return strings.state[state];
  const { engines } = strings;
  return strings.outcome(engines[fastest.backend], formatFactor(fastest.factor), engines[BASELINE]);
}
