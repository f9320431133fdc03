/** English words of the weight converter. */
import type { ConverterStrings } from './strings.ts';

const listed = (names: readonly string[], most = 4): string =>
  names.slice(0, most).join(', ') + (names.length > most ? ` and ${names.length - most} more` : '');

export const en: ConverterStrings = {
  name: 'Weight converter',
  instruction:
    'Choose a file of LSTM weights and what it should become, then convert and check it.',
  needsScript:
    'Reading and converting files needs JavaScript, which is off here. The drawing shows how PyTorch’s weights become Keras’.',
  example: 'Example',
  examples: {
    pytorch: 'PyTorch, 2 layers',
    keras: 'Keras, 2 layers, bidirectional',
    onnx: 'ONNX, 2 layers',
  },
  drop: '.safetensors, .onnx, .keras or .weights.h5, at most 64 MiB; or drop it here. It stays on this device.',
  dropHere: 'Drop the file to read it',
  target: 'Convert to',
  targets: {
    keras: 'Keras (.keras)',
    'keras-weights': 'Keras (.weights.h5)',
    pytorch: 'PyTorch (safetensors)',
    onnx: 'ONNX',
    tfjs: 'TensorFlow.js',
    coreml: 'Core ML, raw',
    webnn: 'WebNN, iofg',
    'webnn-ifgo': 'WebNN, ifgo',
    cudnn: 'cuDNN, raw',
  },
  layouts: {
    pytorch: 'PyTorch',
    keras: 'Keras',
    tfjs: 'TensorFlow.js',
    onnx: 'ONNX',
    cudnn: 'cuDNN',
    coreml: 'Core ML',
    webnn: 'WebNN, layout iofg',
    'webnn-ifgo': 'WebNN, layout ifgo',
  },
  formats: {
    safetensors: 'PyTorch, safetensors',
    onnx: 'ONNX model',
    'keras-weights': 'Keras 3, weights file',
    'keras-archive': 'Keras 3, model file',
  },
  layer: 'Layer',
  file: 'File',
  facts: {
    layers: (count) => (count === 1 ? '1 layer' : `${count} layers`),
    directions: (count) => (count === 1 ? 'one direction' : 'two directions'),
    sizes: (input, units) => {
      const widths = new Set(units).size === 1 ? units.slice(0, 1) : units;
      return `${input} inputs, ${widths.join(', ')} units`;
    },
    projection: (size) => `projected to ${size}`,
    biases: (count) => ['no bias', 'one bias', 'two biases'][count] ?? '',
    numbers: (count, precision) =>
      `${count} numbers, ${precision === 'F32' ? 'float32' : 'float64'}`,
    ignored: (names) => `Left out, as no LSTM weights: ${listed(names)}.`,
  },
  before: 'Before',
  after: 'After',
  gates: { i: 'input gate', f: 'forget gate', g: 'candidate', o: 'output gate' },
  parts: {
    input: 'input weights',
    recurrent: 'recurrent weights',
    inputBias: 'input bias',
    recurrentBias: 'recurrent bias',
    bias: 'bias',
    bothBiases: 'both biases',
    output: 'projection',
  },
  shape: (part, shape) => `${part}, ${shape}`,
  tensor: (name, shape, gates, axis) =>
    `${name}, ${shape}${gates.length > 0 ? `, blocks ${gates.join(', ')} ${axis === 'rows' ? 'from top to bottom' : 'from left to right'}` : ''}`,
  recipe: ({ transpose, blocks, from, to, biases, separate }) =>
    [
      transpose ? 'Transpose both kernels.' : 'Keep rows and columns.',
      blocks
        ? `Reorder the four blocks from ${from.join(', ')} to ${to.join(', ')}: take blocks ${blocks.join(', ')}.`
        : `Keep the gate order ${to.join(', ')}.`,
      {
        none: 'There are no biases.',
        same: 'Keep the biases.',
        sum: 'Add the two biases.',
        split: 'The bias becomes the first one, and the second is zero.',
      }[biases],
      ...(separate ? ['Store each gate by itself.'] : []),
    ].join(' '),
  largeSmall: 'Blocks are drawn in one size, whatever H is; → forwards, ← backwards.',
  convert: 'Convert and check',
  converting: 'Converting',
  download: (name, size) => `Download ${name} (${size})`,
  difference: 'Largest difference',
  differenceNote: (steps, batch, seed) =>
    `between the float64 reference’s outputs with the weights as they came and with the new file, read back: ${steps} steps, ${batch} sequences of normal random numbers, seed ${seed}.`,
  heavy:
    'Keras files are read and written by the HDF5 library, about 1 MB compressed, fetched from this site when needed.',
  state: {
    idle: 'Not converted yet',
    reading: 'Reading',
    ready: 'Read, not converted yet',
    converting: 'Converting and checking',
    done: 'Converted and checked',
    failed: 'Stopped',
  },
  refused: {
    structure: {
      title: 'The file is damaged, or not what it claims to be',
      text: 'Its contents contradict its own format.',
    },
    limit: {
      title: 'The file is beyond what is read here',
      text: 'At most 64 MiB, 64 layers, 16,384 units and 16,777,216 weights are read.',
    },
    unknown: {
      title: 'This is no file that is read here',
      text: 'Read are safetensors, ONNX, .keras and .weights.h5 files of Keras 3.',
    },
    pickle: {
      title: 'This is a pickle (.pt, .pth, .bin)',
      text: 'Opening a pickle means running the program inside, so it is not read. In PyTorch: safetensors.torch.save_file(model.state_dict(), "model.safetensors").',
    },
    'old-keras': {
      title: 'This file was written by Keras 2',
      text: 'Load it with Keras and save it again as .keras or .weights.h5 with Keras 3.',
    },
    'no-lstm': {
      title: 'No LSTM weights were found',
      text: 'Looked for are tensors weight_ih_l0 …, Keras layers LSTM and Bidirectional(LSTM), and ONNX nodes LSTM.',
    },
    chain: {
      title: 'The LSTM layers do not follow one another',
      text: 'Each layer has to read what the one below it puts out. Several separate LSTMs in one file cannot be converted together.',
    },
    variant: {
      title: 'This LSTM has other equations',
      text: 'Only sigmoid gates and tanh, without peepholes, clipping or coupled gates, can be converted without loss.',
    },
    target: {
      title: 'The target has no place for these weights',
      text: 'Choose another target.',
    },
    'worker-failed': {
      title: 'The worker that reads files failed',
      text: 'It was ended. Try again, or reload the page.',
    },
    'worker-silent': {
      title: 'Reading took too long and was stopped',
      text: 'A file or a conversion may take 10 seconds. A damaged file can keep a reader busy for ever; the worker was ended, and the page is unharmed.',
    },
    'not-fetched': {
      title: 'The example did not arrive',
      text: 'Check the connection and try again.',
    },
  },
  misfit: 'This target cannot hold the stack:',
  kept: ' Choose another file, or go back to an example.',
};
