/** The weight converter as data: its examples, with what is known of them, and what can be set. */
import type { FileFacts } from '#formats/convert-protocol.ts';
import type { LayerForm } from '#formats/lstm-weights.ts';
import { TARGET_IDS, type TargetId } from '#formats/targets.ts';

export const DEMO_ID = 'weight-converter';

export const EXAMPLE_IDS = ['pytorch', 'keras', 'onnx'] as const;
export type ExampleId = (typeof EXAMPLE_IDS)[number];

export interface Example {
  /** In `public/models/weight-converter/`. */
  readonly file: string;
  /** What reading it gives; a test reads it. So the figure is complete before anything has been fetched. */
  readonly facts: FileFacts;
}

const layer = (inputSize: number, hiddenSize: number): LayerForm => ({
  inputSize,
  hiddenSize,
  projection: 0,
});

/** Made by the frameworks themselves: `npm run check:formats -- --fixtures`. */
export const EXAMPLES: Readonly<Record<ExampleId, Example>> = {
  pytorch: {
    file: 'pytorch-2x5.safetensors',
    facts: {
      format: 'safetensors',
      layout: 'pytorch',
      form: { directions: 1, biases: 2, layers: [layer(3, 5), layer(5, 5)] },
      precision: 'F32',
      names: ['lstm'],
      ignored: ['head.bias', 'head.weight'],
    },
  },
  keras: {
    file: 'keras-weights-2x4-bi.weights.h5',
    facts: {
      format: 'keras-weights',
      layout: 'keras',
      form: { directions: 2, biases: 1, layers: [layer(3, 4), layer(8, 4)] },
      precision: 'F32',
      names: ['bidirectional', 'bidirectional_1'],
      ignored: [],
    },
  },
  onnx: {
    file: 'onnx-2x5.onnx',
    facts: {
      format: 'onnx',
      layout: 'onnx',
      form: { directions: 1, biases: 2, layers: [layer(3, 5), layer(5, 5)] },
      precision: 'F32',
      names: ['/lstm/LSTM', '/lstm/LSTM_1'],
      ignored: [
        'Transpose',
        'Constant',
        'Shape',
        'Gather',
        'Unsqueeze',
        'Concat',
        'Expand',
        'Squeeze',
      ],
    },
  },
};

export const exampleAddress = (id: ExampleId): string =>
  `/models/weight-converter/${EXAMPLES[id].file}`;

export interface Settings {
  readonly example: ExampleId;
  readonly target: TargetId;
  /** The layer that is drawn, from 1. */
  readonly layer: number;
}

export const DEFAULTS: Settings = { example: 'pytorch', target: 'keras', layer: 1 };

export { TARGET_IDS };

/** What the file input offers; whatever is dropped is judged by its bytes. */
export const ACCEPTED = '.safetensors,.onnx,.h5,.keras';

/** The name of a converted file without its ending: that of the source, letters, digits, `.`, `_` and `-` only. */
export function baseName(file: string): string {
  const plain = file
    .replace(/(\.weights\.h5|\.[a-z0-9]+)$/i, '')
    .replaceAll(/[^\p{L}\d._-]+/gu, '-');
  return plain.slice(0, 60) || 'lstm';
}
