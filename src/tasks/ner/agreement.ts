/** How far two annotations of the same sentences agree. */
import type { Marked } from './corpus.ts';
import { type SetScores, scoreEntities } from './scores.ts';
import { TAGS, tagsOf } from './tags.ts';

export interface Agreement {
  /** Of the second annotation by the first; F1 is the same the other way round. */
  readonly entities: SetScores;
  /**
   * Cohen's κ of the tokens' tags: (agreement − chance) / (1 − chance), where chance is the agreement of two who give tags
   * as often as these do, at random. 1 where both give one tag only.
   */
  readonly kappa: number;
  readonly tokens: number;
  /** Tokens with the same tag in both. */
  readonly same: number;
}

/** @throws RangeError when the annotations are not of the same sentences. */
export function agreementOf(first: readonly Marked[], second: readonly Marked[]): Agreement {
  if (first.length !== second.length)
    throw new RangeError(
      `both annotations must be of ${first.length} sentences, got ${second.length}`,
    );
  const counts = [TAGS.map(() => 0), TAGS.map(() => 0)];
  let [same, tokens] = [0, 0];
  const scored = first.map((one, k) => {
    const other = second[k]!;
    if (one.tokens.join(' ') !== other.tokens.join(' '))
      throw new RangeError(
        `sentence ${k + 1} must read ${one.tokens.join(' ')}, got ${other.tokens.join(' ')}`,
      );
    const [a, b] = [one, other].map(({ entities }) => tagsOf(entities, one.tokens.length));
    a!.forEach((tag, t) => {
      counts[0]![tag]!++;
      counts[1]![b![t]!]!++;
      same += Number(tag === b![t]);
      tokens++;
    });
    return { tokens: one.tokens, gold: one.entities, given: other.entities };
  });
  const chance = TAGS.reduce(
    (sum, _, k) => sum + (counts[0]![k]! * counts[1]![k]!) / tokens ** 2,
    0,
  );
  const kappa = chance === 1 ? 1 : (same / tokens - chance) / (1 - chance);
  return { entities: scoreEntities(scored), kappa, tokens, same };
}
