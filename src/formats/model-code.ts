/**
 * Python that loads a trained model into PyTorch or Keras 3 and compares its outputs with the page's: written for the one
 * model, without branches, so that it reads as one would write it by hand. Pieces of text that a script joins and a
 * notebook shows as cells.
 */
import { kerasConvolutions, torchConvolutions } from './convolution-code.ts';
import { kerasLstm, torchLstm } from './lstm-code.ts';
import { SCRIPT_WORDS, type ScriptLanguage } from './model-words.ts';
import { kerasNames, torchNames } from './names-network-code.ts';
import type { Network, PageWork } from './network.ts';
import { comparisonOf, pageCode } from './page-code.ts';

/** Names of the tensors that are no weights: what the model is tried on, and the page's own outputs. */
export const TEST_TENSORS = { inputs: 'test.inputs', outputs: 'test.outputs' } as const;

/** A piece of a program. */
export interface Piece {
  /** Unique among the pieces of both libraries. */
  readonly id: string;
  readonly code: string;
}

/** What there is to write. */
export interface Program {
  readonly network: Network;
  readonly page: PageWork | undefined;
  /** The file's name. */
  readonly weights: string;
}

/** What the page does around its network: the same in both libraries. */
export function pagePieces({ page, weights }: Program, language: ScriptLanguage): Piece[] {
  return page === undefined ? [] : [{ id: 'page', code: pageCode(page, weights, language) }];
}

/** The tensors that are no weights. A text that the model is tried on is no tensor: it stands beside them. */
const testLines = (
  { page }: Program,
  take: (name: string) => string,
  language: ScriptLanguage,
): string[] => [
  ...(page === undefined || page.kind === 'forecast'
    ? [`test_inputs = ${take(TEST_TENSORS.inputs)}`]
    : []),
  `page_outputs = ${take(TEST_TENSORS.outputs)}  # ${SCRIPT_WORDS[language].pageOutputs}`,
];

function torchNetwork(network: Network, language: ScriptLanguage): string {
  switch (network.kind) {
    case 'lstm':
      return torchLstm(network, language);
    case 'convolutions':
      return torchConvolutions(network, language);
    case 'names':
      return torchNames(network, language);
  }
}

function kerasNetwork(network: Network, language: ScriptLanguage): string {
  switch (network.kind) {
    case 'lstm':
      return kerasLstm(network, language);
    case 'convolutions':
      return kerasConvolutions(network, language);
    case 'names':
      return kerasNames(network, language);
  }
}

/** PyTorch, from imports to the comparison. @throws RangeError for a network that cannot be written. */
export function torchPieces(program: Program, language: ScriptLanguage): Piece[] {
  const { network, page, weights } = program;
  const words = SCRIPT_WORDS[language];
  const numpy = page === undefined ? '' : '.numpy()';
  const load = [
    'import torch',
    'from safetensors.torch import load_file',
    'from torch import nn',
    '',
    `torch.set_default_dtype(torch.float64)  # ${page === undefined ? words.float64 : words.float64Engine}`,
    `tensors = load_file("${weights}")`,
    ...testLines(program, (name) => `tensors.pop("${name}")${numpy}`, language),
  ].join('\n');
  const run =
    page === undefined
      ? ['with torch.no_grad():', '    outputs = model(test_inputs)', '']
      : [
          '',
          `def run(inputs):  # ${words.arrays}`,
          '    with torch.no_grad():',
          '        return model(torch.as_tensor(inputs)).numpy()',
          '',
        ];
  const compare = [
    'model = Model()',
    `model.load_state_dict(tensors)  # ${words.fits}`,
    'model.eval()',
    ...run,
    comparisonOf(page),
  ].join('\n');
  return [
    { id: 'torch-load', code: load },
    { id: 'torch-model', code: torchNetwork(network, language) },
    { id: 'torch-compare', code: compare },
  ];
}

/** Keras 3 on any backend, from imports to the comparison. @throws RangeError for a network that cannot be written. */
export function kerasPieces(program: Program, language: ScriptLanguage): Piece[] {
  const { network, page, weights } = program;
  const words = SCRIPT_WORDS[language];
  const load = [
    'import os',
    '',
    'os.environ.setdefault("KERAS_BACKEND", "torch")',
    '',
    'import keras',
    'from keras import layers',
    'from safetensors.numpy import load_file',
    '',
    `keras.config.set_floatx("float64")  # ${page === undefined ? words.float64 : words.float64Engine}`,
    `tensors = load_file("${weights}")`,
    ...testLines(program, (name) => `tensors["${name}"]`, language),
  ].join('\n');
  const run =
    page === undefined
      ? ['outputs = keras.ops.convert_to_numpy(model(test_inputs))']
      : [
          `def run(inputs):  # ${words.arrays}`,
          '    return keras.ops.convert_to_numpy(model(inputs))',
          '',
        ];
  return [
    { id: 'keras-load', code: load },
    { id: 'keras-model', code: kerasNetwork(network, language) },
    { id: 'keras-compare', code: [...run, comparisonOf(page)].join('\n') },
  ];
}
