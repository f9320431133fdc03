/**
 * Ma & Hovy's tagger of names (2016) as data: which parts it has, how large they are, its weights, its batches.
 *
 *   word vector ⊕ CNN → dropout → BiLSTM → dropout → linear → CRF
 *
 * The CNN reads the letters of a word, and keeps each filter's maximum over the word; or, where a token is one character,
 * the token's neighbours in the sentence, without a maximum.
 */
import { createRng, type Rng, streamSeed } from '#math/rng.ts';
import { glorotUniform, orthonormalRows } from './initialise.ts';

export interface NerSpec {
  /** Rows of the table of word vectors: padding, unknown, the vocabulary. */
  readonly words: number;
  /** Numbers of a word vector. */
  readonly wordSize: number;
  readonly cnn: 'letters' | 'neighbours' | 'none';
  /** Rows of the table of letter vectors, where the CNN reads letters: padding, unknown, the alphabet. */
  readonly letters: number;
  readonly letterSize: number;
  /** Letters or tokens that a filter sees at once. */
  readonly window: number;
  readonly filters: number;
  /** H, a direction; 0 for no LSTM. */
  readonly hiddenSize: number;
  /** K */
  readonly tags: number;
  readonly crf: boolean;
}

export interface NerBlock {
  readonly name: string;
  readonly shape: readonly number[];
}

/** All weights by name, row-major. */
export type NerWeights = ReadonlyMap<string, Float32Array>;

const widthOf = ({ wordSize, cnn, filters }: NerSpec): number =>
  wordSize + (cnn === 'none' ? 0 : filters);

/** The weights of a model, in their order in its file. LSTM kernels have gates i, f, g, o along their columns. */
export function nerLayout(spec: NerSpec): NerBlock[] {
  const {
    words,
    wordSize,
    cnn,
    letters,
    letterSize,
    window,
    filters,
    hiddenSize: H,
    tags: K,
  } = spec;
  const blocks: [name: string, ...shape: number[]][] = [['words', words, wordSize]];
  if (cnn === 'letters') blocks.push(['letters', letters, letterSize]);
  if (cnn !== 'none')
    blocks.push(
      ['cnn.kernel', window, cnn === 'letters' ? letterSize : wordSize, filters],
      ['cnn.bias', filters],
    );
  if (H > 0)
    for (const direction of ['forward', 'backward'])
      blocks.push(
        [`${direction}.kernel`, widthOf(spec), 4 * H],
        [`${direction}.recurrent`, H, 4 * H],
        [`${direction}.bias`, 4 * H],
      );
  blocks.push(['head.kernel', H > 0 ? 2 * H : widthOf(spec), K], ['head.bias', K]);
  if (spec.crf) blocks.push(['crf.transitions', K, K], ['crf.start', K], ['crf.end', K]);
  return blocks.map(([name, ...shape]) => ({ name, shape }));
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** Number of all weights. */
export const countNerParameters = (spec: NerSpec): number =>
  nerLayout(spec).reduce((sum, { shape }) => sum + sizeOf(shape), 0);

/**
 * Seeded initial weights: tables uniform in ±√(3 / width), as the paper has them, kernels Glorot uniform, recurrent kernels
 * orthogonal, biases 0 but 1 for forget gates, the CRF 0. Blocks have streams of their own, so that variants with the same
 * block start alike.
 */
export const initialNerWeights = (spec: NerSpec, seed: number): NerWeights =>
  new Map(
    nerLayout(spec).map((block) => {
      const rng = createRng(streamSeed(seed, 'ner', 'weights', block.name));
      return [block.name, Float32Array.from(initialBlock(block, rng))];
    }),
  );

function initialBlock({ name, shape }: NerBlock, rng: Rng): Float64Array {
  const size = sizeOf(shape);
  const columns = shape.at(-1) ?? 0;
  if (name === 'words' || name === 'letters') {
    const limit = Math.sqrt(3 / columns);
    return Float64Array.from({ length: size }, () => rng.uniform(-limit, limit));
  }
  if (name.endsWith('.kernel')) return glorotUniform(size / columns, columns, rng);
  if (name.endsWith('.recurrent')) return orthonormalRows(size / columns, columns, rng);
  const values = new Float64Array(size);
  return name === 'forward.bias' || name === 'backward.bias'
    ? values.fill(1, size / 4, size / 2)
    : values;
}

/** Sentences side by side, padded to the longest. */
export interface NerBatch {
  readonly batchSize: number;
  readonly sequenceLength: number;
  /** Rows of the table of words, [T, B]; 0 in padding. */
  readonly words: Int32Array;
  /** Tags, [T, B]; 0 in padding and where they are not known. */
  readonly tags: Int32Array;
  /** Tokens of each sentence, 1…T, [B] */
  readonly lengths: Int32Array;
  /** The different words by their letters, where the CNN reads them. */
  readonly spellings?: NerSpellings;
}

export interface NerSpellings {
  /** N */
  readonly count: number;
  /** L, letters of the longest. */
  readonly length: number;
  /** Rows of the table of letters, [N, L]; 0 in padding. */
  readonly letters: Int32Array;
  /** Which spelling a token has, 0…N − 1, [T, B]; any in padding. */
  readonly of: Int32Array;
}
