/** The shape explorer: addresses, what is shown for the settings, code, weights, geometry, and the call in a worker. */
import { describe, expect, test } from 'vitest';
import { queryWith, readSettings } from '#components/demos/shape-explorer/address.ts';
import { axisCode } from '#components/demos/shape-explorer/axis-code.ts';
import { boxesOf } from '#components/demos/shape-explorer/boxes.ts';
import { DEFAULTS, MERGES, type Settings } from '#components/demos/shape-explorer/demo.ts';
import { programOf } from '#components/demos/shape-explorer/program.ts';
import { recordedComparisons } from '#components/demos/shape-explorer/recorded.ts';
import { shapesCsv } from '#components/demos/shape-explorer/save.ts';
import { STRINGS } from '#components/demos/shape-explorer/strings.ts';
import { lengthsOf, viewOf } from '#components/demos/shape-explorer/view.ts';
import { weightTable } from '#components/demos/shape-explorer/weights.ts';
import { sizesOf } from '#model/tensor-shape.ts';
import { layoutShapeBoxes } from '#viz/shape-boxes.ts';

const settings = (part: Partial<Settings>): Settings => ({ ...DEFAULTS, ...part });
const shapes = (part: Partial<Settings>): Record<string, number[]> =>
  Object.fromEntries(viewOf(settings(part)).tensors.map((each) => [each.name, sizesOf(each)]));

/** Settings of every kind. */
const KINDS: readonly Partial<Settings>[] = [
  {},
  { bidirectional: false, numLayers: 1, batchFirst: true, pick: 'h_n.2' },
  { projSize: 3, bias: false, input: 'packed', states: 'right' },
  { projSize: 3, input: 'unbatched', dropout: 0.3, steps: 32, hiddenSize: 64 },
  { states: 'swapped', batch: 16, inputSize: 64 },
  { framework: 'keras', merge: 'None', numLayers: 1, returnState: true, returnSequences: true },
  ...MERGES.map((merge): Partial<Settings> => ({ framework: 'keras', merge, returnState: true })),
  { framework: 'keras', lowerSequences: false, goBackwards: true, activation: 'relu' },
];

describe.each(KINDS)('%j', (part) => {
  const set = settings(part);
  const view = viewOf(set);

  test('the address brings the settings back', () => {
    const query = new URLSearchParams(queryWith('?other=1', set));
    expect(query.get('other')).toBe('1');
    expect(readSettings(query.get('shape-explorer') ?? '', DEFAULTS)).toEqual(set);
  });

  test('every axis has code, and both languages say what it gives', () => {
    for (const tensor of view.tensors)
      for (const axis of tensor.axes.keys()) {
        const lines = axisCode(view, tensor, axis);
        expect(lines.length).toBeGreaterThan(0);
        for (const { code, meaning } of lines) {
          expect(code.startsWith(tensor.name)).toBe(true);
          expect(STRINGS.en.meanings[meaning]).toBeTruthy();
        }
      }
    expect(view.tensors.some(({ name }) => view.pick.startsWith(`${name}.`))).toBe(true);
  });

  test.each([340, 740])(
    'boxes stay in their places and keep their proportions at %i px',
    (width) => {
      const { boxes, height } = layoutShapeBoxes(boxesOf(view), width);
      expect(boxes).toHaveLength(view.tensors.length);
      for (const box of boxes) {
        const numbers = [...(box.front + box.top + box.side).matchAll(/-?[\d.]+/g)].map(Number);
        for (const [n, value] of numbers.entries()) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(n % 2 === 0 ? width : height);
        }
      }
    },
  );

  test('the weights of each framework add up to its count', () => {
    const table = weightTable(set);
    for (const framework of ['pytorch', 'keras'] as const) {
      const sum = table.rows.reduce((total, row) => total + (row[framework]?.size ?? 0), 0);
      expect(sum).toBe(table[framework] ?? 0);
    }
    expect(table[set.framework]).toBeGreaterThan(0);
  });

  test('the file of numbers holds every shape', () => {
    const csv = shapesCsv(view, undefined);
    for (const { name } of view.tensors) expect(csv).toContain(`shape,${name},`);
  });
});

