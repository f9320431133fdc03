/**
 * KaTeX options of the site: the colour law as macros (`\gatef{f_t}` is set in the forget gate's hue),
 * and errors that are thrown, so that a bad formula cannot reach a page.
 */

/** Macro → CSS class; the classes are coloured in `src/styles/prose.css`, the same as in figures. */
const COLOURED = {
  '\\gatei': 'gi',
  '\\gatef': 'gf',
  '\\gateg': 'gg',
  '\\gateo': 'go',
  '\\cell': 'gc',
  '\\hid': 'gh',
} as const;

export const katexOptions = {
  // \htmlClass is an extension of TeX by design; anything else that TeX would not take is an error.
  strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
  throwOnError: true,
  // \htmlClass is the only trusted command: formulas come from our own articles, but nothing else is needed.
  trust: (context: { command: string }) => context.command === '\\htmlClass',
  macros: Object.fromEntries(
    Object.entries(COLOURED).map(([macro, name]) => [macro, `\\htmlClass{${name}}{#1}`]),
  ),
} as const;
