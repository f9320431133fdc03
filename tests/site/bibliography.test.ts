/** The bibliography as the ledger reads it. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readBibliography, shortCitation, type Source } from '#site/bibliography.ts';

const bib = readFileSync('content/references.bib', 'utf8');
const sources = readBibliography(bib);
const get = (key: string): Source => {
  const source = sources.get(key);
  if (source === undefined) throw new Error(key);
  return source;
};

test('reads every entry, without a trace of TeX', () => {
  expect(sources.size).toBe(bib.match(/^@/gm)?.length);
  for (const { authors, title, venue, year } of sources.values()) {
    expect([...authors, title, venue].join(' ')).not.toMatch(/[{}\\]/);
    expect(year).toMatch(/^\d{4}$/);
  }
});

test('reads accents, Chinese names and addresses', () => {
  expect(get('hochreiter1997long')).toMatchObject({
    authors: ['Hochreiter', 'Schmidhuber'],
    title: 'Long Short-Term Memory',
    venue: 'Neural Computation',
    year: '1997',
    url: 'https://doi.org/10.1162/neco.1997.9.8.1735',
  });
  expect(get('zhang2022residual').authors[0]).toBe('张忠豪');
  expect(get('wu2016google').authors[0]).toBe('Wu');
  const accents =
    '@misc{a2000b,\n  author = {T{\\"u}rk, A. and Kocisk{\\\'y}, B.},\n  title = {{\\v{S}}},\n  year = {2000}\n}\n';
  expect(readBibliography(accents).get('a2000b')).toMatchObject({
    authors: ['Türk', 'Kociský'],
    title: 'Š',
  });
});

test('cites in short', () => {
  expect(shortCitation(get('ma2016end'), 'en')).toBe('Ma and Hovy 2016');
  expect(shortCitation(get('ma2016end'), 'zh-cn')).toBe('Ma 与 Hovy 2016');
  expect(shortCitation(get('bai2018empirical'), 'en')).toBe('Bai et al. 2018');
  expect(shortCitation(get('zhang2022residual'), 'zh-cn')).toBe('张忠豪 等 2022');
});

test('an entry without a title is refused by name', () => {
  expect(() => readBibliography('@misc{x2000y,\n  author = {A, B},\n  year = {2000}\n}\n')).toThrow(
    'x2000y',
  );
});
