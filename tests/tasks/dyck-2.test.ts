import { describe, expect, it } from 'vitest';
import { createRng } from '#math/rng.ts';
import { drawDyckWord } from '#tasks/dyck-word.ts';
import { dyck2, DYCK_2_CLASSES, DYCK_2_SYMBOLS } from '#tasks/dyck-2.ts';
import type { Batch } from '#model/batch.ts';

/** The brackets of one sequence. */
function readWord({ inputs, batchSize, sequenceLength }: Batch, b: number): string {
  return Array.from({ length: sequenceLength }, (_, t) => {
    const step = [...inputs.subarray((t * batchSize + b) * 4, (t * batchSize + b) * 4 + 4)];
    expect([...step].sort()).toEqual([0, 0, 0, 1]);
    return DYCK_2_SYMBOLS[step.indexOf(1)]!;
  }).join('');
}

/** The bracket that may close a string, by striking out pairs until nothing changes; undefined for what cannot be. */
function closing(text: string): string | undefined {
  let left = text;
  while (/\(\)|\[\]/.test(left)) left = left.replaceAll('()', '').replaceAll('[]', '');
  if (/[)\]]/.test(left)) return undefined;
  return { '': 'none', '(': ')', '[': ']' }[left.slice(-1)];
}

/** Mean share of the places of words of 2n brackets at which all are closed: 3n/(n + 2) returns in 2n steps. */
const closedShare = (length: number) => 3 / (length + 4);

describe('Dyck words', () => {
  it('are all equally likely', () => {
    const rng = createRng(5);
    const counts = new Map<string, number>();
    for (let k = 0; k < 7000; k++) {
      const word = drawDyckWord(rng, 8, 1);
      const text = word.map(({ opens }) => (opens ? '(' : ')')).join('');
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    // There are 14 of 8 brackets; χ² with 13 degrees of freedom is above 34.5 once in a thousand times.
    expect(counts.size).toBe(14);
    const chi2 = [...counts.values()].reduce((sum, count) => sum + (count - 500) ** 2 / 500, 0);
    expect(chi2).toBeLessThan(34.5);
  });

  it('have kinds that are equally likely, and brackets that close their own kind', () => {
    const rng = createRng(6);
    let [opened, second] = [0, 0];
    for (let k = 0; k < 200; k++) {
      const stack: number[] = [];
      for (const { opens, kind, open } of drawDyckWord(rng, 20, 2)) {
        if (opens) {
          stack.push(kind);
          opened++;
          second += kind;
        } else expect(stack.pop()).toBe(kind);
        expect(open).toBe(stack.at(-1));
      }
      expect(stack).toEqual([]);
    }
    // 2000 draws: five standard deviations are 0.056.
    expect(Math.abs(second / opened - 0.5)).toBeLessThan(0.056);
  });

  it('have an even number of brackets', () => {
    expect(() => drawDyckWord(createRng(1), 7, 2)).toThrow(
      'length must be even and at least 2, got 7',
    );
    expect(() => drawDyckWord(createRng(1), 0, 2)).toThrow('got 0');
  });
});

describe('the bracket task', () => {
  const stream = dyck2.createStream({ seed: 2, sequenceLength: 24, batchSize: 50 });

  it('asks at every step which bracket may close', () => {
    for (const batch of [stream.batch(4), stream.test])
      for (let b = 0; b < 50; b++) {
        const word = readWord(batch, b);
        for (let t = 0; t < batch.sequenceLength; t++) {
          const target = batch.targets[t * batch.batchSize + b]!;
          expect(DYCK_2_CLASSES[target]).toBe(closing(word.slice(0, t + 1)));
        }
        expect(closing(word)).toBe('none');
      }
  });

  it('tests on longer and deeper strings than it trains on', () => {
    const depth = (batch: Batch) => {
      const depths = Array.from({ length: batch.batchSize }, (_, b) => {
        let [now, deepest] = [0, 0];
        for (const bracket of readWord(batch, b)) {
          now += '(['.includes(bracket) ? 1 : -1;
          deepest = Math.max(deepest, now);
        }
        return deepest;
      });
      return depths.reduce((a, b) => a + b) / depths.length;
    };
    expect(stream.test.sequenceLength).toBe(60);
    expect(depth(stream.test)).toBeGreaterThan(1.4 * depth(stream.batch(0)));
  });

  it('leaves the last bracket off where the length is odd', () => {
    const batch = dyck2.createStream({ seed: 1, sequenceLength: 11, batchSize: 20 }).batch(0);
    for (let b = 0; b < 20; b++) {
      const word = readWord(batch, b);
      expect(word).toHaveLength(11);
      expect(closing(word + closing(word)!)).toBe('none');
    }
  });

  it('has the baselines that the numbers of words give', () => {
    const closed = closedShare(60); // 0.047
    const scores = Array.from({ length: 10 }, (_, seed) => {
      const { baselines } = dyck2.createStream({ seed, sequenceLength: 24, batchSize: 1 });
      expect(baselines.map(({ id }) => id)).toEqual(['majority', 'counter']);
      return baselines.map(({ score }) => score);
    });
    const average = (index: number) => scores.reduce((sum, row) => sum + row[index]!, 0) / 10;
    // Half of what is not closed, and a little more, as the more frequent of two kinds is taken.
    expect(average(0)).toBeGreaterThan((1 - closed) / 2);
    expect(average(0)).toBeLessThan((1 - closed) / 2 + 0.01);
    // Right after every opening bracket, when all is closed, and for half of the rest.
    expect(Math.abs(average(1) - (0.5 + closed + (0.5 - closed) / 2))).toBeLessThan(0.005);
  });

  it('scores what a constant answer and a counter give as their baselines say', () => {
    const { test, score, baselines } = stream;
    const logitsOf = (answer: (row: number) => number) =>
      Float32Array.from({ length: test.targets.length * 3 }, (_, k) =>
        Number(k % 3 === answer(Math.floor(k / 3))),
      );
    const constant = [0, 1, 2].map((answer) => score(logitsOf(() => answer)));
    expect(Math.max(...constant)).toBe(baselines[0]!.score);
    const answers = new Map<number, number>();
    for (let b = 0; b < 512; b++) {
      let depth = 0;
      [...readWord(test, b)].forEach((bracket, t) => {
        const opens = '(['.includes(bracket);
        depth += opens ? 1 : -1;
        answers.set(t * 512 + b, depth === 0 ? 0 : opens && bracket === '[' ? 2 : 1);
      });
    }
    expect(score(logitsOf((row) => answers.get(row)!))).toBe(baselines[1]!.score);
    expect(score(logitsOf((row) => test.targets[row]!))).toBe(1);
  });
});
