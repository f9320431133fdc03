/**
 * The table of contents of an article. Headings are written as `<h2 id="…">Text</h2>` in MDX, so that both
 * languages share their ids; Astro's own list of headings does not see those, hence this reading of the source.
 */

/** A second-level heading. */
export interface Heading {
  readonly id: string;
  /** Without markup. */
  readonly text: string;
}

const FENCE = /^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1/gm;

/** The second-level headings of an MDX body in order; those inside code are no headings. */
export function headingsOf(body: string): Heading[] {
  return [...body.replace(FENCE, '').matchAll(/<h2\s+id="([^"]+)"[^>]*>([\s\S]*?)<\/h2>/g)].map(
    ([, id = '', inner = '']) => ({ id, text: plainText(inner) }),
  );
}

/** Inline Markdown and JSX without its marks; `$…$` and `` `…` `` keep their contents. */
export function plainText(inner: string): string {
  return inner
    .replace(/<[^>]*>/g, '')
    .replace(/\{' '\}/g, ' ')
    .replace(/\\(?:gate[ifgo]|cell|hid)\{([^}]*)\}/g, '$1')
    .replace(/[`$*]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
