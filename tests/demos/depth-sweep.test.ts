import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { queryWith, readSettings } from '#components/demos/depth-sweep/address.ts';
import { bits, gradient, range } from '#components/demos/depth-sweep/bits.ts';
import { cellOf, CELLS, DEMO_ID, specificationOf } from '#components/demos/depth-sweep/cells.ts';
import { factsOf } from '#components/demos/depth-sweep/chart.ts';
import {
  change,
  chosenCells,
  DEFAULTS,
  MOST_CELLS,
  planOf,
  RANGES,
} from '#components/demos/depth-sweep/demo.ts';
import { recording, tuning } from '#components/demos/depth-sweep/files.ts';
import {
  firstGradient,
  hasPlateaued,
  summarise,
  type SweepCell,
  type SweepFile,
  type SweepResult,
  type SweepRun,
} from '#components/demos/depth-sweep/recorded.ts';
import { STRINGS } from '#components/demos/depth-sweep/strings.ts';
import { outcomeOf, verdictOf } from '#components/demos/depth-sweep/verdict.ts';
import { median } from '#math/statistics.ts';
import { countParameters } from '#model/parameters.ts';
import { TASKS } from '#tasks/registry.ts';
import { checkPlan } from '#train/plan.ts';
import { samePlan } from '#components/demos/training-demo.svelte.ts';

const record = recording();

describe('stacks', () => {
  test('nine: a single layer has no residual twin', () => {
    expect(CELLS.map(({ id }) => id)).toEqual([
      'plain-1',
      'plain-2',
      'plain-4',
      'plain-6',
      'plain-8',
      'residual-2',
      'residual-4',
      'residual-6',
      'residual-8',
    ]);
    expect(() => cellOf('plain-3')).toThrow('cell must be one of plain-1, ');
  });

  test('parameters as counted by hand; residual connections cost none', () => {
    const count = (id: string): number => countParameters(specificationOf(cellOf(id))).total;
    expect(count('plain-1')).toBe(40 * 16 + 4 * 24 * (16 + 24 + 1) + 40 * 25);
    expect(count('plain-8')).toBe(count('plain-1') + 7 * 4 * 24 * (24 + 24 + 1));
    expect(count('residual-8')).toBe(count('plain-8'));
    // As the article says.
    expect((count('plain-8') / count('plain-1')).toFixed(1)).toBe('6.9');
  });
});

describe('settings', () => {
  test('every corner is a plan that the session accepts', () => {
    for (const end of ['min', 'max'] as const) {
      const settings = {
        ...DEFAULTS,
        cells: chosenCells(CELLS.map(({ id }) => id)),
        learningRate: RANGES.learningRate[end],
        steps: RANGES.steps[end],
        seeds: RANGES.seeds[end],
      };
      expect(settings.cells).toHaveLength(MOST_CELLS);
      expect(checkPlan(planOf(settings), TASKS).id).toBe('char-lm');
    }
  });

  test('stacks that do not exist are dropped, and one is always left', () => {
    expect(chosenCells(['residual-8', 'plain-3', 'plain-1'])).toEqual(['plain-1', 'residual-8']);
    expect(change(DEFAULTS, { cells: [] }).cells).toEqual(DEFAULTS.cells);
  });

  test('what was written into the address is read again, and defaults are not written', () => {
    const settings = change(DEFAULTS, {
      cells: ['plain-1', 'plain-6', 'residual-6'],
      steps: 1000,
      seeds: 2,
      learningRate: 0.0037,
      backend: 'wasm',
    });
    const query = queryWith('?other=1', settings);
    expect(query).toBe(
      '?other=1&depth-sweep=p4:no;p6:yes;p8:no;r6:yes;r8:no;rate:0.0037;steps:1000;seeds:2;backend:wasm',
    );
    expect(readSettings(new URLSearchParams(query).get(DEMO_ID) ?? '', DEFAULTS)).toEqual(settings);
    expect(queryWith(query, DEFAULTS)).toBe('?other=1');
  });

  test('nonsense changes nothing', () => {
    for (const text of ['', 'x', 'p9:yes', 'steps:NaN', '__proto__:1', 'a'.repeat(1e5)])
      expect(readSettings(text, DEFAULTS)).toEqual(DEFAULTS);
    expect(readSettings('steps:1e999;seeds:-4', DEFAULTS).seeds).toBe(1);
  });

  test('plans differ by one number', () => {
    expect(samePlan(planOf(DEFAULTS), planOf({ ...DEFAULTS }))).toBe(true);
    expect(samePlan(planOf(DEFAULTS), planOf({ ...DEFAULTS, steps: 401 }))).toBe(false);
  });
});

