/** A text with its names, in the reader's own writing. */
import type { NerLanguage } from '#tasks/ner/languages.ts';
import { tokensOf } from '#tasks/ner/tokenise.ts';
import type { FoundEntity } from './analysis.ts';

export interface Piece {
  readonly text: string;
  /** Undefined for what lies between names. */
  readonly entity: FoundEntity | undefined;
  /** Its first token, and the one after its last. */
  readonly start: number;
  readonly end: number;
}

/** Are these the tokens of this text? */
export function hasTokens(language: NerLanguage, text: string, tokens: readonly string[]): boolean {
  const own = tokensOf(language, text.normalize('NFC'));
  return own.length === tokens.length && own.every((one, k) => one.text === tokens[k]);
}

/** A text with the names that were found in it, which count its tokens. */
export function piecesOf(
  language: NerLanguage,
  text: string,
  entities: readonly FoundEntity[],
): Piece[] {
  const written = text.normalize('NFC');
  const places = tokensOf(language, written);
  const pieces: Piece[] = [];
  let at = 0;
  let token = 0;
  const plain = (until: number, next: number): void => {
    if (until > at)
      pieces.push({ text: written.slice(at, until), entity: undefined, start: token, end: next });
  };
  for (const entity of entities) {
    const [first, last] = [places[entity.start], places[entity.end - 1]];
    if (!first || !last) continue;
    plain(first.start, entity.start);
    const text = written.slice(first.start, last.end);
    pieces.push({ text, entity, start: entity.start, end: entity.end });
    at = last.end;
    token = entity.end;
  }
  plain(written.length, places.length);
  return pieces;
}
