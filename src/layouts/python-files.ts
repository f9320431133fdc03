/** The code of every article as files; the pages under `src/pages/…/code` serve them, one for each language. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { getCollection } from 'astro:content';
import { placeOf } from '#site/articles.ts';
import { inlineText } from '#site/inline.ts';
import { pathIn, type Locale } from '#site/locales.ts';
import { blocksOf, FRAMEWORKS, type Framework } from '#site/python.ts';
import { FILE_KINDS, fileAddress, notebookOf, scriptOf } from '#site/python-downloads.ts';
import { CODE_FILES } from '#site/python-files.ts';

/** Paths and answers of one language. */
export function pythonFiles(locale: Locale): { getStaticPaths: GetStaticPaths; GET: APIRoute } {
  return {
    getStaticPaths: async () => {
      const articles = await getCollection('articles');
      return articles.flatMap(({ id, data }) => {
        const { page, locale: own } = placeOf(id);
        if (own !== locale) return [];
        const all = blocksOf(CODE_FILES, page);
        return (Object.keys(FRAMEWORKS) as Framework[]).flatMap((framework) => {
          const blocks = all.filter((block) => block.framework === framework);
          return blocks.length === 0
            ? []
            : FILE_KINDS.map((kind) => ({
                params: { file: fileAddress(page, framework, kind).replace('code/', '') },
                props: { blocks, kind, title: inlineText(data.title), path: pathIn(locale, page) },
              }));
        });
      });
    },
    GET: ({ props, site }) => {
      const { blocks, kind, title, path } = props as Served;
      const head = { title, url: new URL(path, site).href };
      return new Response((kind === 'py' ? scriptOf : notebookOf)(blocks, locale, head));
    },
  };
}

interface Served {
  readonly blocks: ReturnType<typeof blocksOf>;
  readonly kind: (typeof FILE_KINDS)[number];
  readonly title: string;
  readonly path: string;
}
