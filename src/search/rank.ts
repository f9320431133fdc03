/**
 * Scores what was found and decides what answers. Pure.
 *
 * For piece p of the query with weight w_p and a unit u:
 *   match(p, u) = max over the forms f of p of  weight(f) · tf / (tf + 0.4), or weight(f) where the heading says it;
 *   idf(p)      = ln(1 + (N − n_p + ½)/(n_p + ½)), n_p of N records contain the piece;
 *   coverage(u) = Σ w_p idf_p match(p, u) / Σ w_p idf_p                                    (0…1)
 * A question is short, so what it asks beyond the query counts against it: coverage is shaded by the part of the
 * question that the query covers, except that a question asked word for word comes before everything. A long section
 * is shaded by its length. Question and section that lead to the same place support each other.
 */
import type { Locale } from '#site/locales.ts';
import type { Unit } from './record.ts';
import { count } from './text.ts';
import { understand, type Piece, type Understanding } from './understand.ts';

/** A unit with its score, 0…1 or a little more. */
export interface Scored {
  readonly unit: Unit;
  readonly score: number;
}

/** A place to go to: a page, or a section of it. */
export interface Place {
  readonly page: string;
  readonly anchor: string;
  readonly score: number;
  /** The section, or the page's top. */
  readonly section: Unit | null;
  /** The best-matching question that leads here. */
  readonly question: Unit | null;
}

/** Everything that is worth showing, best first. */
export interface Ranking {
  readonly places: readonly Place[];
  readonly others: readonly Scored[];
}

/** Below this score nothing is shown: a word matched, the question did not. */
export const FLOOR = 0.2;
/** From this score on the best place is called an answer; below it, the closest there is. */
export const SURE = 0.45;

/** How well a unit speaks of a piece, 0…1. */
function match(piece: Piece, unit: Unit): number {
  let best = 0;
  for (const { weight, needle } of piece.forms) {
    if (weight <= best) continue;
    if (count(unit.preparedHeading, needle) > 0) best = weight;
    else {
      const tf = count(unit.preparedText, needle);
      best = Math.max(best, (weight * tf) / (tf + 0.4));
    }
  }
  return best;
}

/** How rare a piece is among `size` records, `holding` of which contain it. */
function idf(holding: number, size: number): number {
  const rare = Math.log(1 + (size - holding + 0.5) / (holding + 0.5));
  // A word the site does not have says little about which page is meant, though it does say something.
  return holding === 0 ? 0.5 * rare : Math.max(0.1, rare);
}

/** What an indexed question asks, read once: questions do not change while a page is open. */
const readQuestions = new Map<string, Understanding>();
function readQuestion(text: string, locale: Locale): Understanding {
  const key = `${locale} ${text}`;
  const read = readQuestions.get(key) ?? understand(text, locale);
  readQuestions.set(key, read);
  return read;
}

const nameOf = ({ concept, text }: Piece): string => concept ?? text.toLowerCase();

/** The part of a question that the query also asks, 0…1. */
function precision(question: Understanding, asked: Understanding): number {
  const known = new Set(asked.pieces.map(nameOf));
  const weigh = (pieces: readonly Piece[]): number =>
    pieces.reduce((sum, { weight }) => sum + weight, 0);
  const total = weigh(question.pieces);
  return total === 0 ? 0 : weigh(question.pieces.filter((p) => known.has(nameOf(p)))) / total;
}

/** A question without what its readers leave out: spaces, signs, capitals. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Sections of more than this many characters are shaded: they contain every word sooner or later. */
const LONG = { en: 900, 'zh-cn': 350 } as const satisfies Record<Locale, number>;

function shade(unit: Unit, coverage: number, asked: Understanding, locale: Locale): number {
  if (unit.kind === 'question') {
    const question = readQuestion(unit.text, locale);
    const sameIntent = question.intent === asked.intent;
    return coverage * (0.72 + 0.28 * precision(question, asked)) + (sameIntent ? 0.02 : 0);
  }
  if (unit.kind !== 'article') return coverage;
  const excess = Math.max(0, Math.log2(unit.text.length / LONG[locale]));
  return (0.8 * coverage) / (1 + 0.12 * excess);
}

const addressOf = ({ page, anchor }: Unit): string => `${page}#${anchor}`;

/** Brings together what leads to the same anchor; the section is known even where only a question matched. */
function placesOf(scored: readonly Scored[], units: readonly Unit[]): Place[] {
  const sections = new Map(
    units.filter(({ kind }) => kind === 'article').map((unit) => [addressOf(unit), unit]),
  );
  const groups = Map.groupBy(scored, ({ unit }) => addressOf(unit));
  return Array.from(groups, ([address, group]): Place | null => {
    const best = (kind: Unit['kind']): Scored | undefined =>
      group.filter(({ unit }) => unit.kind === kind).sort((a, b) => b.score - a.score)[0];
    const [text, question] = [best('article'), best('question')];
    const unit = text?.unit ?? question?.unit;
    if (!unit) return null;
    const scores = [text?.score ?? 0, question?.score ?? 0];
    return {
      page: unit.page,
      anchor: unit.anchor,
      score: Math.max(...scores) + 0.2 * Math.min(...scores),
      section: sections.get(address) ?? null,
      question: question?.unit ?? null,
    };
  }).filter((place) => place !== null);
}

const descending = (a: { score: number }, b: { score: number }): number => b.score - a.score;

/**
 * Ranks candidate units for an understood query. `size` is the number of records in the index.
 * A page gains a little from its other places, so that of two pages with equal best places the richer one leads.
 */
export function rank(
  asked: Understanding,
  units: readonly Unit[],
  size: number,
  locale: Locale,
): Ranking {
  // [unit][piece]
  const matches = units.map((unit) => asked.pieces.map((piece) => match(piece, unit)));
  const weights = asked.pieces.map((piece, p) => {
    const holding = new Set(
      units.filter((_, u) => (matches[u]?.[p] ?? 0) > 0).map(({ record }) => record),
    ).size;
    return piece.weight * idf(holding, Math.max(size, holding));
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return { places: [], others: [] };
  const scored = units.flatMap((unit, u): Scored[] => {
    const hits = weights.map((weight, p) => weight * (matches[u]?.[p] ?? 0));
    const coverage = hits.reduce((sum, hit) => sum + hit, 0) / total;
    return coverage === 0 ? [] : [{ unit, score: shade(unit, coverage, asked, locale) }];
  });
  const isPlace = ({ unit }: Scored): boolean =>
    unit.kind === 'article' || unit.kind === 'question';
  const places = placesOf(scored.filter(isPlace), units).sort(descending);
  const richness = (page: string): number =>
    places
      .filter((place) => place.page === page)
      .slice(1, 3)
      .reduce((sum, { score }) => sum + score, 0);
  // Asked in its very words, a question is meant, whatever else speaks of the same.
  const query = bare(asked.query);
  const verbatim = ({ question }: Place): boolean =>
    question !== null && bare(question.text) === query;
  return {
    places: places
      .map((place) => ({ ...place, score: place.score + 0.05 * richness(place.page) }))
      .filter(({ score }) => score >= FLOOR)
      .sort((a, b) => Number(verbatim(b)) - Number(verbatim(a)) || descending(a, b)),
    others: scored.filter((hit) => !isPlace(hit) && hit.score >= FLOOR).sort(descending),
  };
}