describe('the plateau rule', () => {
  test('ends a run when the last scores gain less than asked on the best before', () => {
    expect(hasPlateaued([5, 4, 4, 4], 3, 0.01)).toBe(false);
    expect(hasPlateaued([5, 4, 4, 4, 4], 3, 0.01)).toBe(true);
    // Small gains add up, and a rise is no gain.
    expect(hasPlateaued([5, 4, 3.996, 3.992, 3.988], 3, 0.01)).toBe(false);
    expect(hasPlateaued([5, 4, 4.2, 4.1, 3.995], 3, 0.01)).toBe(true);
  });
});

describe('the verdict', () => {
  test('a run beats the trigram, stays at the letter frequencies, or lies between', () => {
    const at = { unigram: 4.4, trigram: 3 };
    expect([2.9, 3, 4.29, 4.31, null].map((score) => outcomeOf(score, at))).toEqual([
      'beats',
      'between',
      'between',
      'stuck',
      'stuck',
    ]);
  });

  test('stacks whose runs agree are named, the others counted', () => {
    const verdicts = verdictOf(
      [
        { id: 'plain-1', scores: [2.8, 2.9] },
        { id: 'plain-4', scores: [2.9, 4.35, 3.5] },
        { id: 'plain-8', scores: [4.35, null] },
        { id: 'residual-8', scores: [2.7] },
      ],
      { unigram: 4.4, trigram: 3 },
    );
    expect(verdicts).toEqual([
      {
        kind: 'plain',
        all: { beats: [1], between: [], stuck: [8] },
        mixed: [{ layers: 4, runs: 3, counts: { beats: 1, between: 1, stuck: 1 } }],
      },
      { kind: 'residual', all: { beats: [8], between: [], stuck: [] }, mixed: [] },
    ]);
    expect(verdicts.map(STRINGS.en.verdict)).toEqual([
      'Plain: 1 layer beats the trigram; 8 layers stay at the letter frequencies; of 3 runs with 4 layers 1 beats the trigram, 1 ends between letter frequencies and trigram, 1 stays at the letter frequencies.',
      'Residual: 8 layers beat the trigram.',
    ]);
    expect(verdicts.map(STRINGS['zh-cn'].verdict)).toEqual([
      '普通堆叠：1 层胜过三元文法；8 层停在字符频率的水平；4 层的 3 次训练中，1 次胜过三元文法，1 次介于字符频率与三元文法之间，1 次停在字符频率的水平。',
      '残差堆叠：8 层胜过三元文法。',
    ]);
  });
});

describe('numbers as they are written', () => {
  test('bits, ranges and gradients', () => {
    expect(bits(2.6)).toBe('2.60');
    expect(range([2.6, null, 2.71])).toBe('2.60–2.71');
    expect(range([null])).toBe('–');
    expect([0, 0.4, 0.4875, 0.003904, 0.00031, 3.1e-6].map(gradient)).toEqual([
      '0',
      '0.40',
      '0.49',
      '0.0039',
      '3.1·10⁻⁴',
      '3.1·10⁻⁶',
    ]);
  });
});

describe('the recorded runs', () => {
  test('every stack has some, with the rate that its tuning runs chose', () => {
    expect(record.cells.map(({ id }) => id)).toEqual(CELLS.map(({ id }) => id));
    for (const { id, learningRate, runs } of record.cells) {
      expect(runs.length).toBeGreaterThan(0);
      const tried = tuning(id);
      expect(tried.map(({ rate }) => rate)).toEqual([0.001, 0.003, 0.01]);
      const best = tried.reduce((a, b) => (b.score < a.score ? b : a));
      expect(learningRate).toBe(best.rate);
      for (const { seed } of runs)
        expect(existsSync(`content/recorded/depth-sweep/${id}/seed-${seed}.json`)).toBe(true);
    }
  });

  test('begin at log₂ 40 bits, end by the rule they state, and are scored at their best validation', () => {
    for (const { runs } of record.cells)
      for (const run of runs) {
        expect(run.curve[0]?.[1]).toBeCloseTo(Math.log2(40), 1);
        if (run.stop === 'cap') expect(run.steps).toBe(record.settings.steps);
        if (run.stop === 'plateau') expect(run.steps).toBeLessThanOrEqual(record.settings.steps);
        expect(run.curve.map(([, score]) => score)).toContain(run.test);
      }
    const facts = factsOf(record);
    expect(facts.plateau + facts.cap + facts.diverged).toBe(facts.total);
  });

  test('a file made by hand is summed up as it should be', () => {
    const result: SweepResult = {
      gradientNorms: [0.5, 1],
      baselines: [4.4, 3.5, 3, 2.8],
      curve: { step: [0, 10, 20], train: [5, 3, 2], validation: [5, 3, 4], test: [5, 3.2, 4.1] },
      stop: 'plateau',
    };
    const file = {
      config: { kind: 'plain', layers: 2, learningRate: 0.01, seed: 3, steps: 30 },
      result,
      engine: { version: '0', backend: 'wasm', runtime: 'Node' },
      date: '2026-01-01',
    } as SweepFile;
    const { cells } = summarise([file]);
    expect(cells.map(({ id }) => id)).toEqual(['plain-2']);
    expect(cells[0]?.runs[0]).toMatchObject({ seed: 3, test: 3.2, train: 3, steps: 20 });
    expect(() => summarise([])).toThrow('no run of depth-sweep has been recorded');
  });
});

