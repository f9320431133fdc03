/** Two ways to find names without a model. */
import { type Marked, nameKey, type NerCorpus } from './corpus.ts';
import type { FindEntities } from './problem.ts';
import { type Entity, entitiesOf, ENTITY_TYPES, type EntityType, OUTSIDE, tagsOf } from './tags.ts';

/**
 * From the left, the longest stretch of tokens that is a training name, then on behind it. A name of two types is of that
 * which comes first in `ENTITY_TYPES`.
 */
export function longestMatch({ language, names }: NerCorpus): FindEntities {
  const types = new Map<string, EntityType>();
  for (const type of ENTITY_TYPES)
    for (const name of names.train[type]) {
      const key = nameKey(language, name);
      if (!types.has(key)) types.set(key, type);
    }
  const longest = Math.max(0, ...[...types.keys()].map((key) => key.split(' ').length));
  return (sentences) =>
    sentences.map((tokens) => {
      const entities: Entity[] = [];
      for (let start = 0; start < tokens.length; start++)
        for (let end = Math.min(tokens.length, start + longest); end > start; end--) {
          const type = types.get(tokens.slice(start, end).join(' '));
          if (type === undefined) continue;
          entities.push({ type, start, end });
          start = end - 1;
          break;
        }
      return entities;
    });
}

/** Each token's most frequent tag in the training sentences, of equally frequent ones the first; O for unseen tokens. */
export function mostFrequentTags(train: readonly Marked[]): FindEntities {
  const counts = new Map<string, Map<number, number>>();
  for (const { tokens, entities } of train) {
    const tags = tagsOf(entities, tokens.length);
    tokens.forEach((token, t) => {
      const own = counts.get(token) ?? new Map<number, number>();
      own.set(tags[t]!, (own.get(tags[t]!) ?? 0) + 1);
      counts.set(token, own);
    });
  }
  const best = new Map(
    [...counts].map(([token, own]) => [token, [...own].reduce((a, b) => (b[1] > a[1] ? b : a))[0]]),
  );
  return (sentences) =>
    sentences.map((tokens) => entitiesOf(tokens.map((token) => best.get(token) ?? OUTSIDE)));
}
