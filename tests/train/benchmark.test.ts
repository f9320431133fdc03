import { expect, test } from 'vitest';
import { BENCHMARK_SHAPES } from '#model/benchmark.ts';
import { createReferenceBackend } from '#engine/reference.ts';
import { createSubject, timeSteps } from '#train/benchmark.ts';

/** A subject whose steps take `ms` each on a clock of its own. */
function clockwork(ms: number) {
  let time = 0;
  const counts: number[] = [];
  return {
    counts,
    now: () => time,
    subject: {
      steps(count: number) {
        counts.push(count);
        time += ms * count;
        return Promise.resolve();
      },
    },
  };
}

test('a slow engine is timed once within a small budget, step by step', async () => {
  const { subject, now, counts } = clockwork(700);
  expect(await timeSteps(subject, { chunk: 1, budget: 400, now })).toEqual([700]);
  expect(counts).toEqual([1]);
});

test('short steps are averaged over 10 ms, because the clock is coarse', async () => {
  const { subject, now, counts } = clockwork(3);
  expect(await timeSteps(subject, { chunk: 1, budget: 24, now })).toEqual([3, 3]);
  expect(counts).toHaveLength(8);
});

test('a chunk is one call, and its time is shared out', async () => {
  const { subject, now, counts } = clockwork(2);
  expect(await timeSteps(subject, { chunk: 16, budget: 40, now })).toEqual([2, 2]);
  expect(counts).toEqual([16, 16]);
});

test('a subject trains; a loss that is no number is an error, not a fast engine', async () => {
  const backend = createReferenceBackend();
  const shape = { ...BENCHMARK_SHAPES.S1, B: 2, T: 3, H: 4 };
  const subject = await createSubject(backend, shape);
  await subject.steps(2);
  subject.dispose();
  await expect(subject.steps(1)).rejects.toThrow();
  const broken = {
    ...backend,
    createTrainer: async (options: Parameters<typeof backend.createTrainer>[0]) => ({
      ...(await backend.createTrainer(options)),
      step: () => Promise.resolve(Float32Array.of(NaN)),
    }),
  };
  await expect((await createSubject(broken, shape)).steps(1)).rejects.toThrow('not finite');
});
