/** The recorded duels: what the pages show is what the files hold, and no file is other than the protocol says. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { armSpecification } from '#components/demos/depth-duel/arms.ts';
import {
  type DuelConfig,
  type DuelResult,
  MEASUREMENTS,
  RATES,
  type RecordedFile,
  SEEDS,
  TUNING_SEEDS,
  type TuningResult,
} from '#components/demos/depth-duel/protocol.ts';
import {
  isRun,
  packRecord,
  recordTasks,
  type RunFile,
  unpackRecord,
} from '#components/demos/depth-duel/recorded.ts';
import { RECORDED_FILES, RECORDS } from '#components/demos/depth-duel/recorded-files.ts';
import { median } from '#math/statistics.ts';
import { FACTS } from '#tasks/facts.ts';

const FOLDER = 'content/recorded/depth-duel';
const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.json'),
);
const files = new Map(
  paths.map((path) => [path, JSON.parse(readFileSync(join(FOLDER, path), 'utf8')) as RecordedFile]),
);
const runs = [...files].filter((entry): entry is [string, RunFile] => isRun(entry[1]));

const worst = (task: keyof typeof FACTS) =>
  FACTS[task].metric.better === 'lower' ? Infinity : -Infinity;

describe('the files', () => {
  test('are all read by the pages', () => {
    expect(paths.length).toBeGreaterThan(40);
    expect(RECORDED_FILES).toHaveLength(paths.length);
  });

  test('lie where their config says, and follow the protocol', () => {
    for (const [path, { config }] of files) {
      const { task, arm, learningRate, spec, ...rest } = config;
      const { hiddenSize, sequenceLength, batchSize, steps } = FACTS[task].defaults;
      expect(RATES).toContain(learningRate);
      expect(spec).toEqual(armSpecification(FACTS[task], hiddenSize, arm));
      expect(rest).toMatchObject({ sequenceLength, batchSize, steps });
      const own =
        'seed' in config
          ? [`seed-${config.seed}`, `rate-${learningRate}/seed-${config.seed}`]
          : [`tuning/rate-${learningRate}`];
      expect(own.map((name) => `${task}/${arm}/${name}.json`)).toContain(path);
      if ('seed' in config) expect(SEEDS).toContain(config.seed);
      else expect(config.seeds).toEqual(TUNING_SEEDS);
    }
  });

  test('hold curves to the end, or to where the model diverged', () => {
    for (const [, { config, result }] of runs) {
      const { scores, final, divergedAt } = result;
      if (divergedAt === undefined) {
        expect(scores).toHaveLength(MEASUREMENTS + 1);
        expect(final).toBeCloseTo(scores.at(-1) ?? NaN, 3);
      } else {
        expect(final).toBeNull();
        expect(scores.length * config.evaluateEvery).toBeLessThanOrEqual(
          divergedAt + config.evaluateEvery,
        );
      }
    }
  });

  test('twenty seeds are trained at the rate that was best on the tuning seeds', () => {
    for (const [path, { config }] of runs) {
      if (path.includes('/rate-')) continue;
      const { task, arm } = config;
      const sign = FACTS[task].metric.better === 'lower' ? 1 : -1;
      const costs = RATES.map((rate) => {
        const tuned = files.get(`${task}/${arm}/tuning/rate-${rate}.json`)?.result as TuningResult;
        return sign * median(tuned.finals.map((final) => final ?? worst(task)));
      });
      expect(config.learningRate).toBe(RATES[costs.indexOf(Math.min(...costs))]);
    }
  });
});

describe('the records', () => {
  test('show the final score of every run, at the rate that was chosen', () => {
    for (const { task, arms } of RECORDS)
      for (const [arm, { summary, learningRate, spec }] of Object.entries(arms)) {
        const own = runs.filter(
          ([path, { config }]) =>
            config.task === task && config.arm === arm && !path.includes('/rate-'),
        );
        expect(summary.finals).toHaveLength(own.length);
        for (const { seed, score } of summary.finals) {
          const file = files.get(`${task}/${arm}/seed-${seed}.json`) as RunFile;
          expect([file.result.final, file.config.learningRate]).toEqual([score, learningRate]);
          expect(file.config.spec).toEqual(spec);
        }
        expect(new Set(summary.finals.map(({ seed }) => seed)).size).toBe(own.length);
      }
  });

  test('packed they are small, and come back to four digits', () => {
    for (const record of RECORDS) {
      const text = JSON.stringify(packRecord(record));
      expect(text.length).toBeLessThan(12_000);
      const back = unpackRecord(JSON.parse(text) as ReturnType<typeof packRecord>);
      expect(Object.keys(back.arms)).toEqual(Object.keys(record.arms));
      for (const [arm, { summary }] of Object.entries(record.arms)) {
        const other = back.arms[arm as 'A']?.summary;
        expect(other?.points.map(({ step }) => step)).toEqual(
          summary.points.map(({ step }) => step),
        );
        expect(other?.finals.map(({ seed }) => seed)).toEqual(
          summary.finals.map(({ seed }) => seed),
        );
        other?.finals.forEach(({ score }, k) => {
          const exact = summary.finals[k]?.score ?? null;
          if (score === null || exact === null) expect(score).toBe(exact);
          else expect(Math.abs(score - exact)).toBeLessThanOrEqual(Math.abs(exact) * 5e-4);
        });
      }
    }
  });
});

describe('a record', () => {
  const [task, arm] = ['adding', 'A'] as const;
  const config = (seed: number, learningRate: number): DuelConfig => ({
    task,
    arm,
    spec: armSpecification(FACTS[task], 31, arm),
    sequenceLength: 50,
    batchSize: 64,
    steps: 3,
    learningRate,
    evaluateEvery: 2,
    seed,
  });
  const file = (seed: number, result: Partial<DuelResult>, rate = 0.01): RecordedFile => ({
    engine: { version: '0', backend: 'wasm', runtime: 'Node' },
    date: `2026-01-0${seed}`,
    config: config(seed, rate),
    result: { scores: [4, 2, 1], final: 1, baselines: [], timings: { msPerStep: 2 }, ...result },
  });

  test('counts a diverged run as the worst, and pairs nothing twice', () => {
    const three = [
      file(2, { scores: [4], final: null, divergedAt: 1 }),
      file(1, { scores: [4, 2, 0.5], final: 0.5 }),
      file(3, {}),
    ];
    const [record] = recordTasks(three);
    expect(record?.date).toBe('2026-01-03');
    expect(record?.arms.A?.summary.finals).toEqual([
      { arm, seed: 1, score: 0.5 },
      { arm, seed: 2, score: null },
      { arm, seed: 3, score: 1 },
    ]);
    expect(record?.arms.A?.summary.points.map(({ step, median: m }) => [step, m])).toEqual([
      [0, 4],
      [2, 2],
      [3, 1],
    ]);
    const packed = JSON.stringify(record && packRecord(record));
    expect(unpackRecord(JSON.parse(packed) as ReturnType<typeof packRecord>)).toEqual(record);
  });

  test('keeps other rates apart, and shows them where arms can be compared', () => {
    const other = (one: RecordedFile): RecordedFile => ({
      ...one,
      config: { ...(one as RunFile).config, arm: 'B' },
    });
    const once = [file(1, {}), file(2, {}), file(1, { final: 3 }, 0.001)];
    // A third arm that was not trained at the other rate takes nothing from the two that were.
    const third = { ...file(1, {}), config: { ...config(1, 0.01), arm: 'C' as const } };
    const [record] = recordTasks([...once, ...once.map(other), third]);
    expect(record?.arms.A).toMatchObject({ learningRate: 0.01 });
    expect(record?.arms.A?.summary.finals).toHaveLength(2);
    expect(record?.swept).toEqual([
      {
        learningRate: 0.001,
        finals: [
          { arm, seed: 1, score: 3 },
          { arm: 'B', seed: 1, score: 3 },
        ],
      },
      {
        learningRate: 0.01,
        finals: expect.arrayContaining([...(record?.arms.A?.summary.finals ?? [])]) as unknown,
      },
    ]);
    expect(recordTasks(once)[0]?.swept).toEqual([]);
  });
});
