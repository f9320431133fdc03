/** The cost calculator: settings, formulas that can be worked out again, equal sizes, and the recorded times. */
import { describe, expect, test } from 'vitest';
import { queryWith, readSettings } from '#components/demos/cost-calculator/address.ts';
import { barsInput, segmentsOf } from '#components/demos/cost-calculator/bars.ts';
import {
  change,
  countedIn,
  DEFAULTS,
  depthRows,
  type Settings,
  shapeOf,
} from '#components/demos/cost-calculator/demo.ts';
import { formulaRows, QUANTITIES } from '#components/demos/cost-calculator/formulas.ts';
import {
  measuredModels,
  measurePlan,
  measureProblem,
  type RecordedCost,
} from '#components/demos/cost-calculator/measure.ts';
import { outcomeOf } from '#components/demos/cost-calculator/outcome.ts';
import { formatBytes, formatLarge } from '#components/demos/cost-calculator/quantities.ts';
import recorded from '#components/demos/cost-calculator/recorded.json' with { type: 'json' };
import { costCsv } from '#components/demos/cost-calculator/save.ts';
import { STRINGS } from '#components/demos/cost-calculator/strings.ts';
import { weightRows } from '#components/demos/cost-calculator/weights.ts';
import { benchmarkSpecification } from '#model/benchmark.ts';
import { countWeights } from '#model/framework-weights.ts';
import { countParameters } from '#model/parameters.ts';

const record: RecordedCost = { ...recorded, backend: 'wasm' };
const settings = (part: Partial<Settings>): Settings => change(DEFAULTS, part);

/** Every kind of stack that can be set. */
const KINDS: readonly Partial<Settings>[] = [
  {},
  { numLayers: 1 },
  { numLayers: 6, bias: false },
  { directions: 'two' },
  { directions: 'two', numLayers: 1 },
  { projection: 32 },
  { projection: 32, directions: 'two', around: 'head', outputSize: 7 },
  { around: 'head', outputSize: 10, reads: 'last' },
  { around: 'embedding', vocabulary: 5000, outputSize: 5000 },
  { around: 'embedding', directions: 'two', projection: 1, numLayers: 16 },
  { inputSize: 8192, hiddenSize: 8192, numLayers: 16 },
];

/** Works out what is printed: `4·128·(10 + 128 + 1)`. */
function workOut(text: string): number {
  const plain = text.replaceAll(',', '').replaceAll('·', '*').replaceAll('−', '-');
  expect(plain).toMatch(/^[\d\s*+()-]+$/);
  // Digits and signs only, as the line above has made sure.
  return new Function(`return ${plain}`)() as number;
}