describe('what the article says of the recorded runs', () => {
  const cell = (id: string): SweepCell => {
    const found = record.cells.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no run of ${id}`);
    return found;
  };
  const medianOf = (id: string, value: (run: SweepRun) => number | null): number =>
    median(cell(id).runs.map((run) => value(run) ?? Infinity));
  const gap = (id: string): number =>
    medianOf(id, ({ test: score, train }) => (score ?? Infinity) - (train ?? 0));
  const [unigram = NaN, , trigram = NaN] = record.baselines;

  test('six and eight plain layers stay at the letter frequencies, on the training text too', () => {
    for (const id of ['plain-6', 'plain-8']) {
      for (const { test: score, train } of cell(id).runs) {
        expect(outcomeOf(score, { unigram, trigram })).toBe('stuck');
        expect(train).toBeGreaterThan(unigram - 0.2);
      }
      for (const { score } of tuning(id)) expect(score).toBeGreaterThan(4.2);
    }
  });

  test('four plain layers train at the highest rate only, and are still improving at the end', () => {
    expect(tuning('plain-4').map(({ score }) => score > 4.2)).toEqual([true, true, false]);
    expect(cell('plain-4').learningRate).toBe(0.01);
    for (const { stop } of cell('plain-4').runs) expect(stop).toBe('cap');
  });

  test('residual connections let eight layers train, with a gradient over a hundred times as large', () => {
    for (const { test: score } of cell('residual-8').runs)
      expect(outcomeOf(score, { unigram, trigram })).toBe('beats');
    expect(firstGradient(cell('residual-8')) / firstGradient(cell('plain-8'))).toBeGreaterThan(100);
  });

  test('with them every layer fits the training text better, and from four on not the test', () => {
    const ids = ['residual-2', 'residual-4', 'residual-6', 'residual-8'];
    const trained = ids.map((id) => medianOf(id, ({ train }) => train));
    expect(trained).toEqual(trained.toSorted((a, b) => b - a));
    const gaps = ids.map(gap);
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
    const late = ids.slice(1).map((id) => medianOf(id, ({ test: score }) => score));
    expect(Math.max(...late) - Math.min(...late)).toBeLessThan(0.06);
  });
});

describe('numbers in the article', () => {
  test('what a crossing between two layers leaves before training', () => {
    // Glorot on [H, 4H]: variance 2/(5H); a quarter of it passes the two half-open gates.
    const glorot = Math.sqrt(2 / 5) / 4;
    const gain = (forget: number): number => 1 / (1 - forget);
    const kept = 1 / (1 + Math.exp(-1));
    expect(glorot.toFixed(2)).toBe('0.16');
    expect(gain(kept).toFixed(1)).toBe('3.7');
    expect((glorot * gain(kept)).toFixed(2)).toBe('0.59');
    expect((glorot ** 7).toExponential(0)).toBe('2e-6');
    expect(((glorot * gain(kept)) ** 7).toFixed(3)).toBe('0.024');
    const pytorch = Math.sqrt(1 / 3) / 4;
    expect([pytorch, pytorch * gain(0.5)].map((value) => value.toFixed(2))).toEqual([
      '0.14',
      '0.29',
    ]);
  });

  test('how narrow layers become at equal parameters', () => {
    expect([2, 8].map((layers) => Math.round(100 / Math.sqrt(2 * layers - 1)))).toEqual([58, 26]);
  });
});
