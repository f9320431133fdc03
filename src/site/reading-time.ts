/**
 * Minutes to read an article: words and Chinese characters at two rates, so that mixed text is counted fairly.
 * English: 238 words a minute, the mean of silent reading of non-fiction (Brysbaert 2019, Journal of Memory and
 * Language 109). Chinese: 400 characters a minute, a round estimate of our own. Formulas and code are counted as
 * prose; tables, tags and citations are not counted.
 */

/** English words a minute. */
export const WORDS_PER_MINUTE = 238;
/** Chinese characters a minute. */
export const CHARACTERS_PER_MINUTE = 400;

/** Whole minutes, at least 1, for an MDX body in either language or a mixture. */
export function minutesToRead(body: string): number {
  const prose = body
    .replace(/^\|.*\|$/gm, '')
    .replace(/\[\^ref\]|\[[^\]]*@[^\]]*\]/g, '')
    .replace(/<\/?[A-Za-z][^>]*>/g, ' ');
  const characters = (prose.match(/\p{Script=Han}/gu) ?? []).length;
  const words = (prose.match(/[\p{Script=Latin}\p{N}]+(?:['’][\p{Script=Latin}]+)*/gu) ?? [])
    .length;
  return Math.max(1, Math.round(words / WORDS_PER_MINUTE + characters / CHARACTERS_PER_MINUTE));
}
