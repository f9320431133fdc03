/** The networks that readers take along, as the code that rebuilds them needs to know them. Pure. */
import type { NerSpec } from '#model/ner.ts';
import type { ModelSpecification } from '#model/specification.ts';

/** A bag of vectors in front of an LSTM: of `rows` learned vectors each step reads the sum of several. */
export interface Bag {
  readonly rows: number;
}

export interface LstmNetwork {
  readonly kind: 'lstm';
  readonly spec: ModelSpecification;
  readonly bag?: Bag;
}

/** A 3 × 3 convolution with zeros around the image; `doubled`: every pixel of its input stands twice in both directions. */
export interface ConvolutionLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly stride: 1 | 2;
  readonly doubled: boolean;
  readonly activation: 'leaky' | 'linear' | 'sigmoid';
}

export interface ConvolutionNetwork {
  readonly kind: 'convolutions';
  /** Bottom first; the first has one input, the last one output: pictures are grey. */
  readonly layers: readonly ConvolutionLayer[];
  /** Of the leaky rectifiers, below 0. */
  readonly slope: number;
}

/** Word vectors, a CNN, an LSTM in both directions and a CRF, as far as the model has them. */
export interface NamesNetwork {
  readonly kind: 'names';
  readonly spec: NerSpec;
}

export type Network = LstmNetwork | ConvolutionNetwork | NamesNetwork;

/**
 * What a page does around its network: how it makes inputs of what the reader sees, and numbers of outputs. Left out where
 * inputs and outputs are the network's own.
 */
export type PageWork =
  /** Forecasts: windows of values are scaled, changes from the last value are scaled back. */
  | {
      readonly kind: 'forecast';
      /** The scaler reads ln y. */
      readonly log: boolean;
      /** Windows are read relative to their last value. */
      readonly trend: boolean;
      /** W, values of a window. */
      readonly window: number;
      /** H, steps that are forecast. */
      readonly horizon: number;
    }
  /** Tags: a text is cut into words, each word into features, which are hashed. */
  | {
      readonly kind: 'tags';
      /** In the order of their rows, from row 1. */
      readonly words: readonly string[];
      readonly tags: readonly string[];
      /** Rows of hashed parts of words. */
      readonly buckets: number;
    }
  /** Names: a text is cut into sentences and tokens, which are looked up; tags become names. */
  | {
      readonly kind: 'names';
      /** A token is a word with its letters, or one character. */
      readonly tokens: 'words' | 'characters';
      /** In the order of their rows, from row 2: 0 is none, 1 unknown. */
      readonly words: readonly string[];
      /** The same of letters; none where no letters are read. */
      readonly letters: readonly string[];
      /** O, and B-X and I-X of every type. */
      readonly tags: readonly string[];
      /** What is added to the score of a forbidden tag, where a CRF chooses the tags; undefined where each token does. */
      readonly forbidden: number | undefined;
    }
  /** Characters: what may come next after a text. */
  | {
      readonly kind: 'characters';
      /** By token number; 0 is the line break, 1 any other character. */
      readonly symbols: readonly string[];
      /** First token of a character. */
      readonly first: number;
      /** The token that the model reads first, by the length of the lines: a line ends when it has it. Quatrains only. */
      readonly openings?: Readonly<Record<number, number>>;
      /** Without `openings`: the model reads a break first, and a line may end after so many characters. */
      readonly least: number;
    };