describe.each(KINDS)('%j', (part) => {
  const set = settings(part);

  test('every printed formula gives its number', () => {
    for (const { numbers, value, id } of formulaRows(set))
      if (value !== undefined) expect(`${id} ${workOut(numbers)}`).toBe(`${id} ${value}`);
  });

  test('letters and numbers have the same form', () => {
    const values: Readonly<Record<string, number>> = {
      I: set.inputSize,
      H: set.hiddenSize,
      L: set.numLayers,
      T: set.sequenceLength,
      B: set.batchSize,
      P: set.projection,
      V: set.vocabulary,
      O: set.outputSize,
      m: formulaRows(set).find(({ id }) => id === 'perTimeStep')?.value ?? NaN,
      F: formulaRows(set).find(({ id }) => id === 'forward')?.value ?? NaN,
      N: countWeights(shapeOf(set), 'pytorch').total,
    };
    for (const { letters, value } of formulaRows(set))
      if (letters !== '' && value !== undefined) {
        const dotted = letters.replaceAll(/(?<=[0-9A-Zmn])(?=[A-Z(mn])/g, '·');
        const numbers = dotted.replaceAll(/[A-Zm]/g, (letter) => String(values[letter]));
        expect(workOut(numbers)).toBe(value);
      }
  });

  test('weights by name add up to the totals, in both frameworks', () => {
    const sum = (framework: 'pytorch' | 'keras'): number =>
      weightRows(set).reduce((total, row) => total + (row[framework]?.size ?? 0) * row.copies, 0);
    expect(sum('pytorch')).toBe(countWeights(shapeOf(set), 'pytorch').total);
    if (set.projection === 0) expect(sum('keras')).toBe(countWeights(shapeOf(set), 'keras').total);
    const keys = weightRows(set).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('segments of the bars add up to what is written beside them', () => {
    expect(segmentsOf(set).reduce((sum, { size }) => sum + size, 0)).toBe(
      countWeights(shapeOf(set), countedIn(set)).total,
    );
  });

  test('the address brings the settings back', () => {
    const query = new URLSearchParams(queryWith('?other=1', set));
    expect(query.get('other')).toBe('1');
    expect(readSettings(query.get('cost-calculator') ?? '', DEFAULTS)).toEqual(set);
  });
});

test('the documented examples: 2,560, 5,920 and 921,600 in PyTorch, one bias less in Keras', () => {
  for (const [inputSize, hiddenSize, numLayers, pytorch, keras] of [
    [10, 20, 1, 2560, 2480],
    [10, 20, 2, 5920, 5760],
    [128, 256, 2, 921_600, 919_552],
  ] as const) {
    const rows = formulaRows(settings({ inputSize, hiddenSize, numLayers }));
    expect(rows.find(({ id }) => id === 'pytorch')?.value).toBe(pytorch);
    expect(rows.find(({ id }) => id === 'keras')?.value).toBe(keras);
  }
});

test('rows come in their order, and those that do not apply are left out', () => {
  const all = formulaRows(settings({ around: 'embedding' })).map(({ id }) => id);
  expect(all).toEqual(QUANTITIES);
  const few = formulaRows(DEFAULTS).map(({ id }) => id);
  expect(few).not.toContain('embedding');
  expect(few).not.toContain('pytorchTotal');
});

test('Keras has no number where it has no such layer', () => {
  const rows = formulaRows(settings({ projection: 3 }));
  expect(rows.find(({ id }) => id === 'keras')?.value).toBeUndefined();
  expect(countedIn(settings({ projection: 3, framework: 'keras' }))).toBe('pytorch');
});

test('equal sizes: both ways, and the depth that is set is among the rows', () => {
  const rows = depthRows(settings({ numLayers: 6 }));
  expect(rows.map(({ numLayers }) => numLayers)).toEqual([1, 2, 3, 4, 6]);
  expect(rows[1]?.equalParameters).toMatchObject({ width: 75, total: 71_100 });
  expect(rows[1]?.equalWidth).toBe(202_752);
  const two = depthRows(settings({ hiddenSize: 64 }))[1];
  expect(two?.oneLayer).toMatchObject({ width: 109, total: 52_320 });
});

test('the figure shows one to four layers twice, with the counts of the table', () => {
  const rows = depthRows(DEFAULTS);
  const { groups, legend } = barsInput(DEFAULTS, rows, STRINGS.en);
  expect(groups.map((group) => group.rows.map(({ label }) => label))).toEqual([
    ['1 × 128', '2 × 128', '3 × 128', '4 × 128'],
    ['1 × 128', '2 × 75', '3 × 58', '4 × 49'],
  ]);
  expect(groups[1]?.rows[1]?.end).toBe('71,100');
  expect(legend.map(({ kind }) => kind)).toEqual(['input', 'recurrent', 'bias']);
});

describe('addresses come from anybody', () => {
  test.each([
    ['units:0', { hiddenSize: 1 }],
    ['units:99999', { hiddenSize: 8192 }],
    ['units:abc;layers:3', { numLayers: 3 }],
    ['projection:500;units:100', { hiddenSize: 100, projection: 99 }],
    ['layers:2.4', { numLayers: 2 }],
    ['count:jax', {}],
    ['units:1,projection:7', { hiddenSize: 1, projection: 0 }],
  ])('%s', (text, expected) => {
    expect(readSettings(text, DEFAULTS)).toEqual({ ...DEFAULTS, ...expected });
  });
});

describe('measuring', () => {
  test('one layer, and two to four at equal width and at equal parameters', () => {
    const models = measuredModels(DEFAULTS);
    expect(models.map(({ name, shape: { L, H } }) => `${name} ${L}×${H}`)).toEqual([
      'one 1×128',
      'width-2 2×128',
      'width-3 3×128',
      'width-4 4×128',
      'parameters-2 2×75',
      'parameters-3 3×58',
      'parameters-4 4×49',
    ]);
    for (const { shape, parameters } of models)
      expect(parameters).toBe(countParameters(benchmarkSpecification(shape)).total);
    expect(models[0]?.factor).toBe(1);
    expect(measurePlan(models).sizes?.['width-3']).toEqual({ B: 32, T: 50, I: 10, H: 128, L: 3 });
  });

  test.each([
    [{ directions: 'two' }, 'directions'],
    [{ projection: 3 }, 'projection'],
    [{ bias: false }, 'bias'],
    [{ inputSize: 2000 }, 'inputSize'],
    [{ hiddenSize: 300 }, 'hiddenSize'],
    [{ sequenceLength: 10_000 }, 'multiplyAdds'],
  ] as const)('%j cannot be measured, and both languages say why', (part, reason) => {
    const problem = measureProblem(settings(part));
    expect(problem?.reason).toBe(reason);
    if (problem === undefined) return;
    for (const locale of ['en', 'zh-cn'] as const) {
      const text = STRINGS[locale].problem(problem);
      if ('value' in problem) expect(text).toContain(formatLarge(problem.value));
    }
  });

  test('the defaults can be measured', () => {
    expect(measureProblem(DEFAULTS)).toBeUndefined();
  });

  test('the recorded file has a time for each model of its sizes, which are the defaults', () => {
    expect(record.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    const { inputSize, hiddenSize, sequenceLength, batchSize } = DEFAULTS;
    expect(record.sizes).toEqual({ inputSize, hiddenSize, sequenceLength, batchSize });
    expect(Object.keys(record.ms)).toEqual(measuredModels(record.sizes).map(({ name }) => name));
    for (const ms of Object.values(record.ms)) expect(ms).toBeGreaterThan(0);
  });

  test('the outcome names the deepest stack of equal parameters', () => {
    const timed = measuredModels(DEFAULTS).map((model) => ({ ...model, ms: 10 * model.factor }));
    expect(outcomeOf(timed, STRINGS.en)).toContain('4 × 49 took 0.98 times');
    expect(
      outcomeOf(
        timed.map((model) => ({ ...model, ms: undefined })),
        STRINGS.en,
      ),
    ).toBe('');
  });
});

test('large counts and memory', () => {
  expect(formatLarge(921_600)).toBe('921,600');
  expect(formatLarge(2.5769e17)).toBe('2.577 × 10¹⁷');
  expect(formatBytes(920)).toBe('920 bytes');
  expect(formatBytes(11_468_800)).toBe('11.5 MB');
  expect(formatBytes(999_999)).toBe('1,000 kB');
});

test('the file of numbers holds every quantity, every weight and every time', () => {
  const models = measuredModels(DEFAULTS).map((model) => ({ ...model, ms: 1.5 }));
  const csv = costCsv(DEFAULTS, depthRows(DEFAULTS), models, 'recorded');
  for (const part of ['pytorch layer 2,weight_hh_l1,512 x 128,65536', 'quantity,keras', 'width-4'])
    expect(csv).toContain(part);
  expect(csv.split('\r\n').every((line) => line === '' || line.split(',').length >= 4)).toBe(true);
});
