/** Files of the frameworks are read as the frameworks read them, and every conversion computes the same. */
import { describe, expect, it } from 'vitest';
import { convert, readWeights } from '#formats/convert.ts';
import { LAYOUTS } from '#formats/layouts.ts';
import { pack } from '#formats/layout.ts';
import type { StackWeights } from '#formats/lstm-weights.ts';
import { TARGET_IDS } from '#formats/targets.ts';
import { bytesOf, differenceTo, fixture, FIXTURES } from './fixtures.ts';

/** float32 outputs of the frameworks against float64 ones. */
const TOLERANCE = 1e-6;

const stackOf = async (name: string): Promise<StackWeights> =>
  (await readWeights(bytesOf(fixture(name).file))).stack;

describe.each(FIXTURES.map((each) => [each.file, each] as const))('%s', (_, own) => {
  it('is read, and the reference computes what its framework computed', async () => {
    const { stack, layout, names } = await readWeights(bytesOf(own.file));
    expect(layout).toBe(own.kind.replace('-weights', ''));
    expect(stack.directions).toBe(own.directions);
    expect(stack.biases).toBe(own.bias ? LAYOUTS[layout].biases : 0);
    expect(stack.precision).toBe('F32');
    expect(names.length).toBe(own.kind === 'pytorch' ? 1 : own.layers);
    const width = own.directions * (own.projection || own.hiddenSize);
    expect(stack.layers).toEqual(
      Array.from({ length: own.layers }, (_row, layer) => ({
        inputSize: layer === 0 ? own.inputSize : width,
        hiddenSize: own.hiddenSize,
        projection: own.projection,
      })),
    );
    expect(differenceTo(own, stack)).toBeLessThan(TOLERANCE);
  });

  it.each(TARGET_IDS)('becomes %s, which computes the same', async (target) => {
    const { stack } = await readWeights(bytesOf(own.file));
    if (own.projection > 0 && target !== 'pytorch')
      return expect(convert(stack, target, 'x')).rejects.toMatchObject({ reason: 'target' });
    const { difference, name } = await convert(stack, target, 'model');
    expect(difference).toBeLessThan(1e-7);
    expect(name).toMatch(/^model\.[a-z0-9.-]+$/);
  });
});

describe('from PyTorch to Keras and back', () => {
  it.each([
    'pytorch-2x5.safetensors',
    'pytorch-2x4-bi.safetensors',
    'pytorch-1x5-nobias.safetensors',
  ])('%s computes what PyTorch computed', async (name) => {
    const keras = await convert(await stackOf(name), 'keras-weights', 'there');
    const between = await readWeights(keras.file);
    expect(between.format).toBe('keras-weights');
    const pytorch = await convert(between.stack, 'pytorch', 'back');
    const { stack } = await readWeights(pytorch.file);
    expect(differenceTo(fixture(name), stack)).toBeLessThan(TOLERANCE);
  });

  it('adds the biases and puts zeros in the second one', async () => {
    const before = await stackOf('pytorch-2x5.safetensors');
    const { file } = await convert(before, 'keras', 'x');
    const back = (
      await readWeights((await convert((await readWeights(file)).stack, 'pytorch', 'x')).file)
    ).stack;
    const [[was], [is]] = [before.cells[1] ?? [], back.cells[1] ?? []];
    const [unit] = was?.inputBias.f ?? [];
    const [other] = was?.recurrentBias.f ?? [];
    expect(other).not.toBe(0);
    expect(is?.inputBias.f[0]).toBeCloseTo((unit ?? NaN) + (other ?? NaN), 7);
    expect([...(is?.recurrentBias.f ?? [])]).toEqual([0, 0, 0, 0, 0]);
    expect(is?.recurrent).toEqual(was?.recurrent);
  });
});

describe('the layouts', () => {
  it('have the shapes and orders of the frameworks', async () => {
    const stack = await stackOf('pytorch-2x4-bi.safetensors');
    const shapes = (id: keyof typeof LAYOUTS) =>
      pack(stack, LAYOUTS[id])
        .filter(({ layer }) => layer === 1)
        .map(({ name, shape }) => `${name} ${shape.join('×')}`);
    expect(shapes('pytorch').slice(0, 4)).toEqual([
      'weight_ih_l1 16×8',
      'weight_hh_l1 16×4',
      'bias_ih_l1 16',
      'bias_hh_l1 16',
    ]);
    expect(shapes('keras').slice(0, 3)).toEqual([
      'layers/bidirectional_1/forward_layer/cell/vars/0 8×16',
      'layers/bidirectional_1/forward_layer/cell/vars/1 4×16',
      'layers/bidirectional_1/forward_layer/cell/vars/2 16',
    ]);
    expect(shapes('onnx')).toEqual(['lstm_1.W 2×16×8', 'lstm_1.R 2×16×4', 'lstm_1.B 2×32']);
    expect(shapes('cudnn')).toHaveLength(2 * 16);
    const rows = (id: keyof typeof LAYOUTS) =>
      pack(stack, LAYOUTS[id])[0]
        ?.pieces.map(({ gate }) => gate)
        .join('')
        .slice(0, 4);
    expect(
      ['pytorch', 'onnx', 'coreml', 'webnn', 'webnn-ifgo'].map((id) => rows(id as 'onnx')),
    ).toEqual(['ifgo', 'iofg', 'ifog', 'iofg', 'ifgo']);
  });

  it('of a file in the wrong order of gates compute something else', async () => {
    const stack = await stackOf('pytorch-2x5.safetensors');
    const wrong = {
      ...stack,
      cells: stack.cells.map((layer) =>
        layer.map((cell) => ({
          ...cell,
          input: { ...cell.input, g: cell.input.o, o: cell.input.g },
        })),
      ),
    };
    expect(differenceTo(fixture('pytorch-2x5.safetensors'), wrong)).toBeGreaterThan(0.01);
  });

  it('of float64 numbers stay float64 in PyTorch and Keras files', async () => {
    const stack: StackWeights = { ...(await stackOf('pytorch-2x5.safetensors')), precision: 'F64' };
    for (const target of ['pytorch', 'keras-weights', 'keras'] as const) {
      const { file, difference } = await convert(stack, target, 'x');
      expect((await readWeights(file)).stack.precision).toBe('F64');
      expect(difference).toBeLessThan(1e-15);
    }
  });
});
