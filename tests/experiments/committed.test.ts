/** A sample of the committed files, computed again: the same bits. The tasks are those whose runs take no time. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { DuelConfig, DuelResult } from '#components/demos/depth-duel/protocol.ts';
import { createWasmBackend } from '#engine/wasm/backend.ts';
import type { Point } from '#train/protocol.ts';
import { TrainingSession } from '#train/session.ts';
import { difference, recordedJobs, sampleOf } from '../../src/experiments/check.ts';
import { RecordedFolder } from '../../src/experiments/recorded-folder.ts';
import { EXPERIMENT_IDS, loadExperiment } from '../../src/experiments/registry.ts';
import { readKernels } from '../kernels/setup.ts';

const folder = new RecordedFolder();
const ALL = { index: 1, count: 1 };
const duels = await loadExperiment('depth-duel');

describe('depth-duel', () => {
  const quick = recordedJobs(duels, folder, { only: ['digits/A', 'digits/B'], shard: ALL });

  test('there is enough to take a sample from', () => {
    expect(quick.length).toBeGreaterThanOrEqual(10);
  });

  test.each(sampleOf(quick, 3))('$job.path', async ({ job, file, experiment }) => {
    expect(difference(file.result, await experiment.run(job.config))).toBeUndefined();
  });
});

test('a session, as pages run it, ends with the very score of the file', async () => {
  const [quick] = recordedJobs(duels, folder, { only: ['digits/A/seed-2.'], shard: ALL });
  if (quick === undefined) throw new Error('digits/A/seed-2.json must be there');
  const { seed, arm, spec, ...rest } = quick.job.config as DuelConfig;
  const points: Point[] = [];
  const session = new TrainingSession(
    (message) => {
      if (message.type === 'report') points.push(...message.points);
    },
    { loaders: { wasm: () => createWasmBackend({ relaxed: false, source: readKernels }) } },
  );
  // Scored more often on the way, as the demo does, which must not matter.
  session.start({ ...rest, evaluateEvery: 100, seeds: [seed], arms: [{ id: arm, spec }] }, 'wasm');
  await session.ended;
  expect(points.at(-1)?.step).toBe(rest.steps);
  expect(points.at(-1)?.score).toBe((quick.file.result as DuelResult).final);
});

test('every experiment that is offered can be loaded, and names its first jobs', async () => {
  for (const id of EXPERIMENT_IDS) {
    const experiment = await loadExperiment(id);
    expect(experiment.id).toBe(id);
    const [first] = experiment.stages;
    const jobs = first?.((path) => folder.read(path)) ?? [];
    expect(jobs.length).toBeGreaterThan(0);
    for (const { path } of jobs) expect(path.startsWith(`${id}/`)).toBe(true);
    expect(new Set(jobs.map(({ path }) => path)).size).toBe(jobs.length);
  }
});

test('the workflow has as many shards as it tells the command', () => {
  const workflow = readFileSync('.github/workflows/experiments.yml', 'utf8');
  const count = Number(/SHARDS: (\d+)/.exec(workflow)?.[1]);
  const lists = [...workflow.matchAll(/shard: \[([\d, ]+)\]/g)].map(([, list = '']) =>
    list.split(',').map(Number),
  );
  expect(lists).toEqual(
    Array.from({ length: 2 }, () => Array.from({ length: count }, (_, k) => k + 1)),
  );
});
