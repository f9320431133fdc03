/**
 * Writes a poem with a trained model, one character at a time: what the model has read so far gives the probabilities
 * of the next character, one is drawn, and the model reads it.
 *
 *   p_k ∝ exp(z_k / temperature) over the `topK` likeliest characters,   z: the head's logits
 */
import type { Trainer } from '#engine/backend.ts';
import { createRng, streamSeed } from '#math/rng.ts';
import type { State } from '#model/batch.ts';
import { type Alphabet, BREAK, type Form, FORMS, PSALM_LINE } from '#tasks/verse.ts';

export interface WriteOptions {
  /** Characters a line; of psalms it says nothing. */
  readonly form: Form;
  /** Lines, ≥ 1. */
  readonly lines: number;
  /** Above 0; 1 draws as the model says, less is bolder about what is likely. */
  readonly temperature: number;
  /** Draw among this many characters, ≥ 1. */
  readonly topK: number;
  /** Whole number ≥ 0. */
  readonly seed: number;
  /** The first line, or how it begins; may be empty. */
  readonly opening: string;
  /** The first characters of the first lines; may be empty. */
  readonly initials: string;
}

/** A character that was considered. */
export interface Candidate {
  readonly symbol: string;
  /** What the model gives it, at temperature 1 and among all characters. */
  readonly p: number;
}

/** One character written. */
export interface WrittenStep {
  /** A line break ends a line. */
  readonly symbol: string;
  /** Not drawn: the reader's own, or the end of a line that has its length. */
  readonly given: boolean;
  /** Its probability, at temperature 1. */
  readonly p: number;
  /** The likeliest, at temperature 1. */
  readonly candidates: readonly Candidate[];
  /** The hidden state of each layer after reading it, bottom first. */
  readonly h: readonly Float32Array[];
}

/** Candidates that are kept. */
const KEPT = 8;
/** Probabilities of the tokens from `first` on (and of the break where it may come), at temperature 1, likeliest first. */
function ranked(logits: Float32Array, first: number, breakAllowed: boolean) {
  const tokens = Array.from({ length: logits.length - first }, (_, k) => first + k);
  if (breakAllowed) tokens.push(BREAK);
  const highest = tokens.reduce((most, token) => Math.max(most, logits[token] ?? NaN), -Infinity);
  const weights = tokens.map((token) => ({ token, p: Math.exp((logits[token] ?? NaN) - highest) }));
  const sum = weights.reduce((total, { p }) => total + p, 0);
  return weights.map(({ token, p }) => ({ token, p: p / sum })).toSorted((a, b) => b.p - a.p);
}

/** Draws among the likeliest: p^(1/temperature) is exp(z/temperature) up to a factor. */
function draw(
  choices: readonly { readonly token: number; readonly p: number }[],
  { temperature, topK }: Pick<WriteOptions, 'temperature' | 'topK'>,
  uniform: number,
): number {
  const few = choices.slice(0, topK);
  const top = few[0]?.p ?? 1;
  const weights = few.map(({ p }) => (p / top) ** (1 / temperature));
  let rest = uniform * weights.reduce((sum, weight) => sum + weight, 0);
  const chosen = weights.findIndex((weight) => (rest -= weight) < 0);
  return (few[Math.max(0, chosen)] ?? { token: BREAK }).token;
}

/**
 * What may come next after a form's opening and after each character of a text, by the rules of `writePoem`.
 * @param text lines, each with its break, and what there is of the next one; the first says the form
 * @returns probabilities at temperature 1, [characters of the text + 1, tokens]
 */
export async function nextCharacters(
  trainer: Trainer,
  alphabet: Alphabet,
  text: string,
): Promise<Float64Array> {
  const symbols = [...text];
  const quatrain = alphabet.id === 'quatrains';
  const form = text.split('\n')[0]?.length === 7 ? 7 : 5;
  const tokens = [quatrain ? FORMS[form] : BREAK, ...symbols.map((one) => alphabet.tokenOf(one))];
  const { outputs } = await trainer.predict({
    batchSize: 1,
    sequenceLength: tokens.length,
    inputs: Float32Array.from(tokens),
    targets: new Float32Array(tokens.length),
  });
  const width = alphabet.symbols.length;
  const found = new Float64Array(outputs.length);
  tokens.forEach((_, place) => {
    const line = place - 1 - symbols.lastIndexOf('\n', place - 1);
    const mayEnd = line >= (quatrain ? form : PSALM_LINE.least);
    const logits = outputs.subarray(place * width, (place + 1) * width);
    for (const { token, p } of ranked(logits, alphabet.firstCharacter, mayEnd))
      found[place * width + token] = p;
  });
  return found;
}

/**
 * @param layers and `hiddenSize` of the trainer's model.
 * @yields each character as it is written; the last one ends the last line.
 */
export async function* writePoem(
  trainer: Trainer,
  alphabet: Alphabet,
  { numLayers, hiddenSize }: { readonly numLayers: number; readonly hiddenSize: number },
  options: WriteOptions,
): AsyncGenerator<WrittenStep> {
  const { form, lines, seed } = options;
  const quatrain = alphabet.id === 'quatrains';
  const rng = createRng(streamSeed(seed, 'write', alphabet.id));
  const [opening, initials] = [[...options.opening], [...options.initials]];
  let state: State | undefined;
  let logits = new Float32Array();
  const read = async (token: number): Promise<Float32Array[]> => {
    const { outputs, finalState } = await trainer.predict({
      batchSize: 1,
      sequenceLength: 1,
      inputs: Float32Array.of(token),
      targets: new Float32Array(1),
      ...(state && { initialState: state }),
    });
    [logits, state] = [Float32Array.from(outputs), finalState];
    return Array.from({ length: numLayers }, (_, layer) =>
      finalState.h.slice(layer * hiddenSize, (layer + 1) * hiddenSize),
    );
  };
  await read(quatrain ? FORMS[form] : BREAK);
  for (let line = 0; line < lines; line++) {
    for (let place = 0; ; place++) {
      const own = (line === 0 ? opening[place] : undefined) ?? (place === 0 ? initials[line] : '');
      const ends = place === (quatrain ? form : PSALM_LINE.most);
      const mayEnd = !quatrain && place >= PSALM_LINE.least && !own;
      const choices = ranked(logits, alphabet.firstCharacter, mayEnd || ends);
      const token = ends
        ? BREAK
        : own
          ? alphabet.tokenOf(own)
          : draw(choices, options, rng.uniform(0, 1));
      const h = await read(token);
      yield {
        symbol: alphabet.symbolOf(token),
        given: ends || Boolean(own),
        p: choices.find((choice) => choice.token === token)?.p ?? 0,
        candidates: choices.slice(0, KEPT).map((choice) => ({
          symbol: alphabet.symbolOf(choice.token),
          p: choice.p,
        })),
        h,
      };
      if (token === BREAK) break;
    }
  }
}
