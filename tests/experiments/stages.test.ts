import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { difference, recordedJobs, sampleOf } from '../../src/experiments/check.ts';
import type { Experiment, Job } from '../../src/experiments/experiment.ts';
import { duration, progressLine } from '../../src/experiments/progress.ts';
import { RecordedFolder } from '../../src/experiments/recorded-folder.ts';
import {
  runStages,
  type Selection,
  type StageJobs,
  shardOf,
  stagesOf,
} from '../../src/experiments/stages.ts';
import { type Answer, runJobs, type Thread } from '../../src/experiments/threads.ts';

let root: string;
let folder: RecordedFolder;
/** Paths in the order in which they were computed. */
let computed: string[];
/** Jobs that throw. */
let broken: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'stages-'));
  folder = new RecordedFolder(root);
  computed = [];
  broken = [];
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const ALL: Selection = { only: [], shard: { index: 1, count: 1 } };
const part = (index: number, count: number): Selection => ({ only: [], shard: { index, count } });

/** Five jobs, then one for each arm that says what the first stage found. */
const toy = (rate = 1): Experiment => ({
  id: 'toy',
  stages: [
    () =>
      ['A/1', 'A/2', 'B/1', 'B/2', 'B/3'].map((name) => ({
        path: `toy/${name}.json`,
        config: { name, rate },
      })),
    (read) => {
      const found = read('toy/A/1.json')?.result;
      if (found === undefined) throw new Error('stage 2 needs toy/A/1.json');
      return ['A', 'B'].map((arm) => ({ path: `toy/${arm}/best.json`, config: { arm, found } }));
    },
  ],
  run: (config) => Promise.resolve({ of: config }),
});

const compute =
  ({ id, run }: Experiment) =>
  async ({ open }: StageJobs): Promise<void> => {
    for (const { path, config } of open) {
      computed.push(path);
      if (!broken.includes(path))
        folder.write(path, {
          experiment: id,
          config,
          engine: { version: '0', backend: 'wasm', runtime: 'Node' },
          date: '2026-11-25',
          seconds: 1,
          result: await run(config),
        });
    }
  };

const runToy = (selection = ALL, experiment = toy()) =>
  runStages(experiment, folder, selection, compute(experiment));

