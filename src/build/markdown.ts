/**
 * How articles become HTML: Chinese-friendly emphasis, TeX by KaTeX, BibTeX citations, and no silent mistakes.
 * Astro's default processor runs none of these plugins and breaks Chinese bold; hence `unified()` in the configuration.
 */
import type { unified } from '@astrojs/markdown-remark';
import rehypeCitation from 'rehype-citation';
import rehypeKatex from 'rehype-katex';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkMath from 'remark-math';
import { rehypeCitationLook } from './citations.ts';
import { rehypeGlossaryLinks } from './glossary-links.ts';
import { katexOptions } from './katex.ts';
import { rehypeNoteNumbers } from './notes.ts';
import { rehypeStrict } from './strict.ts';

type MarkdownOptions = NonNullable<Parameters<typeof unified>[0]>;

/** Options of `unified()`. The bibliography's path is relative to the project: the plugin refuses an absolute one. */
export const markdownOptions = {
  remarkPlugins: [remarkCjkFriendly, remarkMath],
  rehypePlugins: [
    [rehypeKatex, katexOptions],
    [
      rehypeCitation,
      {
        bibliography: 'content/references.bib',
        path: process.cwd(),
        csl: 'vancouver',
        linkCitations: true,
      },
    ],
    rehypeCitationLook,
    rehypeGlossaryLinks,
    rehypeNoteNumbers,
    rehypeStrict,
  ],
} satisfies MarkdownOptions;
