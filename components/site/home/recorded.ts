/**
 * The hidden states the home page shows, as `npm run experiments -- hero-states` recorded them.
 * Two models of nearly equal parameter count read one sequence and guess each next symbol.
 */
import type { Locale } from '#site/locales.ts';
import english from '#content/recorded/hero-states/en.json' with { type: 'json' };
import chinese from '#content/recorded/hero-states/zh-cn.json' with { type: 'json' };

/** One of the two models and what it did while it read the sequence. */
export interface RecordedModel {
  readonly numLayers: number;
  readonly hiddenSize: number;
  /** Head included. */
  readonly parameters: number;
  /** Mean cross-entropy in nats a symbol after training: on unseen rows, or on the trained ones where none are held out. */
  readonly loss: number;
  /** `layers[layer][unit][step]`: h in −1…1, rounded to 3 digits; slow units first. */
  readonly layers: readonly (readonly (readonly number[])[])[];
  /** `guesses[step]`: the symbol the model held most likely to come next after this step. */
  readonly guesses: readonly string[];
  /** Its probability, 0…1, rounded to 3 digits. */
  readonly confidence: readonly number[];
}

/** One recording, for one language. */
export interface Recording {
  readonly experiment: string;
  /** ISO date of the run. */
  readonly date: string;
  readonly engine: string;
  readonly seed: number;
  /** Updates of each model. */
  readonly steps: number;
  readonly learningRate: number;
  readonly batchSize: number;
  /** Distinct symbols, rows trained on and rows held out. */
  readonly corpus: { readonly symbols: number; readonly rows: number; readonly held: number };
  /** What both models read, one symbol a step. */
  readonly sequence: readonly string[];
  /** Loss, in the same unit and on the same rows, of always giving each symbol its frequency in the training rows. */
  readonly unigram: number;
  readonly models: { readonly two: RecordedModel; readonly one: RecordedModel };
}

const recordingOf = ({ experiment, date, engine, config, result }: typeof english): Recording => ({
  experiment,
  date,
  engine: engine.backend,
  seed: config.seed,
  steps: config.steps,
  learningRate: config.learningRate,
  batchSize: config.batchSize,
  ...result,
});

/** The recording shown in each language. */
export const RECORDINGS: Readonly<Record<Locale, Recording>> = {
  en: recordingOf(english),
  'zh-cn': recordingOf(chinese),
};