describe('sharding', () => {
  test.each([1, 2, 3, 7, 20])('%i shards cover every job exactly once, evenly', (count) => {
    const jobs = Array.from({ length: 17 }, (_, k) => k);
    const shares = Array.from({ length: count }, (_, k) => shardOf(jobs, { index: k + 1, count }));
    expect(shares.flat().sort((a, b) => a - b)).toEqual(jobs);
    const sizes = shares.map(({ length }) => length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });
});

describe('stages', () => {
  test('one after the other, in order, the second knowing the first', async () => {
    expect(await runToy()).toEqual({ computed: 7, kept: 0 });
    expect(computed).toEqual(
      ['A/1', 'A/2', 'B/1', 'B/2', 'B/3', 'A/best', 'B/best'].map((name) => `toy/${name}.json`),
    );
    expect(folder.read('toy/A/best.json')?.config).toMatchObject({
      found: { of: { name: 'A/1', rate: 1 } },
    });
  });

  test('what is there is kept', async () => {
    await runToy();
    computed = [];
    expect(await runToy()).toEqual({ computed: 0, kept: 7 });
    expect(computed).toEqual([]);
  });

  test('what was made from other settings is computed again, and what follows from it', async () => {
    await runToy();
    computed = [];
    expect(await runToy(ALL, toy(2))).toEqual({ computed: 7, kept: 0 });
  });

  test('a shard does its share, then says which files of the others are missing', async () => {
    const first = await runToy(part(1, 2));
    expect(computed).toEqual(['toy/A/1.json', 'toy/B/1.json', 'toy/B/3.json']);
    expect(first).toEqual({
      computed: 3,
      kept: 0,
      waiting: { stage: 1, missing: ['toy/A/2.json', 'toy/B/2.json'] },
    });
    expect(await runToy(part(2, 2))).toEqual({ computed: 3, kept: 0 });
    expect(await runToy(part(1, 2))).toEqual({ computed: 1, kept: 3 });
    expect(computed).toHaveLength(7);
    expect(new Set(computed).size).toBe(7);
  });

  test('a job that fails holds up the next stage, not its neighbours', async () => {
    broken = ['toy/A/2.json'];
    expect(await runToy()).toEqual({
      computed: 4,
      kept: 0,
      waiting: { stage: 1, missing: ['toy/A/2.json'] },
    });
    broken = [];
    expect(await runToy()).toEqual({ computed: 3, kept: 4 });
  });

  test('a selection waits for its own files only', async () => {
    expect(await runToy({ ...ALL, only: ['A'] })).toEqual({ computed: 3, kept: 0 });
    expect(computed).toEqual(['toy/A/1.json', 'toy/A/2.json', 'toy/A/best.json']);
  });

  test('a stage that cannot name its jobs yet ends the list', async () => {
    expect(stagesOf(toy(), folder, ALL)).toHaveLength(1);
    await runToy();
    expect(stagesOf(toy(), folder, ALL)).toHaveLength(2);
  });
});

describe('checking', () => {
  test('takes from what is there, a seeded sample without repetition', async () => {
    await runToy(part(1, 2));
    const there = recordedJobs(toy(), folder, ALL);
    expect(there.map(({ job }) => job.path)).toEqual([
      'toy/A/1.json',
      'toy/B/1.json',
      'toy/B/3.json',
    ]);
    expect(sampleOf(there, 2)).toEqual(sampleOf(there, 2));
    expect(new Set(sampleOf(there, 9)).size).toBe(3);
  });

  test('finds the last bit, and says where', () => {
    const recorded = { scores: [0.5, 0.25], final: 0.1, timings: { ms: 1 } };
    expect(difference(recorded, { ...recorded, timings: { ms: 2 } })).toBeUndefined();
    expect(difference(recorded, { ...recorded, final: 0.1 + 2 ** -56 })).toBe(
      'result.final: 0.1 recorded, 0.10000000000000002 now',
    );
    expect(difference(recorded, { ...recorded, scores: [0.5] })).toBe(
      'result.scores.1: 0.25 recorded, undefined now',
    );
    expect(difference({ final: null }, { final: NaN })).toBeUndefined();
  });
});

describe('threads', () => {
  const jobs: Job<number>[] = [1, 2, 3, 4, 5].map((config) => ({ path: `t/${config}`, config }));

  test('every job is asked once, in order, and as many at a time as there are threads', async () => {
    const asked: unknown[] = [];
    let [busy, most] = [0, 0];
    const thread: Thread = {
      async ask({ config }) {
        asked.push(config);
        most = Math.max(most, ++busy);
        await new Promise((resolve) => setImmediate(resolve));
        busy--;
        return config === 3 ? { error: 'three' } : { result: config, seconds: 0 };
      },
      close: () => undefined,
    };
    const answers = new Map<string, Answer>();
    await runJobs('t', jobs, [thread, thread], ({ path }, answer) => answers.set(path, answer));
    expect(asked).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
    expect(answers.size).toBe(5);
    expect(answers.get('t/3')).toEqual({ error: 'three' });
  });
});

test('the progress line counts, and tells the time left', () => {
  const line = { title: 'toy', done: 3, total: 12, seconds: 90, latest: 'toy/a.json' };
  expect(progressLine(line)).toBe(
    'toy ██████░░░░░░░░░░░░░░░░░░ 3/12 after 2 min, 5 min left  toy/a.json',
  );
  expect(progressLine({ ...line, done: 0 })).not.toContain('left');
  expect([0, 89, 600, 3900].map(duration)).toEqual(['0 s', '89 s', '10 min', '1 h 05 min']);
});
