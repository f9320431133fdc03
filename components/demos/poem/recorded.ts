/** A poem as it is drawn, and as the pages carry the one that was recorded. */
import { countParameters } from '#model/parameters.ts';
import type { ToneMark } from '#tasks/tones.ts';
import type { Copy } from '#tasks/verse-copies.ts';
import type { VerseManifest } from '#tasks/verse-models.ts';
import type { Candidate, WrittenStep } from '#train/verse-writer.ts';
import { HEAT_CLASSES, heatClass } from '#viz/heat-map.ts';

/** One character of a poem. */
export interface ShownStep extends Omit<WrittenStep, 'h'> {
  /** Hidden state of each layer, bottom first. */
  readonly h: readonly (readonly number[])[];
}

/** The same, with one letter for the colour of every state. */
export interface RecordedStep extends Omit<WrittenStep, 'h'> {
  readonly h: readonly string[];
}

/** What a page says about the model. */
export type AboutModel = Pick<
  VerseManifest,
  'perplexity' | 'trainingTime' | 'trainingPoems' | 'steps' | 'seed' | 'date' | 'command'
> & {
  readonly hiddenSize: number;
  readonly parameters: number;
};

export const aboutModel = (manifest: VerseManifest): AboutModel => {
  const { perplexity, trainingTime, trainingPoems, steps, seed, date, command, spec } = manifest;
  return {
    perplexity,
    trainingTime,
    trainingPoems,
    steps,
    seed,
    date,
    command,
    hiddenSize: spec.hiddenSize,
    parameters: countParameters(spec).total,
  };
};

export interface RecordedPoem {
  readonly manifest: AboutModel;
  readonly tones: readonly ToneMark[];
  readonly copy: Copy;
  readonly steps: readonly RecordedStep[];
}

/** Letter of the first colour. */
const A = 'a'.charCodeAt(0);

const short = ({ symbol, p }: Candidate): Candidate => ({ symbol, p: Number(p.toFixed(4)) });

export const recordStep = ({ symbol, given, p, candidates, h }: WrittenStep): RecordedStep => ({
  symbol,
  given,
  p: Number(p.toFixed(4)),
  candidates: candidates.map(short),
  h: h.map((states) =>
    Array.from(states, (value) => String.fromCharCode(A + heatClass(value))).join(''),
  ),
});

/** The middle of each colour's range. */
export const showRecorded = ({ h, ...step }: RecordedStep): ShownStep => ({
  ...step,
  h: h.map((letters) =>
    Array.from(letters, (letter) => (2 * (letter.charCodeAt(0) - A) + 1) / HEAT_CLASSES - 1),
  ),
});

export const showWritten = ({ h, ...step }: WrittenStep): ShownStep => ({
  ...step,
  h: h.map((states) => Array.from(states)),
});
