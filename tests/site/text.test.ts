/** What the site reads out of its articles and makes of short texts. */
import { describe, expect, test } from 'vitest';
import { captionParts } from '#components/prose/caption.ts';
import { evidenceLink } from '#site/claims.ts';
import { headingsOf, plainText } from '#site/headings.ts';
import { fill, inlineHtml, inlineText, phrasesOf, titleHtml } from '#site/inline.ts';
import { CHARACTERS_PER_MINUTE, minutesToRead, WORDS_PER_MINUTE } from '#site/reading-time.ts';

describe('headingsOf', () => {
  test('finds second-level headings in order, without markup', () => {
    const body = [
      '<h2 id="a">What a `layer` is</h2>',
      '<h3 id="b">Deeper</h3>',
      '<h2 id="c">The gate $\\gatef{f_t}$ and <em>you</em></h2>',
    ].join('\n\n');
    expect(headingsOf(body)).toEqual([
      { id: 'a', text: 'What a layer is' },
      { id: 'c', text: 'The gate f_t and you' },
    ]);
  });
  test('code is not a heading', () => {
    expect(headingsOf('```html\n<h2 id="x">No</h2>\n```\n<h2 id="y">Yes</h2>')).toEqual([
      { id: 'y', text: 'Yes' },
    ]);
  });
  test('plainText keeps what marks enclose', () => {
    expect(plainText('**Two**  `nn.LSTM` *layers*')).toBe('Two nn.LSTM layers');
  });
});

describe('minutesToRead', () => {
  test('English is counted in words, Chinese in characters', () => {
    expect(minutesToRead('word '.repeat(WORDS_PER_MINUTE * 7))).toBe(7);
    expect(minutesToRead('字'.repeat(CHARACTERS_PER_MINUTE * 4))).toBe(4);
  });
  test('mixed text adds up', () => {
    expect(
      minutesToRead('字'.repeat(CHARACTERS_PER_MINUTE) + ' LSTM'.repeat(WORDS_PER_MINUTE)),
    ).toBe(2);
  });
  test('tables, tags and citations do not count, and nothing takes less than a minute', () => {
    const table = '| a b c | d e f |\n'.repeat(2000);
    const tags = '<SideNote kind="x" other="y" /> [@hochreiter1997long] '.repeat(2000);
    expect(minutesToRead(table + tags)).toBe(1);
    expect(minutesToRead('')).toBe(1);
  });
});

describe('inline marks', () => {
  test('become elements, everything else is escaped', () => {
    expect(inlineHtml('`a<b` **is** ==so== & $h$, $x$')).toBe(
      '<code>a&#60;b</code> <b>is</b> <mark>so</mark> &#38; <i class="var gh">h</i>, <i class="var">x</i>',
    );
  });
  test('no way in for markup', () => {
    expect(inlineHtml('<img src=x onerror="y">')).not.toMatch(/[<>"]/);
  });
  test('are taken off for plain text', () => {
    expect(inlineText('`num_layers` ==costs== **more** than $h$')).toBe(
      'num_layers costs more than h',
    );
  });
  test('unclosed marks stay', () => {
    expect(inlineHtml('a == b')).toBe('a == b');
  });
  test('a title does not break at a hyphen', () => {
    expect(titleHtml('two-layer LSTM')).toBe('<span class="nb">two-layer</span> LSTM');
  });
});

test('Chinese titles are cut into phrases after punctuation, English ones are not', () => {
  expect(phrasesOf('单层与双层：到底差在哪里？')).toEqual(['单层与双层：', '到底差在哪里？']);
  expect(phrasesOf('Is it, or not?')).toEqual(['Is it, or not?']);
  const all = '按下“运行”，会发生什么？';
  expect(phrasesOf(all).join('')).toBe(all);
});

test('fill names the place that has no value', () => {
  expect(fill('{n} of {of}', { n: 1, of: 6 })).toBe('1 of 6');
  expect(() => fill('{n} of {of}', { n: 1 })).toThrow('{of}');
});

test('a caption is named by its first sentence', () => {
  expect(captionParts('One layer, unrolled. Time runs right. Look.')).toEqual([
    'One layer, unrolled.',
    ' Time runs right. Look.',
  ]);
  expect(captionParts('展开图。时间向右。')).toEqual(['展开图。', '时间向右。']);
  expect(captionParts('At 0.5 nothing')).toEqual(['At 0.5 nothing', '']);
});

test('evidence is an address with a heading', () => {
  expect(evidenceLink('zh-cn', 'depth/a#b')).toBe('/zh-cn/depth/a/#b');
  expect(() => evidenceLink('en', 'depth/a')).toThrow('depth/a');
});
