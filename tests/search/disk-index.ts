/** Opens a built Pagefind bundle in Node: the same code as in the page, with files read from disk instead of fetched. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openIndex, type PagefindModule, type SearchIndex } from '#search/pagefind.ts';
import type { Locale } from '#site/locales.ts';

const ORIGIN = 'http://index.invalid';

/** The index of a language under `<dist>/pagefind/`. Pagefind's own fetches are answered from disk. */
export function openFromDisk(dist: string, locale: Locale): Promise<SearchIndex> {
  const fileOf = (url: string): string => join(dist, new URL(url, ORIGIN).pathname);
  const network = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = String(input);
    if (!url.startsWith(ORIGIN)) return network(input, init);
    return new Response(await readFile(fileOf(url)));
  };
  return openIndex(locale, `${ORIGIN}/pagefind/`, {
    json: async (url) => JSON.parse(await readFile(fileOf(url), 'utf8')) as unknown,
    module: (url) => import(pathToFileURL(fileOf(url)).href) as Promise<PagefindModule>,
  });
}
