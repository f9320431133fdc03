/** What is published of a model that finds names: `manifest.json` and `weights.safetensors` in a folder of its own. */
import type { NerLanguage, NerVariant } from '#tasks/ner/languages.ts';
import type { NerScores } from '#tasks/ner/scores.ts';
import type { NerReading } from './ner-protocol.ts';

/** Below the site's root. */
export const nerModelFolder = (language: NerLanguage): string => `models/ner-${language}`;

/** `manifest.json` beside the weights. */
export interface NerManifest {
  readonly id: `ner-${NerLanguage}`;
  readonly task: string;
  readonly variant: NerVariant;
  readonly seed: number;
  readonly epochs: number;
  /** Updates. */
  readonly steps: number;
  readonly learningRate: number;
  readonly date: string;
  readonly engine: { readonly version: string; readonly backend: string; readonly runtime: string };
  readonly command: string;
  readonly tensors: Readonly<Record<string, readonly number[]>>;
  readonly parameters: number;
  readonly sha256: string;
  readonly scores: NerScores;
  readonly baselines: {
    /** The longest match with a training name. */
    readonly longestMatch: NerScores;
    /** Each token's most frequent tag in training. */
    readonly mostFrequentTag: NerScores;
  };
  /** What it says of a text, for the page before anything is loaded. Scores have 3 decimals, probabilities 4. */
  readonly example: { readonly text: string; readonly reading: NerReading };
}
