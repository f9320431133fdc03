/** The weight converter: its examples are what their files say, its drawings and recipes what the layouts say. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { queryWith, readSettings } from '#components/demos/weight-converter/address.ts';
import { drawLayer } from '#components/demos/weight-converter/blocks.ts';
import {
  baseName,
  DEFAULTS,
  EXAMPLE_IDS,
  exampleAddress,
  EXAMPLES,
} from '#components/demos/weight-converter/demo.ts';
import { recipeOf } from '#components/demos/weight-converter/recipe.ts';
import { STRINGS } from '#components/demos/weight-converter/strings.ts';
import { COLUMNS, largest, SOURCES, type ConversionRecord } from '#components/prose/conversions.ts';
import { readWeights } from '#formats/convert.ts';
import { LAYOUT_IDS } from '#formats/layouts.ts';
import type { ConvertNews, ConvertOrder } from '#formats/convert-protocol.ts';
import { Conversion } from '#run/conversion.svelte.ts';

describe.each(EXAMPLE_IDS)('the example %s', (id) => {
  it('holds what the page says of it before it has been fetched', async () => {
    const file = new Uint8Array(readFileSync(`public${exampleAddress(id)}`));
    const { stack, format, layout, names, ignored } = await readWeights(file);
    const { directions, biases, layers, precision } = stack;
    const form = { directions, biases, layers };
    expect({ format, layout, form, precision, names, ignored }).toEqual(EXAMPLES[id].facts);
  });

  it.each(LAYOUT_IDS)(
    'is drawn in the layout %s, every gate once for each matrix and bias',
    (layout) => {
      const { form } = EXAMPLES[id].facts;
      for (const layer of form.layers.keys()) {
        const drawings = drawLayer(form, layout, layer);
        const gates = drawings.flatMap((drawing) => drawing.gates).sort();
        // Input and recurrent weights, and as many biases as the layout has.
        const each =
          (layout === 'keras' || layout === 'tfjs' || layout === 'coreml' ? 3 : 4) *
          form.directions;
        for (const gate of ['i', 'f', 'g', 'o'] as const)
          expect(gates.filter((own) => own === gate)).toHaveLength(each);
        for (const { blocks, width, height } of drawings)
          for (const block of blocks) {
            expect(block.x + block.width).toBeLessThanOrEqual(width);
            expect(block.y + block.height).toBeLessThanOrEqual(height);
          }
      }
    },
  );
});

describe('the recipe', () => {
  const { form } = EXAMPLES.pytorch.facts;
  it('from PyTorch to Keras: transpose, keep the order, add the biases', () => {
    expect(recipeOf('pytorch', 'keras', form)).toMatchObject({
      transpose: true,
      blocks: undefined,
      biases: 'sum',
    });
    expect(STRINGS.en.recipe(recipeOf('pytorch', 'keras', form))).toBe(
      'Transpose both kernels. Keep the gate order i, f, g, o. Add the two biases.',
    );
  });
  it('to ONNX, Core ML and WebNN: blocks 0, 3, 1, 2; 0, 1, 3, 2; 0, 3, 1, 2', () => {
    expect(recipeOf('pytorch', 'onnx', form)).toMatchObject({
      transpose: false,
      blocks: [0, 3, 1, 2],
    });
    expect(recipeOf('onnx', 'pytorch', form).blocks).toEqual([0, 2, 3, 1]);
    expect(recipeOf('pytorch', 'coreml', form)).toMatchObject({
      blocks: [0, 1, 3, 2],
      biases: 'sum',
    });
    expect(recipeOf('pytorch', 'webnn', form).blocks).toEqual([0, 3, 1, 2]);
    expect(recipeOf('pytorch', 'webnn-ifgo', form).blocks).toBeUndefined();
    expect(recipeOf('keras', 'pytorch', form)).toMatchObject({ transpose: true, biases: 'split' });
    expect(STRINGS['zh-cn'].recipe(recipeOf('pytorch', 'cudnn', form))).toContain('单独存放');
  });
});

describe('settings', () => {
  it('come back from the address, and what is not understood changes nothing', () => {
    const set = { example: 'onnx', target: 'pytorch', layer: 2 } as const;
    const query = new URLSearchParams(queryWith('', set));
    expect(readSettings(query.get('weight-converter') ?? '', DEFAULTS)).toEqual(set);
    expect(readSettings('example:<img>;target:exe;layer:1e9', DEFAULTS)).toEqual({
      ...DEFAULTS,
      layer: 64,
    });
    expect(queryWith('', DEFAULTS)).toBe('');
  });

  it.each([
    ['model.weights.h5', 'model'],
    ['my model (2).safetensors', 'my-model-2-'],
    ['模型.keras', '模型'],
    ['../../x.onnx', '..-..-x'],
    ['', 'lstm'],
  ])('%s is saved as %s', (file, name) => {
    expect(baseName(file)).toBe(name);
  });
});

describe('a conversion', () => {
  /** A worker that answers what it is told to, and how often one was started and ended. */
  function fakeWorker() {
    const sent: ConvertOrder[] = [];
    const state = {
      started: 0,
      ended: 0,
      answer: (() => undefined) as (news: ConvertNews) => void,
      fail: (): void => undefined,
    };
    const conversion = new Conversion((events) => {
      state.started++;
      state.answer = (news) => {
        events.message(news);
      };
      state.fail = () => {
        events.failed('worker-silent', 'no message for 11 s');
      };
      return { send: (order) => sent.push(order), dispose: () => state.ended++ };
    });
    return { conversion, sent, state };
  }
  const { facts } = EXAMPLES.pytorch;

  it('waits for the file to have been read', () => {
    const { conversion, sent, state } = fakeWorker();
    conversion.read(new Blob());
    conversion.convert('keras', 'x');
    expect(sent.map(({ type }) => type)).toEqual(['read']);
    state.answer({ id: sent[0]?.id ?? -1, type: 'recognised', facts });
    expect(sent.map(({ type }) => type)).toEqual(['read', 'convert']);
    expect(conversion.state).toBe('converting');
  });

  it('of a file that kept the worker busy begins with a new worker, and a late answer is not heard', () => {
    const { conversion, sent, state } = fakeWorker();
    conversion.read(new Blob());
    state.fail();
    expect(conversion.failure?.reason).toBe('worker-silent');
    conversion.convert('keras', 'x');
    expect(state.started).toBe(2);
    state.answer({ id: sent[0]?.id ?? -1, type: 'refused', reason: 'limit', detail: '' });
    expect(conversion.state).toBe('reading');
    conversion.clear();
    expect(state.ended).toBe(1);
    expect(conversion.state).toBe('idle');
  });
});

describe('the recorded comparison', () => {
  it.each(SOURCES)(
    'from %s covers every target of the table and stays within its tolerance',
    (source) => {
      const record = JSON.parse(
        readFileSync(`content/recorded/conversions/${source}.json`, 'utf8'),
      ) as ConversionRecord & { tolerance: number };
      for (const { targets } of COLUMNS)
        expect(largest(record, targets)).toBeLessThan(record.tolerance);
      expect(record.versions['torch']).toMatch(/^\d+\.\d+/);
    },
  );
});
