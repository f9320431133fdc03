/** Are the fixtures complete, and does TypeScript make the numbers that Python made? */
import { describe, expect, it } from 'vitest';
import { checkBatch } from '#model/check-batch.ts';
import { dropoutKey, dropoutMask } from '#model/dropout.ts';
import { checkOptimizer } from '#model/optimizer.ts';
import { checkSpecification } from '#model/check-specification.ts';
import { batchOf, type Configuration } from './configurations.ts';
import { fixturesFromDisk } from './disk.ts';
import { curveSizes, readTensors, tensorSizes } from './fixtures.ts';
import { below, projections, streamOf, uniform, wordOf } from './generator.ts';

const fixtures = await fixturesFromDisk();

describe('the generator', () => {
  const { generator } = fixtures;

  it('makes the integers of its Python twin', () => {
    expect(streamOf(8, 2)).toBe(generator.stream);
    expect([0, 1, 2, 3, 4].map((k) => wordOf(4294967290, k))).toEqual(generator.words);
    expect([...below(10, 5, 7)]).toEqual(generator.below);
  });

  it('makes its float32 numbers and projections', () => {
    const values = uniform(9, 100, 3);
    expect([...values.slice(0, 5)]).toEqual(generator.uniform);
    const found = projections(values, 11);
    for (const [n, k] of [0, 1, 32, 33, 64].entries())
      expect(found[k]).toBeCloseTo(generator.projections[n]!, 10);
  });

  it('drops what the models drop', () => {
    expect([...dropoutMask(dropoutKey(12, 3, 2), 0.25, 2, 2, 5)]).toEqual(generator.dropout);
  });
});

describe('the fixtures', () => {
  it('come from the pinned versions', () => {
    expect(fixtures.versions).toMatchObject({ torch: '2.13.0', keras: '3.15.1' });
  });

  it('fill the binary file without gaps, with finite numbers', () => {
    let end = 0;
    const each = [
      ...fixtures.configurations.map((entry) => ({ ...entry, sizes: tensorSizes(entry) })),
      ...fixtures.curves.map((entry) => ({ ...entry, sizes: curveSizes(entry) })),
    ];
    for (const { offset, sizes } of each) {
      expect(offset).toBe(end);
      end = readTensors(fixtures.numbers, offset, sizes).end;
    }
    expect(fixtures.length).toBe(end);
    expect(fixtures.numbers).toHaveLength(end);
    expect(fixtures.numbers.every(Number.isFinite)).toBe(true);
  });

  it('are models and batches within the limits', () => {
    for (const entry of [...fixtures.configurations, ...fixtures.curves]) {
      checkSpecification(entry.spec);
      checkBatch(entry.spec, batchOf(entry));
    }
    for (const { optimizer } of fixtures.curves) checkOptimizer(optimizer);
  });

  it('hold every pair of the values that the issue names', () => {
    const factors = (entry: Configuration) => ({
      numLayers: entry.spec.numLayers,
      hiddenSize: entry.spec.hiddenSize,
      sequenceLength: entry.sequenceLength,
      batchSize: entry.batchSize,
      bidirectional: entry.spec.bidirectional ?? false,
      lengths: entry.lengths,
      initialisation: entry.spec.initialisation ?? 'keras',
      head: entry.spec.head,
      loss: entry.spec.loss,
      initialState: entry.initialState,
    });
    // 3 depths, 6 widths, 3 lengths, 3 batch sizes, and six choices of two.
    const counts = [3, 6, 3, 3, 2, 2, 2, 2, 2, 2];
    const expected = counts.flatMap((a, n) => counts.slice(n + 1).map((b) => a * b));
    const seen = new Set<string>();
    for (const entry of fixtures.configurations) {
      const pairs = Object.entries(factors(entry)).map(([name, value]) => `${name} ${value}`);
      for (const [n, a] of pairs.entries())
        for (const b of pairs.slice(n + 1)) seen.add(`${a}, ${b}`);
    }
    expect(seen.size).toBe(expected.reduce((sum, n) => sum + n, 0));
  });
});
