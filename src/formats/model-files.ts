/**
 * A model trained in a page as files to take along: its weights as safetensors, in PyTorch's names and layout, with a few
 * test sequences and the page's own outputs on them, as float64; and a PyTorch script, a Keras script and a notebook that load the
 * weights and print by how much their outputs differ from the page's. Pure.
 */
import type { TestPiece } from '#model/batch.ts';
import type { ModelSpecification } from '#model/specification.ts';
import { kerasPieces, TEST_TENSORS, torchPieces, type Piece } from './model-code.ts';
import { SCRIPT_WORDS, type ScriptLanguage } from './model-words.ts';
import { notebookText } from './notebook.ts';
import { writeSafetensors, type Tensor } from './safetensors.ts';
import { torchTensors } from './torch-weights.ts';

/** What a trained model can be taken along as. */
export type ModelFile = 'safetensors' | 'pytorch' | 'keras' | 'ipynb';

/** What the reader's copy of a model is called and came from. */
export interface ModelOrigin {
  /** The files' name without ending: letters, digits, `-`, `_` and `.`. */
  readonly name: string;
  readonly task: string;
  /** The model's name in the demo. */
  readonly arm: string;
  readonly seed: number;
  readonly spec: ModelSpecification;
  /** Where the page can be found again, with its settings. */
  readonly url: string;
  /** The engine that trained it. */
  readonly engine: string;
}

/** What only the file of weights holds. */
export interface ModelNumbers {
  /** In the order of `parameterLayout(spec)`. */
  readonly parameters: Float32Array;
  /** Updates made. */
  readonly step: number;
  /** Computed by the reference engine. */
  readonly test: TestPiece;
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

/** Texts that safetensors keep beside the numbers. */
function metadataOf(
  { spec, task, arm, seed, engine, url }: ModelOrigin,
  { step }: ModelNumbers,
): Map<string, string> {
  const of = (prefix: string, values: object): [string, string][] =>
    Object.entries(values).map(([field, value]) => [prefix + field, String(value)]);
  // `format: pt` is how Hugging Face's tools know PyTorch's layout.
  return new Map([
    ['format', 'pt'],
    ...of('', { task, arm, seed, step, engine, url }),
    ...of('spec.', spec),
  ]);
}

/**
 * The file of weights.
 * @throws RangeError when the parameters are not the model's; SafetensorsError when a number is not finite.
 */
export function weightsFile(origin: ModelOrigin, numbers: ModelNumbers): Uint8Array {
  const { spec } = origin;
  const { batchSize: B, sequenceLength: T, inputs, outputs } = numbers.test;
  const { inputSize: I, outputSize: O } = spec;
  const given: Tensor =
    spec.vocabulary === undefined
      ? { shape: [B, T, I], data: Float64Array.from(batchFirst(inputs, T, B, I)) }
      : { shape: [B, T], data: Int32Array.from(batchFirst(inputs, T, B, 1)) };
  const found: Tensor =
    spec.head === 'every'
      ? { shape: [B, T, O], data: Float64Array.from(batchFirst(outputs, T, B, O)) }
      : { shape: [B, O], data: Float64Array.from(outputs) };
  return writeSafetensors(
    new Map([
      ...torchTensors(spec, numbers.parameters),
      [TEST_TENSORS.inputs, given],
      [TEST_TENSORS.outputs, found],
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
  const piecesOf = { pytorch: torchPieces, keras: kerasPieces };
  const pieces = (library: keyof typeof piecesOf): Piece[] =>
    piecesOf[library](origin.spec, weights, language);
  if (file !== 'ipynb')
    return [
      [...about, `pip install ${PACKAGES[file]}`].map((line) => `# ${line}\n`).join(''),
      ...pieces(file).map(({ code }) => `${code}\n`),
    ].join('\n');
  const cells = (library: keyof typeof piecesOf) =>
    pieces(library).map(({ id, code }) => ({ kind: 'code', id, text: code }) as const);
  const [what, url, beside] = about as [string, string, string];
  const install = `\`pip install ${PACKAGES.keras}\``;
  return notebookText([
    {
      kind: 'markdown',
      id: 'about',
      text: `# ${origin.name}\n\n${what} <${url}>\n\n${beside}\n\n${install}`,
    },
    { kind: 'markdown', id: 'pytorch', text: '## PyTorch' },
    ...cells('pytorch'),
    { kind: 'markdown', id: 'keras', text: '## Keras' },
    ...cells('keras'),
  ]);
}
