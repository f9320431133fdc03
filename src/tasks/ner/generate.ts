/** Synthetic sentences: a template of one split with names of another, or the same. A pure function of its seed. */
import { createRng, type Rng, streamSeed } from '#math/rng.ts';
import { fill, type Marked, type NerCorpus, type Split } from './corpus.ts';
import type { EntityType } from './tags.ts';

export interface Recipe {
  readonly templates: Split;
  readonly names: Split;
  /** Sentences. */
  readonly count: number;
  readonly seed: number;
}

/**
 * As many sentences as asked for, every template about equally often. No name is twice in one sentence, unless there are
 * too few.
 * @throws RangeError when the split has no template, or no name of a type that is needed.
 */
export function generate(corpus: NerCorpus, { templates, names, count, seed }: Recipe): Marked[] {
  const all = corpus.templates[templates];
  if (all.length === 0) throw new RangeError(`templates must have some of ${templates}, got none`);
  const rng = createRng(streamSeed(seed, 'ner', corpus.language, templates, names));
  const sentences: Marked[] = [];
  while (sentences.length < count)
    for (const template of rng.shuffle([...all]).slice(0, count - sentences.length)) {
      const used = new Set<string>();
      const chosen = template.slots.map((type) => {
        const name = draw(corpus.names[names][type], used, rng, `${type} of ${names}`);
        used.add(name);
        return name;
      });
      sentences.push(fill(corpus.language, template, chosen));
    }
  return sentences;
}

function draw(
  names: readonly string[],
  used: ReadonlySet<string>,
  rng: Rng,
  what: `${EntityType} of ${Split}`,
): string {
  const free = names.filter((name) => !used.has(name));
  const from = free.length > 0 ? free : names;
  const name = from[rng.int(0, from.length - 1)];
  if (name === undefined) throw new RangeError(`names must have some ${what}, got none`);
  return name;
}
