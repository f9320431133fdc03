import { expect, it } from 'vitest';
import { highlight, passage } from '#search/passage.ts';
import { search } from '#search/search.ts';
import { understand } from '#search/understand.ts';
import { LOCALES } from '#site/locales.ts';
import { fragment, memoryIndex } from './memory-index.ts';

/** Park–Miller generator: the same strings on every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const ALPHABET = Array.from(
  'abcXYZ0129 _-.?\'"<>&%\\/()[]{}*+^$|#@=单双层梯度消失和与的区别什么多少吗ＬＳＴＭ０　。，？！\u0000\u200b\u202e\u{1f600}é́ßİſﬁ',
).concat(
  '\ud800',
  '\udfff',
  'LSTM',
  ' layers',
  '多层',
  'num_layers',
  '__proto__',
  'constructor',
  '<mark>',
  '&lt;',
);

it('never throws and never loses text, whatever is typed (seed 20, 1,500 strings)', async () => {
  const random = generator(20);
  const index = memoryIndex('en', [
    fragment('question', '/a/#b', 'layers of an LSTM 多层', { answer: 'x' }),
  ]);
  for (let round = 0; round < 1500; round++) {
    const length = Math.floor(random() * 24);
    const query = Array.from(
      { length },
      () => ALPHABET[Math.floor(random() * ALPHABET.length)] ?? '',
    ).join('');
    for (const locale of LOCALES) {
      const { pieces, query: read } = understand(query, locale);
      for (const { text, from, to, forms } of pieces) {
        expect(read.slice(from, to)).toBe(text);
        expect(forms.every(({ weight }) => weight > 0 && weight <= 1)).toBe(true);
      }
      expect(
        highlight(query, pieces)
          .map(({ text }) => text)
          .join(''),
      ).toBe(query);
      expect(typeof passage(query, pieces, locale)).toBe('string');
    }
    const answer = await search(query, index);
    expect(answer.total).toBeLessThanOrEqual(1);
    expect(answer.groups.answer.every(({ href }) => href === '/a/#b')).toBe(true);
  }
});

it('reads a long query in bounded time and size', () => {
  const { query, pieces } = understand('两层 LSTM 与 layers '.repeat(5000), 'zh-cn');
  expect(query.length).toBeLessThanOrEqual(200);
  expect(pieces.length).toBeLessThan(10);
});
