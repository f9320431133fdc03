/**
 * Verse for a character language model: Tang quatrains (绝句) and the Psalms, as lists of token numbers.
 *
 * A quatrain is `form, line, ⏎, line, ⏎, line, ⏎, line, ⏎`, where the form says whether lines have five or seven
 * characters; a psalm is `⏎, line, ⏎, …, line, ⏎`. The model reads all tokens but the last and predicts all but the
 * first. Whole poems are held out. Origin and licences: SOURCE and LICENSE in `public/data/tang-quatrains/` and
 * `public/data/psalms/`.
 */

export const VERSE_IDS = ['quatrains', 'psalms'] as const;
export type VerseId = (typeof VERSE_IDS)[number];

/** Tokens that stand for no character of a text: the end of a line, any character without a token, the two forms. */
export const BREAK = 0;
export const UNKNOWN = 1;
export const FORMS = { 5: 2, 7: 3 } as const;
export type Form = keyof typeof FORMS;

/** Characters of a psalm's line as it is written: it may end from the first on and must end at the second. */
export const PSALM_LINE = { least: 8, most: 100 } as const;

/** How the tokens without a character are written. */
const SPECIALS: Readonly<Record<VerseId, readonly string[]>> = {
  quatrains: ['\n', '□', '⁵', '⁷'],
  psalms: ['\n', '□'],
};

/** Tokens of the quatrains in all; rarer characters share `UNKNOWN`. */
const MOST_SYMBOLS = 2500;

/** Lines that are this long, in characters, and stand in two poems make them count as related. */
const TELLING_LINE: Readonly<Record<VerseId, number>> = { quatrains: 5, psalms: 40 };

/** Lines from top to bottom, without breaks. */
export type Poem = readonly string[];

/** The files of a verse below `public/data/`. */
export const VERSE_FILES: Readonly<Record<VerseId, readonly string[]>> = {
  quatrains: ['tang-quatrains/five.txt', 'tang-quatrains/seven.txt'],
  psalms: ['psalms/psalms.txt'],
};

/** The four lines of a quatrain that is written without breaks. */
export const quarters = (text: string): Poem => {
  const n = text.length / 4;
  return [0, 1, 2, 3].map((k) => text.slice(k * n, (k + 1) * n));
};

/** The poems in the texts of the files of a verse. */
export function poemsIn(id: VerseId, files: readonly string[]): Poem[] {
  if (id === 'psalms')
    return (files[0] ?? '')
      .trim()
      .split('\n\n')
      .map((psalm) => psalm.split('\n'));
  return files.flatMap((file) => file.trim().split('\n').map(quarters));
}

export interface SplitPoems {
  readonly train: readonly Poem[];
  /** Serve to choose learning rates and the smoothing of n-grams. */
  readonly heldOut: readonly Poem[];
  readonly test: readonly Poem[];
}

/**
 * Every twentieth poem is a test poem and every twentieth is held out; poems that share a telling line with one of them
 * are left out altogether, so that no test line has been seen in training.
 * @param parts one of how many poems is a test poem; 10 for the few psalms.
 */
export function splitPoems(id: VerseId, poems: readonly Poem[]): SplitPoems {
  const parts = id === 'psalms' ? 10 : 20;
  const test = poems.filter((_, index) => index % parts === 0);
  const heldOut = poems.filter((_, index) => index % parts === parts / 2);
  const telling = (poem: Poem) => poem.filter((line) => line.length >= TELLING_LINE[id]);
  const seen = new Set([...test, ...heldOut].flatMap(telling));
  const train = poems.filter(
    (poem, index) => index % (parts / 2) !== 0 && !telling(poem).some((line) => seen.has(line)),
  );
  return { train, heldOut, test };
}

/** The symbols of a verse, commonest first after the specials; a symbol's place is its token number. */
export function symbolsOf(id: VerseId, train: readonly Poem[]): string[] {
  const counts = new Map<string, number>();
  for (const poem of train)
    for (const line of poem)
      for (const symbol of line) counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  const commonest = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return [...SPECIALS[id], ...commonest.map(([symbol]) => symbol)].slice(0, MOST_SYMBOLS);
}

/** Translates between characters and tokens. */
export class Alphabet {
  readonly id: VerseId;
  readonly symbols: readonly string[];
  readonly #tokens: ReadonlyMap<string, number>;

  constructor(id: VerseId, symbols: readonly string[]) {
    this.id = id;
    this.symbols = symbols;
    this.#tokens = new Map(symbols.map((symbol, token) => [symbol, token]));
  }

  /** First token of a character of a text. */
  get firstCharacter(): number {
    return SPECIALS[this.id].length;
  }

  /** Its token, `UNKNOWN` where it has none. */
  tokenOf(symbol: string): number {
    return this.#tokens.get(symbol) ?? UNKNOWN;
  }

  /** Whether the model can write it. */
  knows(symbol: string): boolean {
    return this.tokenOf(symbol) >= this.firstCharacter;
  }

  symbolOf(token: number): string {
    return this.symbols[token] ?? '□';
  }

  /** A poem as tokens, opening and last break included. */
  encode(poem: Poem): number[] {
    const form = (poem[0]?.length ?? 0) === 7 ? 7 : 5;
    const opening = this.id === 'quatrains' ? FORMS[form] : BREAK;
    const lines = poem.flatMap((line) => [...[...line].map((one) => this.tokenOf(one)), BREAK]);
    return [opening, ...lines];
  }
}
