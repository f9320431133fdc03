/**
 * The search index: an Astro integration that reads the built pages and the content's front matter and writes a
 * Pagefind bundle for each language to `dist/pagefind/<locale>/`. `src/search/` asks it.
 */
import { readdir, readFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import type { AstroIntegration } from 'astro';
import { close, createIndex, type CustomRecord, type PagefindIndex } from 'pagefind';
import { LEDGER_PAGE } from '#site/claims.ts';
import { GLOSSARY_PAGE } from '#site/glossary.ts';
import { LOCALES, pathIn, type Locale } from '#site/locales.ts';
import {
  articleMeta,
  claimRecord,
  demoRecord,
  questionRecords,
  termRecord,
  type ArticleSource,
  type ClaimSource,
  type DemoSource,
  type TermSource,
} from './search-records.ts';

/** Not sentences: drawings, controls, tables, the second copy of a formula, lists of sources. */
const NOT_WORDS = [
  '.katex-html',
  '.katex-display',
  'annotation',
  'svg',
  'button',
  '.demo',
  '.claims',
  '.cite',
  '.verdict',
  'nav',
  'table',
  '.references',
  '#refs',
  '.toc',
  '[aria-hidden="true"]',
];

/** Pagefind's own interfaces, its highlighter and its worker, none of which is used. */
const UNUSED = /^pagefind-(?!entry)/;

const escapeAttribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** Reads YAML with the parser that Astro uses for front matter; `T` is what `content.config.ts` has checked. */
const yaml = <T>(text: string): T => parseFrontmatter(`---\n${text}\n---\n`).frontmatter as T;

async function readArticles(root: string, locale: Locale): Promise<ArticleSource[]> {
  const folder = join(root, 'content', locale);
  const files = (await readdir(folder, { recursive: true })).filter((name) =>
    name.endsWith('.mdx'),
  );
  return Promise.all(
    files.sort().map(async (name) => {
      const { frontmatter } = parseFrontmatter(await readFile(join(folder, name), 'utf8'));
      const page = name.replaceAll('\\', '/').replace(/\.mdx$/, '');
      return { demos: [], ...(frontmatter as Omit<ArticleSource, 'page' | 'demos'>), page };
    }),
  );
}

async function readClaims(root: string): Promise<ClaimSource[]> {
  const folder = join(root, 'content/claims');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(
    files.map(async (name) => yaml<ClaimSource>(await readFile(join(folder, name), 'utf8'))),
  );
}

/** A demo's name and sentence, from the `STRINGS` of its folder. */
async function readDemo(root: string, id: string, locale: Locale): Promise<DemoSource> {
  const file = join(root, 'components/demos', id, 'strings.ts');
  const module = (await import(pathToFileURL(file).href)) as {
    STRINGS?: Record<Locale, { name?: string; instruction?: string }>;
  };
  const { name, instruction } = module.STRINGS?.[locale] ?? {};
  if (!name || !instruction)
    throw new Error(`${file}: STRINGS['${locale}'] must have a name and an instruction`);
  return { id, name, instruction };
}

/** A built page with what the index must know about it, put where Pagefind reads it. */
function withMeta(html: string, meta: Record<string, string>): string {
  const tags = Object.entries(meta).map(
    ([key, value]) =>
      `<meta data-pagefind-meta="${key}[content]" content="${escapeAttribute(value)}">`,
  );
  const type = '<meta data-pagefind-filter="type[content]" content="article">';
  return (
    html
      .replace('</head>', `${tags.join('')}${type}</head>`)
      // A note in the margin stands inside a sentence's paragraph; its first word is not part of the sentence's last.
      .replaceAll('<span class="note"', ' <span class="note"')
  );
}

/** Pages of a language by path, read once. */
function pageReader(dist: string, locale: Locale): (page: string) => Promise<string | null> {
  const pages = new Map<string, Promise<string | null>>();
  return (page) => {
    const file = join(dist, pathIn(locale, page), 'index.html');
    const read = pages.get(page) ?? readFile(file, 'utf8').catch(() => null);
    pages.set(page, read);
    return read;
  };
}

/** Every address in the index must exist: a result that leads nowhere fails the build. */
async function checkAddress(
  { url }: CustomRecord,
  page: string,
  read: (page: string) => Promise<string | null>,
): Promise<void> {
  const [, anchor] = url.split('#');
  const html = await read(page);
  if (html === null) throw new Error(`search index: ${url} is not a page of the site`);
  if (anchor !== undefined && !html.includes(`id="${anchor}"`))
    throw new Error(`search index: ${url} leads to #${anchor}, which is no id on that page`);
}

const refuse = (errors: readonly string[]): void => {
  if (errors.length > 0) throw new Error(`Pagefind: ${errors.join('; ')}`);
};

async function fill(
  index: PagefindIndex,
  root: string,
  dist: string,
  locale: Locale,
): Promise<number> {
  const read = pageReader(dist, locale);
  const articles = await readArticles(root, locale);
  const records: (readonly [page: string, record: CustomRecord])[] = [];
  for (const article of articles) {
    const html = await read(article.page);
    if (!html?.includes('data-pagefind-body'))
      throw new Error(`search index: ${pathIn(locale, article.page)} has no data-pagefind-body`);
    const content = withMeta(html, articleMeta(article, locale));
    refuse((await index.addHTMLFile({ url: pathIn(locale, article.page), content })).errors);
    for (const record of questionRecords(article, locale)) records.push([article.page, record]);
    // A demo is where its page puts it; one that is announced but not placed has nowhere to lead.
    for (const id of article.demos.filter((name) => html.includes(`id="${name}"`)))
      records.push([
        article.page,
        demoRecord(await readDemo(root, id, locale), article.page, locale),
      ]);
  }
  for (const claim of await readClaims(root))
    records.push([LEDGER_PAGE, claimRecord(claim, locale)]);
  for (const term of yaml<TermSource[]>(
    await readFile(join(root, 'content/glossary.yaml'), 'utf8'),
  ))
    records.push([GLOSSARY_PAGE, termRecord(term, GLOSSARY_PAGE, locale)]);
  for (const [page, record] of records) {
    await checkAddress(record, page, read);
    refuse((await index.addCustomRecord(record)).errors);
  }
  return articles.length + records.length;
}

/**
 * Builds the index of one language from a built site.
 * @returns the number of records.
 * @throws Error naming the page or address if an article was not built or a record leads nowhere.
 */
export async function buildIndex(root: string, dist: string, locale: Locale): Promise<number> {
  const { index, errors } = await createIndex({
    forceLanguage: locale,
    excludeSelectors: NOT_WORDS,
    // A few larger files: a query needs many small records, and one request carries them all.
    maxFragments: 4,
  });
  refuse(errors);
  if (!index) throw new Error('Pagefind gave no index');
  const size = await fill(index, root, dist, locale);
  const { files } = await index.getFiles();
  for (const { path, content } of files) {
    if (UNUSED.test(path)) continue;
    const target = join(dist, 'pagefind', locale, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
  return size;
}

/** The integration: `integrations: [searchIndex()]` in `astro.config.mjs`. In development there is no index. */
export function searchIndex(): AstroIntegration {
  let root = process.cwd();
  return {
    name: 'search-index',
    hooks: {
      'astro:config:done': ({ config }) => {
        root = fileURLToPath(config.root);
      },
      'astro:build:done': async ({ dir, logger }) => {
        try {
          for (const locale of LOCALES) {
            const size = await buildIndex(root, fileURLToPath(dir), locale);
            logger.info(`${size} records in ${locale}`);
          }
        } finally {
          await close();
        }
      },
    },
  };
}
