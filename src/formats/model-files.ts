/**
 * A model trained in a page as files to take along: its weights as safetensors, in PyTorch's names and layout, with what
 * the page made of some inputs; and a PyTorch script, a Keras script and a notebook that load the
 * weights and print by how much their outputs differ from the page's. Pure.
 */
import type { TestPiece } from '#model/batch.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { kerasPieces, pagePieces, TEST_TENSORS, torchPieces, type Piece } from './model-code.ts';
import { SCRIPT_WORDS, type ScriptLanguage } from './model-words.ts';
import type { Network, PageWork } from './network.ts';
import { notebookText } from './notebook.ts';
import { writeSafetensors, type Tensor } from './safetensors.ts';
import { torchTensors } from './torch-weights.ts';

/** What a trained model can be taken along as. */
export type ModelFile = 'safetensors' | 'pytorch' | 'keras' | 'ipynb';

/** What a demo hands over of a model: all that is written into its code. */
export interface ModelOrigin {
  /** The files' name without ending: letters, digits, `-`, `_` and `.`. */
  readonly name: string;
  readonly task: string;
  /** The model's name in the demo. */
  readonly arm: string;
  readonly seed: number;
  readonly network: Network;
  /** What the page does around the network; left out where the outputs are the network's own. */
  readonly page?: PageWork;
  /** Where the page can be found again, with its settings. */
  readonly url: string;
  /** The engine that trained it. */
  readonly engine: string;
}

/** What only the file of weights holds. */
export interface ModelNumbers {
  /** In PyTorch's names and layout. */
  readonly weights: ReadonlyMap<string, Tensor>;
  /** Updates made. */
  readonly step: number;
  /** What the page made of some inputs; a text stands in `texts` as `test.text`. */
  readonly test: { readonly inputs?: Tensor; readonly outputs: Tensor };
  /** Texts that the code reads beside the numbers. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** A model that is handed over. */
export interface HandedModel {
  /** The rest of the origin is the page's: the demo's name before this one, and the address. */
  readonly origin: Omit<ModelOrigin, 'url'>;
  /** Computed when it is asked for. Rejects with an Error, its text in English, where that fails. */
  readonly numbers: () => Promise<ModelNumbers>;
}

/** [T, B, …] → [B, T, …], `width` numbers at each place. */
function batchFirst(values: Float32Array, T: number, B: number, width: number): Float32Array {
  const result = new Float32Array(values.length);
  for (let t = 0; t < T; t++)
    for (let b = 0; b < B; b++)
      result.set(
        values.subarray((t * B + b) * width, (t * B + b + 1) * width),
        (b * T + t) * width,
      );
  return result;
}

/**
 * The numbers of a stack of LSTM layers that was tried on test sequences, batch first, as float64.
 * @param parameters in the order of `parameterLayout(spec)`
 * @throws RangeError when the parameters are not the model's.
 */
export function lstmNumbers(
  spec: ModelSpecification,
  parameters: Float32Array,
  step: number,
  test: TestPiece,
): ModelNumbers {
  const { batchSize: B, sequenceLength: T, inputs, outputs } = test;
  const { inputSize: I, outputSize: O } = spec;
  const given: Tensor =
    spec.vocabulary === undefined
      ? { shape: [B, T, I], data: Float64Array.from(batchFirst(inputs, T, B, I)) }
      : { shape: [B, T], data: Int32Array.from(batchFirst(inputs, T, B, 1)) };
  const found: Tensor =
    spec.head === 'every'
      ? { shape: [B, T, O], data: Float64Array.from(batchFirst(outputs, T, B, O)) }
      : { shape: [B, O], data: Float64Array.from(outputs) };
  return {
    weights: torchTensors(spec, parameters),
    step,
    test: { inputs: given, outputs: found },
  };
}

/** Texts that safetensors keep beside the numbers. */
function metadataOf(
  { network, task, arm, seed, engine, url }: ModelOrigin,
  { step, texts = {} }: ModelNumbers,
): Map<string, string> {
  const of = (prefix: string, values: object): [string, string][] =>
    Object.entries(values).map(([field, value]) => [prefix + field, String(value)]);
  // `format: pt` is how Hugging Face's tools know PyTorch's layout.
  return new Map([
    ['format', 'pt'],
    ...of('', { task, arm, seed, step, engine, url }),
    ...('spec' in network ? of('spec.', network.spec) : []),
    ...of('', texts),
  ]);
}

/**
 * The file of weights.
 * @throws SafetensorsError when a number is not finite.
 */
export function weightsFile(origin: ModelOrigin, numbers: ModelNumbers): Uint8Array {
  const { weights, test } = numbers;
  return writeSafetensors(
    new Map([
      ...weights,
      ...(test.inputs ? [[TEST_TENSORS.inputs, test.inputs] as const] : []),
      [TEST_TENSORS.outputs, test.outputs],
    ]),
    metadataOf(origin, numbers),
  );
}

/** A file's name: scripts are called after their library. */
export function modelFileName({ name }: Pick<ModelOrigin, 'name'>, file: ModelFile): string {
  return file === 'pytorch' || file === 'keras' ? `${name}-${file}.py` : `${name}.${file}`;
}

const PACKAGES = {
  pytorch: 'torch safetensors numpy',
  keras: 'keras torch safetensors numpy',
} as const;

/** The text of a script or of the notebook, which holds both scripts. */
export function modelScript(
  origin: ModelOrigin,
  file: Exclude<ModelFile, 'safetensors'>,
  language: ScriptLanguage,
): string {
  const words = SCRIPT_WORDS[language];
  const weights = modelFileName(origin, 'safetensors');
  const about = [words.about(origin), origin.url, words.beside(weights)];
  const program = { network: origin.network, page: origin.page, weights };
  const page = pagePieces(program, language);
  const piecesOf = { pytorch: torchPieces, keras: kerasPieces };
  if (file !== 'ipynb')
    return [
      [...about, `pip install ${PACKAGES[file]}`].map((line) => `# ${line}\n`).join(''),
      ...[...page, ...piecesOf[file](program, language)].map(({ code }) => `${code}\n`),
    ].join('\n');
  const cells = (pieces: readonly Piece[]) =>
    pieces.map(({ id, code }) => ({ kind: 'code', id, text: code }) as const);
  const [what, url, beside] = about as [string, string, string];
  const install = `\`pip install ${PACKAGES.keras}\``;
  return notebookText([
    {
      kind: 'markdown',
      id: 'about',
      text: `# ${origin.name}\n\n${what} <${url}>\n\n${beside}\n\n${install}`,
    },
    ...cells(page),
    { kind: 'markdown', id: 'pytorch', text: '## PyTorch' },
    ...cells(torchPieces(program, language)),
    { kind: 'markdown', id: 'keras', text: '## Keras' },
    ...cells(kerasPieces(program, language)),
  ]);
}