test('batch_first exchanges the axes of input and output, never those of the states', () => {
  expect(shapes({})).toEqual({
    input: [5, 3, 6],
    output: [5, 3, 16],
    h_n: [4, 3, 8],
    c_n: [4, 3, 8],
  });
  expect(shapes({ batchFirst: true })).toEqual({
    input: [3, 5, 6],
    output: [3, 5, 16],
    h_n: [4, 3, 8],
    c_n: [4, 3, 8],
  });
});

test('a projection shortens h and not c; an unbatched input has no batch axis', () => {
  expect(shapes({ projSize: 3, input: 'unbatched' })).toMatchObject({
    output: [5, 6],
    h_n: [4, 3],
    c_n: [4, 8],
  });
});

test.each([
  [{ states: 'swapped' as const }, 'Expected hidden[0] size (4, 3, 8), got [3, 4, 8]'],
  [{ projSize: 8 }, 'proj_size has to be smaller than hidden_size'],
  [{ framework: 'keras' as const, lowerSequences: false }, 'expected ndim=3, found ndim=2'],
])('what the framework refuses has no output and cannot be run: %j', (part, text) => {
  const view = viewOf(settings(part));
  expect(view.said.at(-1)?.text).toContain(text);
  expect(view.order).toBeUndefined();
  expect(view.tensors.map(({ name }) => name)).not.toContain('output');
});

test('a warning leaves the output as it is', () => {
  const view = viewOf(settings({ dropout: 0.5, numLayers: 1 }));
  expect(view.said.map(({ kind }) => kind)).toEqual(['UserWarning']);
  expect(view.order).toBeDefined();
});

test('the last row of a padded output is the end of no shorter sequence, in either direction', () => {
  const view = viewOf(settings({ input: 'packed' }));
  const output = view.tensors.find(({ name }) => name === 'output');
  if (!output) throw new Error('no output');
  expect(axisCode(view, output, 0).map(({ code, meaning }) => `${code} ${meaning}`)).toEqual([
    'output[t] step',
    'output[-1, :, :R] lastPadded',
    'output[-1, :, R:] lastPadded',
    'output[0, :, R:] backwardEnd',
  ]);
});

test('lengths fall by one and never below one', () => {
  expect(lengthsOf(settings({ steps: 3, batch: 5 }))).toEqual([3, 2, 1, 1, 1]);
});

test('the program has the arguments that are not defaults', () => {
  const program = programOf(
    viewOf(settings({ bidirectional: false, projSize: 3, batchFirst: true, input: 'packed' })),
  );
  expect(program).toContain('proj_size=3');
  expect(program).not.toContain('bidirectional');
  expect(program).toContain('x = torch.randn(3, 5, 6)  # (N, T, I)');
  expect(program).toContain('lengths = torch.tensor([5, 4, 3])');
  const keras = programOf(
    viewOf(settings({ framework: 'keras', merge: 'ave', returnSequences: true })),
  );
  expect(keras).toContain('merge_mode="ave"');
  expect(keras.match(/layers\.Bidirectional\(/g)).toHaveLength(2);
});

test('the page carries the comparisons of the defaults', () => {
  expect(recordedComparisons().map(({ difference }) => difference > 0)).toEqual([
    false,
    true,
    false,
    true,
  ]);
});

describe('addresses come from anybody', () => {
  test.each([
    ['units:0', { hiddenSize: 1 }],
    ['units:9999;layers:9', { hiddenSize: 64, numLayers: 4 }],
    ['framework:jax;merge:max', {}],
    ['dropout:0.34', { dropout: 0.3 }],
    ['first:maybe,both:no', { bidirectional: false }],
    ['at:output.7', {}],
  ])('%s', (text, expected) => {
    expect(readSettings(text, DEFAULTS)).toEqual({ ...DEFAULTS, ...expected });
  });
});
