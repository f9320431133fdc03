/** Where the evidence for a claim is. */
import { pathIn, type Locale } from './locales.ts';

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
