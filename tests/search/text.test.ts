import { describe, expect, it } from 'vitest';
import {
  count,
  latinWords,
  needleOf,
  normalise,
  prepare,
  spaced,
  stem,
  tidy,
} from '#search/text.ts';

describe('normalise', () => {
  it('makes full-width letters, digits and spaces half-width and lowers the case', () => {
    expect(normalise('ＬＳＴＭ　ＮＵＭ＿ＬＡＹＥＲＳ＝２')).toBe('lstm num_layers=2');
  });
  it('drops control characters and lone surrogates and keeps at most 200 characters', () => {
    expect(tidy('a\u0000b\u202ec\ud800d')).toBe('a b c d');
    expect(normalise('x'.repeat(1000))).toHaveLength(200);
    expect(normalise('x'.repeat(199) + '😀')).toHaveLength(199);
  });
});

describe('stem', () => {
  it.each([
    ['layers', 'layer'],
    ['stacked', 'stacking'],
    ['trained', 'training'],
    ['memories', 'memory'],
    ['running', 'run'],
    ['passes', 'pass'],
  ])('%s meets %s', (a, b) => {
    expect(stem(a)).toBe(stem(b));
  });
  it.each(['loss', 'bias', 'num_layers', 'gas', '64s'])('leaves %s alone', (word) => {
    expect(stem(word)).toBe(word);
  });
});

describe('count', () => {
  const text = prepare('A single-layer LSTM; two layers. 单层 LSTM 与双层LSTM，单层更省。');
  it.each([
    ['single layer', 1],
    ['Single-Layers', 1],
    ['layer', 2],
    ['lstm', 3],
    ['单层', 2],
    ['单层lstm', 1],
    ['lay', 0],
    ['', 0],
    ['…', 0],
  ])('%s occurs %i times', (form, times) => {
    expect(count(text, needleOf(form))).toBe(times);
  });
  it('counts longer words for a word that is still being typed', () => {
    expect(count(text, needleOf('lay', true))).toBe(2);
  });
  it('counts neighbouring repetitions one by one', () => {
    expect(count(prepare('lstm lstm lstm'), needleOf('lstm'))).toBe(3);
  });
});

describe('words', () => {
  it('separates Latin words from Han characters and hyphens, and keeps code words whole', () => {
    const text = '多层lstm与nn.lstm的num_layers single-layer';
    expect(latinWords(text).map(({ from, to }) => text.slice(from, to))).toEqual([
      'lstm',
      'nn.lstm',
      'num_layers',
      'single',
      'layer',
    ]);
  });
  it('spaces a query for Pagefind', () => {
    expect(spaced('two-layer LSTM')).toBe('two layer LSTM');
    expect(spaced('双层LSTM').replace(/\s/g, '')).toBe('双层LSTM');
    expect(spaced('双层LSTM').split(' ')).toContain('LSTM');
  });
});
