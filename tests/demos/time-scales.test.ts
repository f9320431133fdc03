import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { queryWith, readSettings } from '#components/demos/time-scales/address.ts';
import { chartInput, titles } from '#components/demos/time-scales/chart.ts';
import {
  DEFAULTS,
  METRICS,
  planOf,
  RECORDED_SEEDS,
  type ScaleTask,
  STATES,
  TASK_IDS,
  TRAINING,
} from '#components/demos/time-scales/demo.ts';
import {
  compareLayers,
  layerMedians,
  layerScales,
  majority,
  type ModelScales,
} from '#components/demos/time-scales/measure.ts';
import { collect, modelsOf, type ScaleFile } from '#components/demos/time-scales/recorded.ts';
import { STRINGS } from '#components/demos/time-scales/strings.ts';
import { experiment } from '../../src/experiments/time-scales.ts';
import { autocorrelationTime } from '#math/correlation.ts';
import { median, signTest } from '#math/statistics.ts';
import { TASKS } from '#tasks/registry.ts';
import { checkPlan } from '#train/plan.ts';

const files = globSync('content/recorded/time-scales/**/*.json').map(
  (path) => JSON.parse(readFileSync(path, 'utf8')) as ScaleFile,
);
const recorded = collect(files);
const scalesOf = (task: ScaleTask, state: 'trained' | 'untrained', layers: 2 | 3 = 2) =>
  modelsOf(recorded, { task, layers, state }).map((model) => model.scales);

describe('recorded files', () => {
  test('are those that the experiment asks for, made from its very configs', () => {
    const jobs = experiment.stages.flatMap((stage) => stage(() => undefined));
    expect(jobs).toHaveLength(3 * (RECORDED_SEEDS[2] + RECORDED_SEEDS[3]));
    for (const { path, config } of jobs) {
      const file = JSON.parse(readFileSync(`content/recorded/${path}`, 'utf8')) as ScaleFile;
      expect(file.config).toEqual(JSON.parse(JSON.stringify(config)));
    }
    expect(files).toHaveLength(jobs.length);
  });

  test('come through the page unchanged', () => {
    for (const { config, result } of files)
      for (const state of STATES) {
        const found = modelsOf(recorded, {
          task: config.task as ScaleTask,
          layers: config.layers as 2,
          state,
        }).find(({ seed }) => seed === config.seed);
        expect(found?.scales).toEqual(result[state]);
      }
  });

  test('begin where the forget bias puts them: τ = −1/ln σ(1) ≈ 3.19', () => {
    for (const task of TASK_IDS)
      for (const model of scalesOf(task, 'untrained'))
        for (const time of layerMedians(model, 'forget'))
          expect(Math.abs(time / 3.19 - 1)).toBeLessThan(0.06);
  });

  test('the figure draws their numbers and says their counts', () => {
    const shown = {
      settings: { ...DEFAULTS, task: 'dyck-2' as const },
      models: modelsOf(recorded, { ...DEFAULTS, task: 'dyck-2' }),
      shownLive: undefined,
    };
    const input = chartInput(shown);
    const file = files.find(
      ({ config }) => config.task === 'dyck-2' && config.layers === 2 && config.seed === 4,
    );
    for (const { id, models } of input.panels)
      expect(models.find(({ seed }) => seed === 4)?.times).toEqual(
        file?.result.trained.map((layer) => layer[id as 'forget']),
      );
    expect(titles(shown, STRINGS.en).map(({ verdict }) => verdict)).toEqual([
      'Layer 2 slower in 9 of 10 seeds, faster in 1',
      'Layer 2 faster in 9 of 10 seeds',
    ]);
  });
});

