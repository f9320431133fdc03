/** The glossary: complete in both languages, no name claimed twice, and linked from first use. */
import { expect, test } from 'vitest';
import { inDictionaryOrder, firstUses, termNames, type GlossaryEntry } from '#site/glossary.ts';
import { LOCALES } from '#site/locales.ts';
import { readGlossary } from '../../src/build/glossary-links.ts';

const entries = readGlossary();

test('there are about forty terms, each once, with one or two sentences in both languages', () => {
  expect(entries.length).toBeGreaterThanOrEqual(40);
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  for (const entry of entries)
    for (const locale of LOCALES) {
      const { term, text } = entry[locale];
      expect(term.trim()).toBe(term);
      const sentences = text.match(locale === 'en' ? /[.](?=\s|$)/g : /。/g) ?? [];
      expect([1, 2, 3], `${entry.id}: ${text}`).toContain(sentences.length);
      if (locale === 'zh-cn') expect(text).toMatch(/\p{Script=Han}/u);
    }
});

test('no name belongs to two terms', () => {
  for (const locale of LOCALES) {
    const names = entries.flatMap((entry) =>
      [entry[locale].term, ...(entry[locale].also ?? [])].map((name) => name.toLowerCase()),
    );
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  }
});

test('order is that of a dictionary: letters in English, pinyin in Chinese', () => {
  const english = inDictionaryOrder(entries, 'en').map((entry) => entry.en.term.toLowerCase());
  expect(english).toEqual(english.toSorted((a, b) => a.localeCompare(b, 'en')));
  const chinese = inDictionaryOrder(entries, 'zh-cn').map((entry) => entry['zh-cn'].term);
  const place = (term: string): number => chinese.indexOf(term);
  // céng < chéng gōng lǜ < duī dié < tī dù bào zhà < tī dù xiāo shī < yí wàng mén < yǐn zhuàng tài
  const known = ['层', '成功率', '堆叠', '梯度爆炸', '梯度消失', '遗忘门', '隐状态'];
  expect(known.map(place)).toEqual(known.map(place).toSorted((a, b) => a - b));
  expect(place('dropout')).toBeGreaterThan(place('隐状态'));
});

const list: GlossaryEntry[] = [
  {
    id: 'gate',
    en: { term: 'forget gate', also: ['f'], text: '' },
    'zh-cn': { term: '遗忘门', text: '' },
  },
  {
    id: 'bias',
    en: { term: 'forget-gate bias', text: '' },
    'zh-cn': { term: '遗忘门偏置', text: '' },
  },
  {
    id: 'gru',
    en: { term: 'gated unit', also: ['GRU', 'hidden_size'], text: '' },
    'zh-cn': { term: '双向 LSTM', text: '' },
  },
];

const found = (text: string, locale: 'en' | 'zh-cn', seen = new Set<string>()): string[] =>
  firstUses(text, termNames(list, locale), seen).map(
    ({ id, from, to }) => `${id}: ${text.slice(from, to)}`,
  );

test('a term is found once, in any case and number, and not within another word', () => {
  expect(found('Forget gates and the forget gate, f and hidden_size.', 'en')).toEqual([
    'gate: Forget gates',
  ]);
  expect(found('An unforget gateway, a forget-gate.', 'en')).toEqual(['gate: forget-gate']);
  expect(found('GRUs, gru', 'en')).toEqual(['gru: GRUs']);
  expect(found('the gru', 'en')).toEqual([]);
});

test('a longer name is not read as the shorter one in it, even when it has been met', () => {
  expect(found('the forget-gate bias', 'en')).toEqual(['bias: forget-gate bias']);
  expect(found('遗忘门偏置与遗忘门', 'zh-cn')).toEqual(['bias: 遗忘门偏置', 'gate: 遗忘门']);
  expect(found('遗忘门偏置', 'zh-cn', new Set(['bias']))).toEqual([]);
});

test('Chinese and Latin may stand with or without a space', () => {
  expect(found('双向LSTM', 'zh-cn')).toEqual(['gru: 双向LSTM']);
  expect(found('双向 LSTM', 'zh-cn')).toEqual(['gru: 双向 LSTM']);
});
