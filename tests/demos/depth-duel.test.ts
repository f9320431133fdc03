import { describe, expect, test } from 'vitest';
import { queryWith, readSettings } from '#components/demos/depth-duel/address.ts';
import {
  change,
  DEFAULTS,
  DEMO_ID,
  defaultsFor,
  FAIR,
  fairWidth,
  planOf,
  ranges,
  samePlan,
  sizes,
} from '#components/demos/depth-duel/demo.ts';
import { TASK_IDS } from '#components/demos/depth-duel/tasks.ts';
import recorded from '#components/demos/depth-duel/recorded.json' with { type: 'json' };
import { type RecordedDuel, recordedSeries } from '#components/demos/depth-duel/recorded.ts';
import { TASKS } from '#tasks/registry.ts';
import { checkPlan } from '#train/plan.ts';
import { finalScores } from '#viz/series.ts';

const recording = recorded as RecordedDuel;

describe('sizes', () => {
  test('adding at H = 31: 4,248 against 4,195 parameters, head included, as counted by hand', () => {
    const { one, two, other } = sizes(DEFAULTS);
    expect([one.layers, one.head, one.total]).toEqual([[4 * 31 * (2 + 31 + 1)], 32, 4248]);
    expect(two.spec).toMatchObject({ numLayers: 2, hiddenSize: 18 });
    expect(two.layers).toEqual([4 * 18 * (2 + 18 + 1), 4 * 18 * (18 + 18 + 1)]);
    expect(two.total).toBe(4195);
    expect(two.mismatch).toBeCloseTo(-0.0125, 4);
    expect(other).toMatchObject({ keep: 'width', spec: { hiddenSize: 31 } });
  });

  test.each(TASK_IDS)('the defaults of %s are a fair comparison', (task) => {
    expect(Math.abs(sizes(defaultsFor(task)).two.mismatch)).toBeLessThanOrEqual(0.02);
  });

  test('H = 32 on adding is not, and 31 is offered instead', () => {
    const settings = { ...DEFAULTS, hiddenSize: 32 };
    expect(sizes(settings).two.mismatch).toBeGreaterThan(FAIR);
    expect(fairWidth(settings)).toBe(31);
  });

  test('equal width gives both arms H and leaves equal parameters unrun', () => {
    const { two, other } = sizes({ ...DEFAULTS, keep: 'width' });
    expect(two.spec.hiddenSize).toBe(31);
    expect(other.keep).toBe('parameters');
  });
});

describe('plans', () => {
  test('every corner of the settings is a plan that the session accepts', () => {
    for (const task of TASK_IDS)
      for (const end of ['min', 'max'] as const)
        for (const keep of ['parameters', 'width'] as const) {
          const limits = Object.fromEntries(
            Object.entries(ranges(task)).map(([name, range]) => [name, range[end]]),
          );
          const plan = planOf({ ...defaultsFor(task), keep, ...limits });
          expect(checkPlan(plan, TASKS).id).toBe(task);
        }
  });

  test('defaults lie inside their ranges', () => {
    for (const task of TASK_IDS)
      for (const [name, { min, max }] of Object.entries(ranges(task))) {
        const value = defaultsFor(task)[name as 'seeds'];
        expect(value).toBeGreaterThanOrEqual(min);
        expect(value).toBeLessThanOrEqual(max);
      }
  });

  test('both arms and all seeds are in it, measured about sixty times', () => {
    const plan = planOf(DEFAULTS);
    expect(plan.seeds).toEqual([1, 2, 3, 4, 5]);
    expect(plan.arms.map(({ id }) => id)).toEqual(['one', 'two']);
    expect(plan.evaluateEvery).toBe(25);
    expect(planOf({ ...DEFAULTS, steps: 10 }).evaluateEvery).toBe(1);
  });

  test('plans are the same whatever the order of their keys, and differ by one number', () => {
    const plan = planOf(DEFAULTS);
    expect(samePlan(plan, Object.fromEntries(Object.entries(plan).reverse()) as typeof plan)).toBe(
      true,
    );
    expect(samePlan(plan, { ...plan, learningRate: 0.003 })).toBe(false);
    expect(samePlan(plan, planOf({ ...DEFAULTS, hiddenSize: 30 }))).toBe(false);
  });

  test('a new task brings its sizes along and keeps what is not its own', () => {
    const settings = change(
      { ...DEFAULTS, hiddenSize: 8, seeds: 2, keep: 'width' },
      { task: 'mackey-glass' },
    );
    expect(settings).toEqual({ ...defaultsFor('mackey-glass'), seeds: 2, keep: 'width' });
  });
});

describe('settings in the address', () => {
  test('what was written is read again, and defaults are not written', () => {
    const settings = {
      ...defaultsFor('temporal-order'),
      keep: 'width',
      hiddenSize: 12,
      learningRate: 0.0037,
      seeds: 2,
      backend: 'tfjs-wasm',
    } as const;
    const query = queryWith('?other=1', settings);
    expect(query).toBe(
      '?other=1&depth-duel=task:temporal-order;keep:width;units:12;rate:0.0037;seeds:2;backend:tfjs-wasm',
    );
    expect(readSettings(new URLSearchParams(query).get(DEMO_ID) ?? '', DEFAULTS)).toEqual(settings);
    expect(queryWith(query, DEFAULTS)).toBe('?other=1');
  });

  test('a button in the text sets one thing and leaves the rest', () => {
    const base = { ...DEFAULTS, seeds: 3 };
    expect(readSettings('keep:width', base)).toEqual({ ...base, keep: 'width' });
    expect(readSettings('rate:0.003,units:12', base)).toEqual({
      ...base,
      learningRate: 0.003,
      hiddenSize: 12,
    });
    expect(readSettings('task:mackey-glass', base)).toEqual({
      ...defaultsFor('mackey-glass'),
      seeds: 3,
    });
  });

  test('nonsense changes nothing, and numbers outside their range are brought inside', () => {
    for (const text of [
      '',
      'x',
      'task:',
      'units:NaN',
      'rate:1e999',
      '__proto__:1',
      'a'.repeat(1e5),
    ])
      expect(readSettings(text, DEFAULTS)).toEqual(DEFAULTS);
    expect(readSettings('units:100000;seeds:-4', DEFAULTS)).toMatchObject({
      hiddenSize: 128,
      seeds: 1,
    });
  });
});

describe('the recorded run', () => {
  test('is of the default plan, so that it is what a reader sees first', () => {
    expect(samePlan(recording.plan, planOf(DEFAULTS))).toBe(true);
  });

  test('holds every model from the first to the last step', () => {
    const series = recordedSeries(recording);
    expect(series).toHaveLength(10);
    for (const { points, diverged } of series) {
      if (diverged === true) continue;
      expect(points[0]?.step).toBe(0);
      expect(points.at(-1)?.step).toBe(1500);
      expect(points).toHaveLength(61);
    }
  });

  test('its final scores are the ends of its curves', () => {
    for (const { arm, seed, score } of finalScores(recordedSeries(recording)))
      expect(recording.finalScores[arm]?.[seed - 1]).toBe(score);
  });

  test('begins where an untrained model must and knows what predicting the mean scores', () => {
    expect(recording.baselines[0]?.id).toBe('mean');
    expect(recording.baselines[0]?.score).toBeCloseTo(1 / 6, 1);
    for (const { points } of recordedSeries(recording))
      expect(points[0]?.score).toBeGreaterThan(0.1);
  });
});
