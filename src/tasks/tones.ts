/**
 * The tones of Middle Chinese (平上去入) by the rhyme book Guangyun, and the level (平) and oblique (仄: 上去入) marks of
 * verse. The table is `public/data/middle-chinese-tones/tones.txt`; origin and licence stand beside it. A character with
 * readings on both sides is neither: which one a poet meant follows from the sense, and that is not looked into.
 */

export const TONES = ['平', '上', '去', '入'] as const;

/** Which tones each character has, as letters in the order of `TONES`. */
export type ToneTable = ReadonlyMap<string, string>;

/** `entering` is oblique, too; `either` has level and oblique readings; `unknown` is not in the table. */
export type ToneMark = 'level' | 'oblique' | 'entering' | 'either' | 'unknown';

/** Where the table lies below `public/data/`. */
export const TONE_FILE = 'middle-chinese-tones/tones.txt';

/** @param text lines of `tones TAB characters`, as `平去⇥三中为…`. */
export function parseTones(text: string): ToneTable {
  const table = new Map<string, string>();
  for (const line of text.trim().split('\n')) {
    const [tones = '', characters = ''] = line.split('\t');
    for (const character of characters) table.set(character, tones);
  }
  return table;
}

export function toneMark(table: ToneTable, character: string): ToneMark {
  const tones = table.get(character);
  if (tones === undefined) return 'unknown';
  if (tones === '平') return 'level';
  if (tones === '入') return 'entering';
  return tones.includes('平') ? 'either' : 'oblique';
}

/**
 * Whether a line alternates at its even places (二四六分明): neighbours among the 2nd, 4th and 6th characters are
 * one level and one oblique. `open` where that hangs on a character that may be either.
 */
export function alternation(marks: readonly ToneMark[]): 'yes' | 'no' | 'open' {
  const even = marks.filter((_, index) => index % 2 === 1);
  const sides = even.map((mark) =>
    mark === 'level' ? 1 : mark === 'oblique' || mark === 'entering' ? -1 : 0,
  );
  const products = sides.slice(1).map((side, index) => side * sides[index]!);
  if (products.some((product) => product === 1)) return 'no';
  return products.every((product) => product === -1) ? 'yes' : 'open';
}
