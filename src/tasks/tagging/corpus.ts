/**
 * The tagged sentences of the Brown sample, split by text: sentences of one text share subject and names, so a split by
 * sentence would test on words that only seem new. Of every ten texts in the order of the file seven are trained on, one is
 * held out to choose settings, two are the test.
 */
import { parseTagMap, TAGS } from './tags.ts';

/** Below the site's root. */
export const CORPUS_FILES = {
  sentences: 'data/brown-sample/brown-sample.txt',
  tags: 'data/brown-sample/universal-tags.txt',
} as const;

export interface Sentence {
  readonly words: readonly string[];
  /** Places in `TAGS`, one a word. */
  readonly tags: readonly number[];
}

export type Part = 'train' | 'held-out' | 'test';
export type Corpus = Readonly<Record<Part, readonly Sentence[]>> & {
  /** Texts of each part. */
  readonly texts: Readonly<Record<Part, number>>;
};

/** Of text 0, 1, 2, … of the file. */
export function partOf(text: number): Part {
  const place = text % 10;
  return place === 4 || place === 9 ? 'test' : place === 2 ? 'held-out' : 'train';
}

/**
 * Reads the two files.
 * @throws RangeError naming a line or tag that is not what it should be.
 */
export function parseCorpus(sentences: string, tags: string): Corpus {
  const map = parseTagMap(tags);
  const parts: Record<Part, Sentence[]> = { train: [], 'held-out': [], test: [] };
  const texts: Record<Part, number> = { train: 0, 'held-out': 0, test: 0 };
  let latest = '';
  let text = -1;
  for (const line of sentences.trim().split('\n')) {
    const [name = '', tokens = ''] = line.split('\t');
    if (name === '' || tokens === '')
      throw new RangeError(`a line must be text, tab, word/tag …, got ${line.slice(0, 60)}`);
    if (name !== latest) texts[partOf(++text)]++;
    latest = name;
    const pairs = tokens.split(' ').map((token): readonly [string, number] => {
      const cut = token.lastIndexOf('/');
      const tag = map.get(token.slice(cut + 1));
      if (cut < 1 || tag === undefined)
        throw new RangeError(`a word must be word/tag with a known tag, got ${token}`);
      return [token.slice(0, cut), TAGS.indexOf(tag)];
    });
    parts[partOf(text)].push({ words: pairs.map(([word]) => word), tags: pairs.map(([, t]) => t) });
  }
  return { ...parts, texts };
}
