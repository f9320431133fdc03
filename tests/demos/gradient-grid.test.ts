/** The gradient grid: its settings, what it opens with, its numbers in words, its training run. */
import { describe, expect, test } from 'vitest';
import file from '#content/recorded/gradient-grid/pytorch/plain/bias-1.json' with { type: 'json' };
import { chartStrings } from '#components/demos/gradient-grid/chart.ts';
import {
  DEFAULTS,
  gridInput,
  planOf,
  probesOf,
  queryWith,
  readSettings,
  type Shown,
} from '#components/demos/gradient-grid/demo.ts';
import { formatSlope, readoutRows } from '#components/demos/gradient-grid/readout.ts';
import { recordedStart } from '#components/demos/gradient-grid/recorded.ts';
import { fileName, gridCsv } from '#components/demos/gradient-grid/save.ts';
import { STRINGS } from '#components/demos/gradient-grid/strings.ts';
import { mapOfInspection, meanForgetGate } from '#components/demos/gradient-grid/training.ts';
import { createReferenceBackend } from '#engine/reference.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { checkSpecification } from '#model/check-specification.ts';
import { adding } from '#tasks/adding.ts';

const start = recordedStart(file);
const shown: Shown = {
  source: 'recorded',
  settings: DEFAULTS,
  map: start.map,
  single: start.single,
  updates: undefined,
  gates: [],
};

describe('settings', () => {
  test('are read from texts, kept in range, and written where they differ', () => {
    const set = readSettings('layers:8,bias:-0.5,links:residual', DEFAULTS);
    expect(set).toEqual({ ...DEFAULTS, layers: 8, bias: -0.5, links: 'residual' });
    expect(readSettings('layers:99;bias:x;seeds:0;junk:1', set)).toMatchObject({
      layers: 8,
      bias: -0.5,
      seeds: 1,
    });
    expect(queryWith('', set)).toBe('?gradient-grid=layers:8;bias:-0.5;links:residual');
    expect(queryWith('?gradient-grid=layers:8', DEFAULTS)).toBe('');
  });

  test('ask for the stack and for one layer beside it', () => {
    expect(probesOf(DEFAULTS).map(({ numLayers }) => numLayers)).toEqual([4, 1]);
    expect(probesOf({ ...DEFAULTS, layers: 1 })).toHaveLength(1);
    const plan = planOf({ ...DEFAULTS, layers: 8, links: 'residual' });
    for (const { spec } of plan.arms) expect(() => checkSpecification(spec)).not.toThrow();
    expect(plan.arms[0]?.spec).toMatchObject({ numLayers: 8, residual: true, inputSize: 2 });
  });
});

test('it opens with the file that was recorded', () => {
  expect(start.map).toEqual(file.result.maps[3]);
  expect(start.single).toEqual(file.result.maps[0]);
  expect(start.date).toBe(file.date);
  expect(file.config).toMatchObject({
    initialisation: DEFAULTS.weights,
    forgetBias: DEFAULTS.bias,
  });
  const { rows, curves } = gridInput(shown, 'h', true);
  expect(rows.map(({ id }) => id)).toEqual(['input', '1', '2', '3', '4']);
  expect(rows[0]?.values).toBe(start.map.input);
  expect(rows[4]?.values[0]).toBe(0);
  expect(curves.map(({ id }) => id)).toEqual(['rate', 'guide', 'single', 'stack']);
  expect(gridInput(shown, 'h', false).curves.map(({ id }) => id)).toEqual(['single', 'stack']);
  expect(() => recordedStart(file, { layers: 9 })).toThrow(/got 9/);
});

test.each(['en', 'zh-cn'] as const)('the readout says the slopes of the file (%s)', (locale) => {
  const [stack, single, rate] = readoutRows(shown, STRINGS[locale]);
  const slopes = file.result.maps[3]?.slopes ?? [];
  expect(stack?.slope).toBe(formatSlope(slopes.reduce((sum, one) => sum + one, 0) / slopes.length));
  expect(stack?.range).toContain(formatSlope(Math.min(...slopes)));
  expect(single?.slope).toBe('−0.092');
  expect(rate?.slope).toBe('−0.136');
  const words = chartStrings(shown, 'c', STRINGS[locale]);
  // Recorded maps hold no c, and the title says what is drawn.
  expect(words.mapTitle).toBe(STRINGS[locale].mapTitle('h', false));
  expect(words.row('3')).toBe(STRINGS[locale].layer(3));
});

test('slopes are written with their sign', () => {
  expect(['−0.072', '+0.011', '0.000', '–']).toEqual(
    [-0.0721, 0.0106, -0.0001, NaN].map(formatSlope),
  );
});

test('a saved table holds every row, and says where it comes from', () => {
  const lines = gridCsv(shown).trimEnd().split('\r\n');
  expect(lines).toHaveLength(1 + 81 * 6);
  expect(lines[1]).toBe(`4,pytorch,1,plain,,recorded,input,0,${start.map.input[0]}`);
  expect(fileName({ ...shown, updates: 40 })).toBe(
    'gradient-grid-4-layers-pytorch-plain-bias1-step-40-recorded',
  );
});

test('the map of a model in training is relative to the gradient at the top', async () => {
  const plan = planOf({ ...DEFAULTS, layers: 2 });
  const spec = plan.arms[0]?.spec;
  if (!spec) throw new Error('the plan has no arm');
  const trainer = await createReferenceBackend().createTrainer({
    spec,
    parameters: initialParameters(spec, 1),
    optimizer: DEFAULT_OPTIMIZER,
  });
  const { sequenceLength, batchSize } = plan;
  const stream = adding.createStream({ seed: 1, sequenceLength, batchSize });
  const inspection = await trainer.inspect(stream.batch(0), 0);
  const map = mapOfInspection(inspection, spec.hiddenSize);
  expect(map.h).toHaveLength(2);
  expect(map.h[0]).toHaveLength(50);
  expect(map.h[1]?.[0]).toBeCloseTo(0, 12);
  const bottom = inspection.layers[0]?.dH.slice(-32) ?? [];
  const top = inspection.layers[1]?.dH.slice(-32) ?? [];
  expect(10 ** (map.h[0]?.[0] ?? NaN)).toBeCloseTo(Math.hypot(...bottom) / Math.hypot(...top), 6);
  // Forget bias 1: gates near σ(1).
  expect(meanForgetGate(inspection.layers[0]?.gates ?? new Float32Array(), 32)).toBeCloseTo(
    0.73,
    1,
  );
  const words = STRINGS.en;
  const trained: Shown = {
    ...shown,
    source: 'live',
    map,
    single: undefined,
    updates: 0,
    gates: [0.7, 0.8],
  };
  expect(gridInput(trained, 'h', true).curves.map(({ id }) => id)).toEqual(['stack', 'top']);
  expect(readoutRows(trained, words).map(({ name }) => name)).toEqual([
    'layer 1',
    'layer 2',
    words.readout.slowest,
  ]);
});
