/** English and Chinese are equals: the same files, the same structure, the same mathematics, the same demos. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const list = (locale: string): string[] =>
  readdirSync(join('content', locale), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.mdx'))
    .sort();

const read = (locale: string, file: string): { front: string; body: string } => {
  const [, front = '', body = ''] =
    /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(join('content', locale, file), 'utf8')) ??
    [];
  return { front, body };
};

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map((match) => (match[1] ?? match[0]).trim());

/** Mathematics without words: \text{…} is language, and so is the order of inline formulas within a sentence. */
const formulas = (body: string): { display: string[]; inline: string[] } => {
  const plain = body.replace(/```[\s\S]*?```/g, '').replace(/\\text\{[^}]*\}/g, '\\text{}');
  const display = matches(plain, /\$\$([\s\S]*?)\$\$/g);
  const inline = [
    ...new Set(matches(plain.replace(/\$\$[\s\S]*?\$\$/g, ''), /\$([^$\n]+)\$/g)),
  ].sort();
  return { display, inline };
};

const structure = (body: string) => ({
  headings: matches(body, /<h([2-4]) id="[^"]*">/g),
  anchors: matches(body, /<h[2-4] id="([^"]*)">/g),
  components: matches(body, /<([A-Z]\w*)[\s/>]/g),
  figures: matches(body, /<Figure[^>]*\sid="([^"]*)"/g),
  settings: matches(body, /\sset="([^"]*)"/g),
  citations: matches(body, /@([a-z]+\d{4}[a-z]+)/g).sort(),
  code: matches(body, /```(\w+)/g),
  tables: matches(body, /^\|[\s:|-]+\|$/gm).length,
});

const english = list('en');

test('both languages have the same articles', () => {
  expect(english.length).toBeGreaterThan(1);
  expect(list('zh-cn')).toEqual(english);
});

describe.each(english)('%s', (file) => {
  const en = read('en', file);
  const zh = read('zh-cn', file);

  test('front matter agrees where it is not language', () => {
    for (const key of ['order', 'updated'])
      expect(matches(zh.front, new RegExp(`^${key}: (.*)$`, 'gm'))).toEqual(
        matches(en.front, new RegExp(`^${key}: (.*)$`, 'gm')),
      );
    for (const key of ['claims', 'demos'])
      expect(new RegExp(`^${key}:[^\\n]*(?:\\n +- .*)*`, 'm').exec(zh.front)?.[0]).toEqual(
        new RegExp(`^${key}:[^\\n]*(?:\\n +- .*)*`, 'm').exec(en.front)?.[0],
      );
  });

  test('structure agrees', () => {
    expect(structure(zh.body)).toEqual(structure(en.body));
    expect(structure(en.body).headings.length).toBeGreaterThan(3);
  });

  test('mathematics agrees', () => {
    expect(formulas(zh.body)).toEqual(formulas(en.body));
  });

  test('neither language is a stub of the other', () => {
    const han = (zh.body.match(/\p{Script=Han}/gu) ?? []).length;
    const words = (en.body.match(/[A-Za-z]{2,}/g) ?? []).length;
    // Chinese prose takes about 1.5 to 2 characters for an English word.
    expect(han / words).toBeGreaterThan(0.9);
    expect(han / words).toBeLessThan(2.6);
  });

  test('Chinese uses full-width punctuation between Chinese characters', () => {
    const prose = zh.body.replace(
      /```[\s\S]*?```|\$\$[\s\S]*?\$\$|\$[^$\n]*\$|`[^`]*`|<[^>]*>/g,
      '',
    );
    expect(matches(prose, /\p{Script=Han}[,;:?!]\p{Script=Han}/gu)).toEqual([]);
  });
});
