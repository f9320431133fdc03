/** The 12 coarse parts of speech, and how the tags of the Brown Corpus map to them. */

/** In the order of the model's classes; `.` is punctuation, `X` foreign words and what has no other place. */
export const TAGS = [
  'NOUN',
  'VERB',
  'ADJ',
  'ADV',
  'PRON',
  'DET',
  'ADP',
  'NUM',
  'CONJ',
  'PRT',
  '.',
  'X',
] as const;
export type Tag = (typeof TAGS)[number];

const isTag = (text: string): text is Tag => (TAGS as readonly string[]).includes(text);

/**
 * Reads `universal-tags.txt`, a line `nn NOUN` for each tag of the corpus.
 * @throws RangeError naming a line that is none.
 */
export function parseTagMap(text: string): ReadonlyMap<string, Tag> {
  const map = new Map<string, Tag>();
  for (const line of text.trim().split('\n')) {
    const [brown = '', tag = ''] = line.split(' ');
    if (brown === '' || !isTag(tag))
      throw new RangeError(`a line must be a tag and one of ${TAGS.join(' ')}, got ${line}`);
    map.set(brown, tag);
  }
  return map;
}
