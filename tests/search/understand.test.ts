import { describe, expect, it } from 'vitest';
import { languageOf } from '#search/language.ts';
import type { Intent } from '#search/phrases.ts';
import { understand } from '#search/understand.ts';
import { CONCEPTS } from '#search/vocabulary.ts';
import { normalise } from '#search/text.ts';
import { LOCALES } from '#site/locales.ts';

const concepts = (query: string, locale: 'en' | 'zh-cn' = 'zh-cn'): (string | undefined)[] =>
  understand(query, locale).pieces.map(({ concept }) => concept);

describe('understand', () => {
  it.each([
    ['单层LSTM和双层LSTM有什么区别', ['单层 LSTM', '双层 LSTM']],
    ['单层LSTM和多层LSTM的区别', ['单层 LSTM', '多层 LSTM']],
    ['多层lstm与单层lstm区别', ['多层 lstm', '单层 lstm']],
    [
      'what is the difference between a single-layer and a two-layer LSTM',
      ['single-layer', 'two-layer LSTM'],
    ],
  ])('reads %s as a comparison of two things', (query, chips) => {
    const understanding = understand(query, 'zh-cn');
    expect(understanding.intent).toBe('compare');
    expect(understanding.chips).toEqual(chips);
  });

  it.each<[string, Intent | null]>([
    ['两层LSTM有多少参数', 'amount'],
    ['how many parameters does it have', 'amount'],
    ['为什么加一层反而变差', 'why'],
    ['why does my loss rise', 'why'],
    ['隐状态是什么', 'define'],
    ['what is a hidden state', 'define'],
    ['怎么选层数', 'choose'],
    ['should I stack layers', 'choose'],
    ['how to stack layers', 'how'],
    ['梯度消失怎么办', 'how'],
    ['does my data leave the machine', 'check'],
    ['堆叠有用吗', 'check'],
    ['num_layers', null],
  ])('%s asks for %s', (query, intent) => {
    expect(understand(query, 'en').intent).toBe(intent);
  });

  it('knows the names of a thing in both languages and in code', () => {
    expect(concepts('双层')).toEqual(['double']);
    expect(concepts('两 层')).toEqual(['double']);
    expect(concepts('stacked')).toEqual(['stack']);
    expect(concepts('num_layers')).toEqual(['stack']);
    expect(concepts('参数量')).toEqual(['parameters']);
    expect(concepts('vanishing gradients', 'en')).toEqual(['gradient']);
  });

  it('takes the longest name and no character twice', () => {
    const { pieces } = understand('梯度消失', 'zh-cn');
    expect(pieces.map(({ text }) => text)).toEqual(['梯度消失']);
  });

  it('takes a single character only as a word of its own', () => {
    expect(concepts('门')).toEqual(['gate']);
    expect(concepts('部门')).not.toContain('gate');
  });

  it('keeps words it does not know', () => {
    expect(understand('loss是NaN怎么办', 'zh-cn').pieces.map(({ text }) => text)).toEqual([
      'loss',
      'NaN',
    ]);
  });

  it('searches a query of nothing but words of asking as it stands', () => {
    expect(understand('区别', 'zh-cn').pieces.map(({ text }) => text)).toEqual(['区别']);
    expect(understand('…?!', 'en').pieces).toEqual([]);
  });

  it('offers the names of the index’s language, not Chinese ones in an English index', () => {
    const forms = understand('双层', 'en').pieces.flatMap((piece) =>
      piece.forms.map((f) => f.text),
    );
    expect(forms).toContain('two-layer');
    expect(forms.filter((form) => /\p{Script=Han}/u.test(form))).toEqual([]);
  });

  it('says which other names are searched, none of them typed', () => {
    const { also } = understand('堆叠LSTM', 'zh-cn');
    expect(also.length).toBeGreaterThan(0);
    expect(also).not.toContain('堆叠');
  });
});

describe('vocabulary', () => {
  it('is in lower case and half-width, with ids used once and neighbours that exist', () => {
    const ids = CONCEPTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { forms, near = [], weight = 1 } of CONCEPTS) {
      for (const locale of LOCALES)
        for (const form of forms[locale]) expect(form).toBe(normalise(form));
      for (const id of near) expect(ids).toContain(id);
      expect(weight).toBeGreaterThan(0);
      expect(weight).toBeLessThanOrEqual(1);
    }
  });
});

describe('languageOf', () => {
  it.each([
    ['单层和双层', 'en', 'zh-cn'],
    ['LSTM 双层', 'en', 'zh-cn'],
    ['num_layers', 'zh-cn', 'zh-cn'],
    ['stacked LSTM', 'zh-cn', 'zh-cn'],
    ['what is the difference between one and two layers', 'zh-cn', 'en'],
    ['what is a layer', 'en', 'en'],
    ['', 'zh-cn', 'zh-cn'],
  ] as const)('%s on a page in %s belongs to %s', (query, page, language) => {
    expect(languageOf(query, page)).toBe(language);
  });
});
