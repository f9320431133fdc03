/**
 * How much of a poem stands word for word in the texts that the model was trained on: the longest run of characters
 * that the two have in common.
 */
import type { Poem, VerseId } from './verse.ts';

export interface Copy {
  /** The run; where psalms break a line it holds a line break. Empty where not even one character is shared. */
  readonly text: string;
  /** Where it begins in the poem, in characters of `joined`. */
  readonly start: number;
  /** The training poem (of psalms, the lines) in which it stands first. */
  readonly source: string;
  /** Whole lines of the poem that are lines of training poems. */
  readonly lines: number;
}

/** A poem as it is compared: quatrains without breaks, since their lines are short. */
export const joined = (id: VerseId, poem: Poem): string =>
  poem.join(id === 'quatrains' ? '' : '\n');

/** Stands between poems, and in none. */
const END = '\u0000';

/** The poems that were trained on, as one text. */
export class TrainingText {
  readonly #id: VerseId;
  readonly #text: string;
  readonly #lines: ReadonlySet<string>;

  constructor(id: VerseId, poems: readonly Poem[]) {
    this.#id = id;
    this.#text = `${END}${poems.map((poem) => joined(id, poem)).join(END)}${END}`;
    this.#lines = new Set(poems.flat());
  }

  /** The longest run that a poem shares with this text; the first of several. */
  longestCopy(poem: Poem): Copy {
    const text = joined(this.#id, poem);
    let [start, length] = [0, 0];
    for (let from = 0; from + length < text.length; from++)
      while (
        from + length < text.length &&
        this.#text.includes(text.slice(from, from + length + 1))
      ) {
        start = from;
        length++;
      }
    const run = text.slice(start, start + length);
    return {
      text: run,
      start,
      source: length === 0 ? '' : this.#around(run),
      lines: poem.filter((line) => this.#lines.has(line)).length,
    };
  }

  /** The poem, or the lines of a psalm, around the first place of a run. */
  #around(run: string): string {
    const place = this.#text.indexOf(run);
    const ends = this.#id === 'quatrains' ? [END] : [END, '\n'];
    const before = Math.max(...ends.map((end) => this.#text.lastIndexOf(end, place - 1)));
    const after = ends
      .map((end) => this.#text.indexOf(end, place + run.length))
      .filter((end) => end >= 0);
    return this.#text.slice(before + 1, Math.min(...after));
  }
}
