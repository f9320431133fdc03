/**
 * The search over the index that the build has made: the questions it must answer, and readers' questions that share
 * no phrase with the content. Needs a built site: `npm run build`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SearchIndex } from '#search/pagefind.ts';
import { search } from '#search/search.ts';
import { LOCALES, pathIn, type Locale } from '#site/locales.ts';
import { openFromDisk } from './disk-index.ts';

const DIST = join(process.cwd(), 'dist');

interface Question {
  readonly q: string;
  /** Null: the site does not speak of it. */
  readonly page?: string | null;
  readonly topic?: string;
}
/** The articles that answer a topic of the paraphrases. */
const { pages: TOPICS } = JSON.parse(
  readFileSync(join(process.cwd(), 'tests/fixtures/search-paraphrases.json'), 'utf8'),
) as { pages: Readonly<Record<string, readonly string[]>> };
const questions = (name: string): Record<Locale, readonly Question[]> =>
  JSON.parse(
    readFileSync(join(process.cwd(), `tests/fixtures/search-${name}.json`), 'utf8'),
  ) as Record<Locale, readonly Question[]>;

const indexes = new Map<Locale, SearchIndex>();
const indexOf = (locale: Locale): SearchIndex => {
  const index = indexes.get(locale);
  if (!index) throw new Error(`no index in ${locale}`);
  return index;
};

beforeAll(async () => {
  if (!existsSync(join(DIST, 'pagefind')))
    throw new Error('dist/pagefind is missing: run npm run build before these tests');
  for (const locale of LOCALES) indexes.set(locale, await openFromDisk(DIST, locale));
});

/** Pages in the order in which a reader sees them. */
async function pages(query: string, locale: Locale): Promise<{ hrefs: string[]; sure: boolean }> {
  const { groups, sure } = await search(query, indexOf(locale));
  return { hrefs: [...groups.answer, ...groups.articles].map(({ href }) => href), sure };
}
const answers = (href: string | undefined, locale: Locale, topic = ''): boolean =>
  (TOPICS[topic] ?? []).some((page) => href?.split('#')[0] === pathIn(locale, page));

describe('verbatim questions come first in their language, and are answered, not approximated', () => {
  const [two, many] = ['depth/single-vs-two-layer', 'depth/single-vs-multi-layer'];
  it.each([
    ['zh-cn', '单层LSTM和双层LSTM有什么区别', [two]],
    ['zh-cn', '单层LSTM和多层LSTM的区别', [many, two]],
    ['zh-cn', '多层lstm与单层lstm区别', [many, two]],
    ['zh-cn', '双层LSTM和双向LSTM有什么区别', ['depth/two-layer-vs-bidirectional']],
    ['zh-cn', 'mse ssim联合损失函数', ['applications/mse-ssim-loss']],
    ['zh-cn', 'pytorch+lstm实现的pos示例', ['applications/pos-tagging']],
    ['zh-cn', '使用keras实现BiLSTM+CNN+CRF文字标记NER', ['applications/ner-bilstm-cnn-crf']],
    ['zh-cn', 'BiLSTM后面为什么要接CRF', ['applications/ner-bilstm-cnn-crf']],
    ['zh-cn', '命名实体识别中BIO标注是什么意思', ['applications/ner-bilstm-cnn-crf']],
    ['en', 'BiLSTM-CNN-CRF NER in Keras', ['applications/ner-bilstm-cnn-crf']],
    ['en', 'why add a CRF on top of a BiLSTM', ['applications/ner-bilstm-cnn-crf']],
    ['en', 'LSTM POS tagging PyTorch', ['applications/pos-tagging']],
    ['en', 'mse ssim joint loss', ['applications/mse-ssim-loss']],
    ['en', 'what is the difference between a single-layer and a two-layer LSTM', [two]],
    ['en', 'what is the difference between a single-layer and a multi-layer LSTM', [many]],
  ] as const)('%s: %s', async (locale, query, expected) => {
    const { hrefs, sure } = await pages(query, locale);
    const found = [...new Set(hrefs.map((href) => href.split('#')[0]))];
    expect(found.slice(0, expected.length)).toEqual(expected.map((page) => pathIn(locale, page)));
    expect(sure).toBe(true);
  });
});

describe.each(LOCALES)('paraphrases in %s', (locale) => {
  it('find their page among the first three at least 16 times in 20', async () => {
    const asked = questions('paraphrases')[locale];
    expect(asked).toHaveLength(20);
    const missed: string[] = [];
    for (const { q, topic } of asked) {
      const { hrefs } = await pages(q, locale);
      if (!hrefs.slice(0, 3).some((href) => answers(href, locale, topic))) missed.push(q);
    }
    expect(missed.length, `missed: ${missed.join(' · ')}`).toBeLessThanOrEqual(4);
  });

  it('find their page first at least 13 times in 20', async () => {
    const missed: string[] = [];
    for (const { q, topic } of questions('paraphrases')[locale]) {
      const { hrefs } = await pages(q, locale);
      if (!answers(hrefs[0], locale, topic)) missed.push(q);
    }
    expect(missed.length, `not first: ${missed.join(' · ')}`).toBeLessThanOrEqual(7);
  });
});

it.each(LOCALES)(
  'does not claim an answer to what the site does not speak of, in %s',
  async (locale) => {
    const strange = questions('dev')[locale].filter(({ page }) => page === null);
    expect(strange.length).toBeGreaterThan(0);
    for (const { q } of strange) expect((await pages(q, locale)).sure, q).toBe(false);
  },
);

it.each(LOCALES)('leads only to pages and ids that were built, in %s', async (locale) => {
  for (const { q } of questions('dev')[locale]) {
    const { groups } = await search(q, indexOf(locale));
    for (const { href } of Object.values(groups).flat()) {
      const [path = '', anchor] = href.split('#');
      const html = readFileSync(join(DIST, path, 'index.html'), 'utf8');
      if (anchor) expect(html, href).toContain(`id="${decodeURIComponent(anchor)}"`);
    }
  }
});
