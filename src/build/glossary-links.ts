/**
 * Links the first use of every glossary term in an article to the glossary. Only in running text: not in headings,
 * links, code, formulas, tables, notes or components. Authors write nothing for it.
 */
import { readFileSync } from 'node:fs';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import type { ElementContent, Root, RootContent } from 'hast';
import {
  firstUses,
  GLOSSARY_PAGE,
  termLink,
  termNames,
  type GlossaryEntry,
} from '#site/glossary.ts';
import { inlineText } from '#site/inline.ts';
import { isLocale, type Locale } from '#site/locales.ts';

/** Elements whose text is running text; everything else is left alone, the components of MDX included. */
const RUNNING = new Set(['p', 'ul', 'ol', 'li', 'em', 'strong', 'blockquote']);

/** Reads the glossary; the path is relative to the project. */
export const readGlossary = (): GlossaryEntry[] =>
  parseFrontmatter(`---\nterms:\n${readFileSync('content/glossary.yaml', 'utf8')}\n---\n`)
    .frontmatter['terms'] as GlossaryEntry[];

/** The language of `…/content/<locale>/<section>/<slug>.mdx`; undefined for anything else, and for the glossary itself. */
function localeOfFile(path: string): Locale | undefined {
  const [, locale = '', page = ''] =
    /\/content\/([^/]+)\/(.+)\.mdx$/.exec(path.replaceAll('\\', '/')) ?? [];
  return isLocale(locale) && page !== GLOSSARY_PAGE ? locale : undefined;
}

/** Rehype plugin. */
export function rehypeGlossaryLinks() {
  const entries = readGlossary();
  const names = { en: termNames(entries, 'en'), 'zh-cn': termNames(entries, 'zh-cn') };
  return (tree: Root, file: { readonly path?: string | undefined }): void => {
    const locale = localeOfFile(file.path ?? '');
    if (locale === undefined) return;
    const seen = new Set<string>();
    const walk = (parent: { children: RootContent[] }): void => {
      parent.children = parent.children.flatMap((node): RootContent[] => {
        if (node.type === 'element' && RUNNING.has(node.tagName)) walk(node);
        if (node.type !== 'text' || parent === tree) return [node];
        return linked(node.value, seen, locale);
      });
    };
    const linked = (text: string, met: Set<string>, language: Locale): ElementContent[] => {
      const parts: ElementContent[] = [];
      let end = 0;
      for (const { id, from, to } of firstUses(text, names[language], met)) {
        const entry = entries.find((one) => one.id === id);
        parts.push({ type: 'text', value: text.slice(end, from) });
        parts.push({
          type: 'element',
          tagName: 'a',
          properties: {
            href: termLink(language, id),
            className: ['term'],
            title: inlineText(entry?.[language].text ?? ''),
          },
          children: [{ type: 'text', value: text.slice(from, to) }],
        });
        end = to;
      }
      return [...parts, { type: 'text', value: text.slice(end) }];
    };
    walk(tree);
  };
}
