import { describe, expect, it } from 'vitest';
import {
  articleMeta,
  claimRecord,
  demoRecord,
  questionRecords,
  termRecord,
} from '../../src/build/search-records.ts';

const ARTICLE = {
  page: 'depth/one-two',
  title: 'One `num_layers` or two',
  answer: 'It adds depth. ==It does not\n  cure== anything.',
  questions: [
    { q: 'a or b' },
    { q: 'what does it cost', anchor: 'cost' },
    { q: 'how dear', anchor: 'cost' },
  ],
  demos: ['duel'],
};

describe('records of the index', () => {
  it('give every question an address of its own that leads to the section', () => {
    const records = questionRecords(ARTICLE, 'zh-cn');
    expect(records.map(({ url }) => url)).toEqual([
      '/zh-cn/depth/one-two/?is=question-0',
      '/zh-cn/depth/one-two/?is=question-1#cost',
      '/zh-cn/depth/one-two/?is=question-2#cost',
    ]);
    expect(new Set(records.map(({ language }) => language))).toEqual(new Set(['zh-cn']));
    expect(records[1]).toMatchObject({
      content: 'what does it cost',
      filters: { type: ['question'] },
    });
  });
  it('carry the article’s title, place and answer without marks', () => {
    expect(articleMeta(ARTICLE, 'en')).toEqual({
      title: 'One num_layers or two',
      area: 'Depth',
      answer: 'It adds depth. It does not cure anything.',
    });
    expect(() => articleMeta({ ...ARTICLE, page: 'nowhere/x' }, 'en')).toThrow(/nowhere/);
  });
  it('lead a claim to its entry in the ledger, with the verdict in words', () => {
    const record = claimRecord(
      {
        id: 'flow',
        wording: { en: 'It flows.', 'zh-cn': '会流动。' },
        reason: { en: 'Only h.\nNothing else.\n', 'zh-cn': '只有 $h$。\n别无其他。\n' },
        verdict: 'false',
      },
      'zh-cn',
    );
    expect(record).toMatchObject({
      url: '/zh-cn/about/claims/?is=claim-flow#flow',
      content: '会流动。 只有 h。 别无其他。',
      meta: { title: '会流动。', summary: '只有 h。', verdict: 'false', verdictWord: '不成立' },
    });
  });
  it('lead a demo and a term to their places', () => {
    const demo = demoRecord(
      { id: 'duel', name: 'Duel', instruction: 'Train.' },
      'depth/one-two',
      'en',
    );
    expect(demo).toMatchObject({
      url: '/depth/one-two/?is=demo-duel#duel',
      meta: { title: 'Duel', summary: 'Train.' },
    });
    const entry = {
      id: 'cell',
      en: { term: 'cell state', also: ['c_t'], text: 'What a cell keeps.' },
      'zh-cn': { term: '细胞状态', text: '细胞留下的。' },
    };
    expect(termRecord(entry, 'about/glossary', 'en')).toMatchObject({
      url: '/about/glossary/?is=term-cell#cell',
      content: 'cell state. c_t. 细胞状态. What a cell keeps.',
      meta: { title: 'cell state', summary: 'What a cell keeps.' },
    });
  });
});
