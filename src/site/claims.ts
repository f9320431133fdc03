/** What the pages know of the tested claims: verdicts, the parts of the ledger, and the addresses they lead to. */
import { pathIn, type Locale } from './locales.ts';

export const VERDICTS = ['true', 'partly', 'false'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The parts of the ledger, in its order. */
export const TOPICS = ['layer', 'memory', 'gain', 'comparing', 'code'] as const;
export type Topic = (typeof TOPICS)[number];

/** The page of the ledger, without language prefix. */
export const LEDGER_PAGE = 'about/claims';

/** A demo with its settings, and the article that carries it. */
export interface Experiment {
  readonly demo: string;
  /** As in the page's address, `task:adding;units:24`; '' for the defaults. */
  readonly preset: string;
  readonly article: string;
}

/**
 * The address of `<section>/<slug>#<heading id>` in a language.
 * @throws RangeError if a page or a heading is missing.
 */
export function evidenceLink(locale: Locale, evidence: string): string {
  const [page = '', anchor = ''] = evidence.split('#');
  if (page === '' || anchor === '')
    throw new RangeError(`evidence must be <section>/<slug>#<heading id>, got ${evidence}`);
  return `${pathIn(locale, page)}#${anchor}`;
}

/** The address of a claim's entry in the ledger. */
export const claimLink = (locale: Locale, id: string): string =>
  `${pathIn(locale, LEDGER_PAGE)}#${id}`;

/** The address that opens an experiment with its settings. */
export const experimentLink = (locale: Locale, { demo, preset, article }: Experiment): string =>
  `${pathIn(locale, article)}${preset === '' ? '' : `?${demo}=${preset}`}#${demo}`;

/** The lines of a reason; the first stands for the whole where there is little room. */
export const linesOf = (reason: string): string[] =>
  reason.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));

/** The first line of a reason. */
export const firstLineOf = (reason: string): string => linesOf(reason)[0] ?? '';
