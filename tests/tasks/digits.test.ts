import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { DIGIT_IMAGES } from '#tasks/digits-images.ts';
import { digits } from '#tasks/digits.ts';
import type { Batch } from '#model/batch.ts';

const lines = readFileSync('public/data/digits/digits.txt', 'utf8').trim().split('\n');
const create = (seed: number) => digits.createStream({ seed, sequenceLength: 8, batchSize: 64 });

/** A sequence in the form of the file. */
const lineOf = ({ inputs, targets, batchSize }: Batch, b: number): string =>
  `${targets[b]}${Array.from({ length: 64 }, (_, k) => {
    const value = inputs[(Math.floor(k / 8) * batchSize + b) * 8 + (k % 8)]! * 16;
    return String.fromCharCode(97 + value);
  }).join('')}`;
const linesOf = (batch: Batch) =>
  Array.from({ length: batch.batchSize }, (_, b) => lineOf(batch, b));

beforeAll(() => digits.load?.());

describe('the data', () => {
  it('is 1,797 digits, the same in the file and in the module', () => {
    expect(lines).toHaveLength(1797);
    for (const line of lines) expect(line).toMatch(/^[0-9][a-q]{64}$/);
    expect(DIGIT_IMAGES).toBe(lines.join(''));
  });

  it('has the counts of each digit that its authors give', () => {
    const counts = Array.from(
      { length: 10 },
      (_, digit) => lines.filter((line) => line.startsWith(String(digit))).length,
    );
    expect(counts).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
  });

  it('has to be loaded first', async () => {
    vi.resetModules();
    const fresh = await import('#tasks/digits.ts');
    const options = { seed: 1, sequenceLength: 8, batchSize: 1 };
    expect(() => fresh.digits.createStream(options)).toThrow('task digits must be loaded first');
    await fresh.digits.load?.();
    expect(fresh.digits.createStream(options).test).toEqual(create(1).test);
  });
});

describe('digits by rows', () => {
  it('shows digits of the file from the top row to the bottom', () => {
    const known = new Set(lines);
    const stream = create(1);
    for (const line of [...linesOf(stream.batch(2)), ...linesOf(stream.test)])
      expect(known.has(line)).toBe(true);
  });

  it('tests on 51 or 52 of each class and never trains on them', () => {
    const stream = create(2);
    const counts = Array.from(
      { length: 10 },
      (_, digit) => stream.test.targets.filter((target) => target === digit).length,
    );
    expect(counts).toEqual([52, 52, ...new Array<number>(8).fill(51)]);
    const tested = new Set(linesOf(stream.test));
    expect(tested.size).toBe(512);
    const trained = new Set(
      Array.from({ length: 100 }, (_, step) => linesOf(stream.batch(step))).flat(),
    );
    expect([...trained].filter((line) => tested.has(line))).toEqual([]);
    // 6400 draws of 1285 leave 0.7 % out.
    expect(trained.size).toBeGreaterThan(1255);
    expect(trained.size).toBeLessThanOrEqual(1285);
  });

  it('has the baselines of a constant answer and of the nearest neighbour', () => {
    const stream = create(3);
    const tested = linesOf(stream.test);
    const rest = new Set(tested);
    const train = lines.filter((line) => !rest.has(line));
    expect(train).toHaveLength(1285);
    const vector = (line: string) => [...line.slice(1)].map((letter) => letter.charCodeAt(0));
    const images = train.map(vector);
    const right = tested.filter((line) => {
      const image = vector(line);
      const distances = images.map((other) => Math.hypot(...other.map((x, k) => x - image[k]!)));
      return train[distances.indexOf(Math.min(...distances))]!.startsWith(line.slice(0, 1));
    });
    expect(stream.baselines).toEqual([
      { id: 'chance', score: 52 / 512 },
      { id: 'nearest-neighbour', score: right.length / 512 },
    ]);
    expect(right.length / 512).toBeGreaterThan(0.96);
  });

  it('scores the share of right answers', () => {
    const { test, score } = create(4);
    const logits = Float32Array.from({ length: 5120 }, (_, k) =>
      Number(k % 10 === test.targets[Math.floor(k / 10)]!),
    );
    expect(score(logits)).toBe(1);
    expect(score(new Float32Array(5120))).toBe(52 / 512);
  });
});