describe('the article', () => {
  const article = readFileSync('content/en/depth/time-scales.mdx', 'utf8');
  const chinese = readFileSync('content/zh-cn/depth/time-scales.mdx', 'utf8');
  const rows: Record<ScaleTask, [string, string]> = {
    'char-lm': ['characters', '字符'],
    'multi-sine': ['sine waves', '正弦波'],
    'dyck-2': ['brackets (Dyck-2)', '括号（Dyck-2）'],
  };
  /** Cells of the n-th row that begins with a name. */
  const cells = (text: string, name: string, nth: number): string[] =>
    (text.split('\n').filter((line) => line.startsWith(`| ${name} `))[nth] ?? '')
      .split('|')
      .slice(2, -1)
      .map((cell) => cell.trim());
  const columns = METRICS.flatMap((metric) =>
    (['untrained', 'trained'] as const).map((state) => ({ metric, state })),
  );

  test.each(TASK_IDS)('prints the recorded counts and medians of %s, in both languages', (task) => {
    const counts = columns.map(({ metric, state }) => {
      const { slower, faster } = compareLayers(scalesOf(task, state), metric);
      return `${slower} / ${faster}`;
    });
    const medians = columns.map(({ metric, state }) => {
      const each = scalesOf(task, state).map((model) => layerMedians(model, metric));
      return [0, 1]
        .map((layer) => median(each.map((layers) => layers[layer] ?? NaN)).toPrecision(2))
        .join(' → ');
    });
    const [en, zh] = rows[task];
    for (const [text, name] of [
      [article, en],
      [chinese, zh],
    ] as const) {
      expect(cells(text, name, 0)).toEqual(counts);
      expect(cells(text, name, 1)).toEqual(medians);
    }
  });

  test('its other numbers are those of the files', () => {
    const ratio = (state: 'trained' | 'untrained') =>
      compareLayers(scalesOf('multi-sine', state), 'autocorrelation').ratio.toFixed(2);
    expect([ratio('trained'), ratio('untrained')]).toEqual(['1.24', '1.36']);
    expect(compareLayers(scalesOf('char-lm', 'trained'), 'forget').ratio).toBeCloseTo(3.6, 1);
    const error = (layers: 2 | 3) =>
      median(
        modelsOf(recorded, { task: 'multi-sine', layers, state: 'trained' }).map(
          ({ score }) => score,
        ),
      ).toPrecision(2);
    expect([error(3), error(2)]).toEqual(['0.14', '0.0053']);
    for (const task of ['char-lm', 'dyck-2'] as const)
      expect(compareLayers(scalesOf(task, 'trained', 3), 'forget').slower).toBe(5);
    expect(compareLayers(scalesOf('dyck-2', 'trained', 3), 'autocorrelation').faster).toBe(5);
    expect(signTest(Array<number>(10).fill(1)).toFixed(3)).toBe('0.002');
    expect(signTest([-1, ...Array<number>(9).fill(1)]).toFixed(3)).toBe('0.021');
  });

  test('within a layer the forget gates of text run from below 1 to above 100 steps', () => {
    const all = (layer: number) =>
      scalesOf('char-lm', 'trained').flatMap((model) => model[layer]?.forget ?? []);
    for (const layer of [0, 1]) {
      const times = all(layer).filter((time) => time !== null);
      expect(Math.min(...times)).toBeLessThan(1);
      expect(Math.max(...times)).toBeGreaterThan(100);
    }
  });

  test('two leaky cells in a row have the autocorrelation it gives, 3.2 and 6.8 steps', () => {
    const f = 1 / (1 + Math.exp(-1));
    const second = (k: number) => (1 + (k * (1 - f * f)) / (1 + f * f)) * f ** k;
    // y_t = f·y_{t−1} + x_t, x_t = f·x_{t−1} + noise: an autoregression of order 2 with the double root f.
    const [a, b] = [2 * f, -f * f];
    let [before, now] = [1, a / (1 - b)];
    for (let k = 1; k < 20; k++) {
      expect(now).toBeCloseTo(second(k), 12);
      [before, now] = [now, a * now + b * before];
    }
    const fall = (rho: (k: number) => number) => {
      let k = 0;
      while (rho(k) > Math.exp(-1)) k += 0.001;
      return k.toFixed(1);
    };
    expect([fall((k) => f ** k), fall(second)]).toEqual(['3.2', '6.8']);
  });
});

describe('measuring', () => {
  /** A layer of two units whose gates and states are known. */
  const sample = (h: (t: number) => number) => {
    const T = TRAINING.sequenceLength;
    const gates = new Float32Array(T * 8).fill(0.5);
    const states = new Float32Array(T * 2);
    for (let t = 0; t < T; t++) {
      gates[t * 8 + 2] = 0.9;
      states[t * 2] = h(t);
      states[t * 2 + 1] = 0.3;
    }
    return { gates, h: states };
  };

  test('takes the forget gate, the second quarter, of each unit, and its own states', () => {
    const wave = (t: number) => Math.sin((2 * Math.PI * t) / 20);
    const scales = layerScales([sample(wave)], 2);
    expect(scales.forget).toEqual([9.49, 1.44]);
    const series = Array.from({ length: TRAINING.sequenceLength }, (_, t) => wave(t));
    expect(scales.autocorrelation[0]).toBeCloseTo(autocorrelationTime([series], 32, 16), 1);
    expect(scales.autocorrelation[1]).toBeNull();
  });

  test('counts a layer as slower only beyond 5%', () => {
    const model = (top: number): ModelScales =>
      [100, top].map((time) => ({ forget: [time], autocorrelation: [time] }));
    const comparison = compareLayers([104, 106, 90, 96].map(model), 'forget');
    expect(comparison).toMatchObject({ slower: 1, faster: 1, models: 4 });
    expect(majority(comparison)).toBe('mixed');
    expect(majority({ slower: 6, faster: 1, models: 10, ratio: 1 })).toBe('slower');
    expect(majority({ slower: 1, faster: 0, models: 10, ratio: 1 })).toBe('level');
  });
});

test('every plan can be trained', () => {
  for (const task of TASK_IDS)
    for (const layers of [2, 3] as const)
      expect(checkPlan(planOf({ task, layers, seed: 99 }), TASKS).id).toBe(task);
});

test('settings survive the address, and nonsense changes nothing', () => {
  const settings = { ...DEFAULTS, task: 'dyck-2', layers: 3, seed: 7, state: 'untrained' } as const;
  const query = queryWith('?a=1', settings);
  expect(query).toBe('?a=1&time-scales=task:dyck-2;state:untrained;layers:3;seed:7');
  expect(readSettings(query.split('time-scales=')[1] ?? '', DEFAULTS)).toEqual(settings);
  for (const text of ['', 'task:', 'layers:7', 'seed:x', '__proto__:1', 'x'.repeat(1e5)])
    expect(readSettings(text, DEFAULTS)).toEqual(DEFAULTS);
  expect(readSettings('seed:1e9', DEFAULTS).seed).toBe(99);
});
