/**
 * Opens the Pagefind index of a language and gives it as a small interface, so that the search can be tested without it.
 * Each language is a bundle of its own under `/pagefind/<locale>/`: Pagefind reads the language of the page and of
 * nothing else, and words are stemmed by the language's own WASM, so one bundle can serve one language only.
 */
import type { Locale } from '#site/locales.ts';
import type { Fragment } from './record.ts';
import { spaced } from './text.ts';

/** One record that contains every word of a term. */
export interface Hit {
  readonly id: string;
  /** Pagefind's own score; larger is better. */
  readonly score: number;
  readonly load: () => Promise<Fragment | null>;
}

/** An index that can be asked. */
export interface SearchIndex {
  readonly locale: Locale;
  /** Number of records. */
  readonly size: number;
  readonly find: (term: string) => Promise<readonly Hit[]>;
}

/** What is used of `pagefind.js` 1.6. */
export interface PagefindModule {
  createInstance(options: { basePath: string; noWorker: boolean }): {
    init(): Promise<unknown>;
    search(term: string): Promise<{
      results: readonly { id: string; score: number; data: () => Promise<Fragment | null> }[];
    } | null>;
  };
}

/** The index is not there: the site runs from source, or the file did not arrive. */
export class IndexMissing extends Error {
  override readonly name = 'IndexMissing';
}

/** How files are reached; the tests read them from disk. */
export interface Transport {
  readonly json: (url: string) => Promise<unknown>;
  readonly module: (url: string) => Promise<PagefindModule>;
}

/** The browser's transport. The address is a variable so that the bundler leaves the import alone. */
export const browserTransport: Transport = {
  async json(url) {
    const response = await fetch(url);
    if (!response.ok) throw new IndexMissing(`${url} answered ${response.status}`);
    return response.json();
  },
  module: (url) => import(/* @vite-ignore */ url) as Promise<PagefindModule>,
};

/** Number of records that the entry file of a bundle declares; 0 if it is not what Pagefind writes. */
function sizeIn(entry: unknown): number {
  const languages = (entry as { languages?: Record<string, { page_count?: unknown }> } | null)
    ?.languages;
  const count = Object.values(languages ?? {})[0]?.page_count;
  return typeof count === 'number' ? count : 0;
}

/**
 * Opens the index of `locale`. `base` is the folder of the bundles, ending in `/`.
 * @throws IndexMissing where there is no index; checked first, because Pagefind itself would log it to the console.
 */
export async function openIndex(
  locale: Locale,
  base = '/pagefind/',
  transport: Transport = browserTransport,
): Promise<SearchIndex> {
  const basePath = `${base}${locale}/`;
  let size: number;
  let pagefind: ReturnType<PagefindModule['createInstance']>;
  try {
    size = sizeIn(await transport.json(`${basePath}pagefind-entry.json`));
    const module = await transport.module(`${basePath}pagefind.js`);
    // On the main thread: a query takes a few milliseconds, and no worker means no worker to lose or to permit.
    pagefind = module.createInstance({ basePath, noWorker: true });
    await pagefind.init();
  } catch (error) {
    throw new IndexMissing(`no search index under ${basePath}`, { cause: error });
  }
  if (size === 0) throw new IndexMissing(`the search index under ${basePath} is empty`);
  return {
    locale,
    size,
    async find(term) {
      const answer = await pagefind.search(spaced(term));
      return (answer?.results ?? []).map(({ id, score, data }) => ({ id, score, load: data }));
    },
  };
}
