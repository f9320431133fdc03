/**
 * What PyTorch printed, pasted into the search as it stands, leads to the section that explains it; so do the questions
 * that readers put word for word. Needs a built site: `npm run build`.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import type { SearchIndex } from '#search/pagefind.ts';
import { search } from '#search/search.ts';
import { LOCALES, pathIn, type Locale } from '#site/locales.ts';
import { openFromDisk } from './disk-index.ts';

const indexes = new Map<Locale, SearchIndex>();
beforeAll(async () => {
  for (const locale of LOCALES) indexes.set(locale, await openFromDisk('dist', locale));
});

async function first(query: string, locale: Locale): Promise<string | undefined> {
  const index = indexes.get(locale);
  if (!index) throw new Error(`no index in ${locale}`);
  const { groups } = await search(query, index);
  return [...groups.answer, ...groups.articles][0]?.href;
}

const SHAPES = 'frameworks/pytorch-shapes';
const ARGUMENTS = 'frameworks/pytorch-lstm-parameters';

describe.each(LOCALES)('in %s', (locale) => {
  it.each([
    ['RuntimeError: Expected hidden[0] size (2, 3, 8), got [3, 2, 8]', SHAPES, 'h-0-shape'],
    // Other numbers than the article's.
    ['Expected hidden[0] size (4, 32, 128), got [32, 4, 128]', SHAPES, 'h-0-shape'],
    [
      'RuntimeError: For batched 3-D input, hx and cx should also be 3-D but got (2-D, 2-D) tensors',
      SHAPES,
      'h-0-rank',
    ],
    [
      'RuntimeError: Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed).',
      SHAPES,
      'not-detached',
    ],
    [
      '`lengths` array must be sorted in decreasing order when `enforce_sorted` is True',
      SHAPES,
      'unsorted',
    ],
    [
      'UserWarning: dropout option adds dropout after all but last recurrent layer, so non-zero dropout expects num_layers greater than 1, but got dropout=0.5 and num_layers=1',
      ARGUMENTS,
      'dropout-one-layer',
    ],
    [
      'RuntimeError: input.size(-1) must be equal to input_size. Expected 10, got 8',
      ARGUMENTS,
      'input-size',
    ],
    ['ValueError: proj_size has to be smaller than hidden_size', ARGUMENTS, 'proj-size'],
  ])('%s', async (query, page, anchor) => {
    expect(await first(query, locale)).toBe(`${pathIn(locale, page)}#${anchor}`);
  });
});

// Other numbers than the articles'; two of them explain this warning, each under a heading of its own.
it.each(LOCALES)('the warning of a dropout that does nothing, in %s', async (locale) => {
  const found = await first(
    'dropout option adds dropout after all but last recurrent layer, so non-zero dropout expects num_layers greater than 1, but got dropout=0.2 and num_layers=1',
    locale,
  );
  expect([
    `${pathIn(locale, ARGUMENTS)}#dropout-one-layer`,
    `${pathIn(locale, 'frameworks/dropout')}#one-layer`,
  ]).toContain(found);
});

it.each([
  ['zh-cn', '基于pytorch的lstm参数使用详解', ARGUMENTS],
  ['zh-cn', 'seq的length是多少, lstm的cell的数量就是多少', `${ARGUMENTS}#cells-and-length`],
  ['zh-cn', '双向LSTM怎么取最后的隐状态', `${SHAPES}#bilstm`],
  ['zh-cn', 'batch_first=True 以后 h_n 的形状为什么没变？', `${SHAPES}#h-0-shape`],
  [
    'en',
    'is the number of LSTM cells equal to the sequence length',
    `${ARGUMENTS}#cells-and-length`,
  ],
  ['en', 'output[:, -1] of a bidirectional LSTM', `${SHAPES}#bilstm`],
  ['zh-cn', 'output[-1] 等于 h_n 吗', `${SHAPES}#output-last-equals-h-n`],
  ['en', 'does output[-1] equal h_n', `${SHAPES}#output-last-equals-h-n`],
  ['en', 'batch and time swapped in nn.LSTM without an error', `${SHAPES}#swapped`],
  ['en', 'last hidden state of a padded sequence', `${SHAPES}#padding`],
  [
    'en',
    'what is the difference between output and h_n in PyTorch LSTM',
    `${SHAPES}#output-or-h-n`,
  ],
] as const)('%s: %s', async (locale, query, place) => {
  const [page = '', anchor] = place.split('#');
  const found = await first(query, locale);
  const wanted = pathIn(locale, page);
  if (anchor === undefined) expect(found?.split('#')[0]).toBe(wanted);
  else expect(found).toBe(`${wanted}#${anchor}`);
});
