/**
 * A few damaged files of each kind; `npm run fuzz:formats` reads them all and records what came of them. Every mutant is
 * made from the seed and its own number, so these are the first of those.
 */
import { expect, it } from 'vitest';
import recorded from '#content/recorded/format-fuzz/mutants.json' with { type: 'json' };
import { fuzz, FUZZ_SEED, FUZZED, type FuzzKind } from './fuzz.ts';

const FEW: Readonly<Record<FuzzKind, number>> = {
  safetensors: 3000,
  hdf5: 150,
  keras: 80,
  onnx: 150,
};

it.each(Object.entries(FEW))(
  '%s: %i mutants are read or refused, none is fatal',
  async (kind, count) => {
    const { outcomes, killed } = await fuzz(kind as FuzzKind, count);
    expect(killed).toEqual([]);
    expect(Object.keys(outcomes).filter((outcome) => !/^read$|^refused: /.test(outcome))).toEqual(
      [],
    );
    expect(Object.values(outcomes).reduce((sum, each) => sum + each, 0)).toBe(count);
    // Both happen: a fuzzer that never gets in, or is never refused, tests nothing.
    expect(outcomes['read']).toBeGreaterThan(0);
    expect(outcomes['refused: structure']).toBeGreaterThan(0);
  },
);

it('all mutants have been read once, without an uncaught error', () => {
  expect(recorded.seed).toBe(FUZZ_SEED);
  for (const { kind, mutants, outcomes, killed } of recorded.results) {
    expect(mutants).toBe(FUZZED[kind as FuzzKind].mutants);
    expect(Object.keys(outcomes).filter((outcome) => outcome.startsWith('uncaught'))).toEqual([]);
    expect(Object.values(outcomes).reduce((sum, each) => sum + each, 0) + killed.length).toBe(
      mutants,
    );
  }
});
