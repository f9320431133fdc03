/** What is said of texts that readers hand in. */

/** Characters that a message repeats at most. */
const SHOWN = 12;

/** The beginning of a text, with … where it goes on. */
export function excerpt(text: string): string {
  const all = [...text];
  return all.length > SHOWN ? `${all.slice(0, SHOWN).join('')}…` : text;
}

/** Place of the first half of a surrogate pair that stands alone, from 1, in UTF-16 units; 0 where there is none. */
export const brokenPlace = (text: string): number => text.search(/\p{Surrogate}/u) + 1;
