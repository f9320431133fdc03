import { describe, expect, it } from 'vitest';
import { ownPath } from '#search/address.ts';
import { highlight, passage } from '#search/passage.ts';
import { unitsOf } from '#search/record.ts';
import { search } from '#search/search.ts';
import { understand } from '#search/understand.ts';
import { article, fragment, memoryIndex } from './memory-index.ts';

const texts = (parts: readonly { text: string }[]): string =>
  parts.map(({ text }) => text).join('');

const SITE = memoryIndex('en', [
  article('/depth/one-two/', 'Single-layer vs two-layer LSTM', 'A second layer reads the first.', [
    [
      'cost',
      'What it costs',
      'Two layers have up to three times the parameters. Each step is slower.',
    ],
    ['memory', 'What memory depends on', 'The forget gate sets how long a cell remembers.'],
  ]),
  article('/about/demos/', 'How the demos work', 'They train in your browser.', [
    ['seeds', 'Seeds', 'A seed fixes weights and batches, so a run can be repeated.'],
  ]),
  fragment(
    'question',
    '/depth/one-two/?is=question-0#cost',
    'how many parameters has a two-layer LSTM',
    {
      title: 'Single-layer vs two-layer LSTM',
      answer: 'A second layer reads the first.',
      heading: 'how many parameters has a two-layer LSTM',
    },
  ),
  fragment('claim', '/depth/one-two/?is=claim-x#memory', 'Two layers remember longer.', {
    title: 'Two layers remember longer.',
    summary: 'The forget gates decide.',
    verdict: 'false',
    verdictWord: 'False',
  }),
]);

describe('search', () => {
  it('answers a whole question although no page holds every word of it', async () => {
    const { groups, sure } = await search(
      'what is the difference between one layer and two layers',
      SITE,
    );
    expect(groups.answer[0]?.href).toBe('/depth/one-two/');
    expect(texts(groups.answer[0]?.passage ?? [])).toBe('A second layer reads the first.');
    expect(sure).toBe(true);
  });

  it('leads to the section that answers, with the sentence that says it', async () => {
    const { groups } = await search('how many parameters do two layers have', SITE);
    const [best] = groups.answer;
    expect(best?.href).toBe('/depth/one-two/#cost');
    expect(texts(best?.section ?? [])).toBe('What it costs');
    expect(texts(best?.passage ?? [])).toMatch(
      /^Two layers have up to three times the parameters\./,
    );
    expect(best?.passage.filter(({ marked }) => marked).map(({ text }) => text)).toContain(
      'Two layers',
    );
  });

  it('finds synonyms, other pages and claims', async () => {
    expect((await search('randomness', SITE)).groups.answer[0]?.href).toBe('/about/demos/#seeds');
    const { groups } = await search('do two layers remember longer', SITE);
    expect(groups.claims[0]).toMatchObject({
      href: '/depth/one-two/#memory',
      verdict: { id: 'false', word: 'False' },
    });
  });

  it('finds a word that is still being typed', async () => {
    const half = memoryIndex('en', [fragment('question', '/a/', 'gradients vanish')]);
    const found = { ...half, find: () => half.find('gradients') };
    expect((await search('gradie', found)).total).toBe(1);
    expect((await search('gradie ', found)).total).toBe(0);
  });

  it.each(['', '   ', '…', 'pizza napoletana', '🍕'])('finds nothing for “%s”', async (query) => {
    expect((await search(query, SITE)).total).toBe(0);
  });

  it('rejects where the index cannot be read', async () => {
    const broken = { ...SITE, find: () => Promise.reject(new Error('gone')) };
    await expect(search('layers', broken)).rejects.toThrow('gone');
  });
});

describe('what an index may not do', () => {
  const EVIL = '<img src=x onerror=alert(1)>';

  it.each([
    'javascript:alert(1)',
    '//evil.example/',
    'https://evil.example/',
    'data:text/html,x',
    '/\\evil.example',
    '',
  ])('lead to %s', async (url) => {
    expect(ownPath(url)).toBeNull();
    const index = memoryIndex('en', [fragment('question', url, 'layers', { title: 'layers' })]);
    expect((await search('layers', index)).total).toBe(0);
  });
  it('leave the site by an anchor or keep a query', () => {
    expect(ownPath('/a/#b')).toBe('/a/#b');
    expect(ownPath('/a/../b/?c#d')).toBe('/b/?c#d');
  });
  it('bring in HTML: what looks like it stays text', async () => {
    const index = memoryIndex('en', [
      fragment('question', '/a/', `layers ${EVIL}`, {
        title: `layers ${EVIL}`,
        answer: `${EVIL} layers`,
      }),
    ]);
    const [best] = (await search('layers', index)).groups.answer;
    expect(texts(best?.title ?? [])).toBe(`layers ${EVIL}`);
    expect(texts(best?.passage ?? [])).toBe(`${EVIL} layers`);
  });
  it('bring in records without a title or of an unknown kind', () => {
    expect(unitsOf('1', fragment('nonsense', '/a/', 'x'))).toEqual([]);
    expect(unitsOf('1', fragment('question', '/a/', 'x', { title: '' }))).toEqual([]);
  });
});

describe('unitsOf', () => {
  it('cuts Pagefind’s Chinese words by their zero-width spaces and undoes its escapes', () => {
    const raw = ['单层', '与', '双层', '。', '代价', '参数', '量', '&lt;', '三倍', '。'].join(
      '\u200b',
    );
    const [top, section] = unitsOf('1', {
      url: '/zh-cn/a/',
      content: raw.replaceAll('\u200b', ''),
      raw_content: raw,
      meta: { title: '单层与双层' },
      filters: { type: ['article'] },
      anchors: [
        { element: 'h2', id: 'cost', text: '代价 #', location: 4 },
        { element: 'figure', id: 'f', location: 6 },
      ],
    });
    expect(top).toMatchObject({ anchor: '', text: '单层与双层。' });
    expect(section).toMatchObject({ anchor: 'cost', heading: '代价', text: '参数量<三倍。' });
  });
});

describe('passage and highlight', () => {
  const { pieces } = understand('双层LSTM的参数量', 'zh-cn');
  it('picks the sentence that says most, not the first', () => {
    const text = '开头一句。LSTM 很有用。双层 LSTM 的参数量可达三倍。结尾。';
    expect(passage(text, pieces, 'zh-cn')).toBe('双层 LSTM 的参数量可达三倍。结尾。');
  });
  it('begins anew where a formula or a table has been left out', () => {
    const asked = understand('two-layer parameters', 'en').pieces;
    const text =
      'The two comparisons are these: Two layers have three times the parameters. Then more.';
    expect(passage(text, asked, 'en')).toMatch(/^Two layers have/);
  });
  it('gives back the whole text, marked where the names stand', () => {
    const text = '双层 LSTM 比单层 LSTM 的参数多';
    const parts = highlight(text, pieces);
    expect(texts(parts)).toBe(text);
    expect(parts.filter(({ marked }) => marked).map((part) => part.text)).toEqual([
      '双层 LSTM',
      '参数',
    ]);
  });
  it('shortens a sentence without end', () => {
    const cut = passage('词'.repeat(900), pieces, 'zh-cn');
    expect(cut.length).toBeLessThan(140);
    expect(cut.endsWith('…')).toBe(true);
  });
});
