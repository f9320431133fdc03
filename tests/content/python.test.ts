/** The Python in articles is what was run, prints what is shown, and stands in both languages. Needs no Python. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { LOCALES, type Locale } from '#site/locales.ts';
import { blocksOf, codeIn, errorOf, type CodeFiles } from '#site/python.ts';

const ROOT = 'content/code';
const under = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll('\\', '/'),
  );
const files = under(ROOT).filter((name) => /\.\w+$/.test(name));
const contents = files.map((name) => [
  `/${ROOT}/${name}`,
  readFileSync(`${ROOT}/${name}`, 'utf8'),
]) as [string, string][];
const isRecord = ([path]: [string, string]): boolean => path.endsWith('/recorded.json');
const CODE: CodeFiles = {
  text: Object.fromEntries(contents.filter((file) => !isRecord(file))),
  records: Object.fromEntries(
    contents
      .filter(isRecord)
      .map(([path, text]) => [path, JSON.parse(text) as CodeFiles['records'][string]]),
  ),
};
const withCode = [...new Set(files.map((name) => name.split('/').slice(0, 2).join('/')))].sort();
const articles = under('content/en')
  .filter((name) => name.endsWith('.mdx'))
  .map((name) => name.slice(0, -'.mdx'.length));
const article = (locale: Locale, page: string): string =>
  readFileSync(`content/${locale}/${page}.mdx`, 'utf8');
const shown = (text: string): string[] =>
  [...text.matchAll(/<Python\b[^>]*\bblock="([^"]*)"/g)].map(([, name]) => name ?? '');
const sha256 = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex');

test.each(withCode)('%s: every block was run as it is, and shows what it printed', (page) => {
  const mine = files.filter((name) => name.startsWith(`${page}/`));
  const programs = mine.filter((name) => name.endsWith('.py'));
  const outputs = mine.filter((name) => name.endsWith('.out'));
  expect(mine.length).toBe(programs.length + outputs.length + 1);
  expect(outputs).toEqual(programs.map((name) => name.replace(/py$/, 'out')));
  const record = CODE.records[`/${ROOT}/${page}/recorded.json`] ?? {};
  const ran = Object.entries(record).flatMap(([framework, { blocks }]) =>
    Object.entries(blocks).map(([name, hash]) => [`${page}/${name}.${framework}.py`, hash]),
  );
  // A difference here: run `npm run check:python` after the code was changed.
  expect(Object.fromEntries(ran)).toEqual(
    Object.fromEntries(programs.map((name) => [name, sha256(`${ROOT}/${name}`)])),
  );
  const blocks = blocksOf(CODE, page);
  expect(blocks.length).toBe(programs.length);
  for (const framework of new Set(blocks.map((block) => block.framework))) {
    const last = blocks.filter((block) => block.framework === framework).at(-1);
    expect(last?.output, `the last ${framework} block prints something`).not.toBe('');
  }
  for (const block of blocks) {
    const error = errorOf(block);
    if (error !== undefined) expect(block.output).toContain(error);
  }
});

test.each(withCode)('%s: both languages show every block once, in the order of running', (page) => {
  const names = [
    ...new Set(
      files
        .filter((name) => name.startsWith(`${page}/`) && name.endsWith('.py'))
        .map((name) => name.slice(page.length + 1).split('.')[0] ?? '')
        .sort()
        .map((name) => name.replace(/^\d\d-/, '')),
    ),
  ];
  for (const locale of LOCALES) expect(shown(article(locale, page))).toEqual(names);
});

test.each(LOCALES)('%s: articles show no Python but such blocks', (locale) => {
  const others = articles.filter((page) => /^\s*(?:```|~~~)py/m.test(article(locale, page)));
  expect(others).toEqual([]);
  const unknown = articles.filter(
    (page) => shown(article(locale, page)).length > 0 && !withCode.includes(page),
  );
  expect(unknown).toEqual([]);
});

test('no English sentence is left in the comments that Chinese readers see', () => {
  const comments = withCode.flatMap((page) =>
    blocksOf(CODE, page).flatMap((block) =>
      codeIn(block, 'zh-cn')
        .split('\n')
        .flatMap((line) => /(?:^\s*| {2})# (.*)$/.exec(line)?.[1] ?? [])
        .filter(
          (comment) => /[a-z]{3,} [a-z]{2,}/i.test(comment) && !/\p{Script=Han}/u.test(comment),
        )
        .map((comment) => `${page} ${block.name}: ${comment}`),
    ),
  );
  expect(comments).toEqual([]);
});

describe('comments by language', () => {
  const source = [
    '# raises: ValueError',
    '# one',
    '# two',
    '# zh: 一',
    'x = "a # b"  # three',
    '# zh: 三',
    '# four',
    '    # zh: 四',
    '    # zh: 五',
    'y = 1',
    '',
  ].join('\n');

  test('English has none of the Chinese ones', () => {
    expect(codeIn({ source }, 'en')).toBe('# one\n# two\nx = "a # b"  # three\n# four\ny = 1');
  });
  test('Chinese ones take the place of those above them', () => {
    expect(codeIn({ source }, 'zh-cn')).toBe('# 一\nx = "a # b"  # 三\n    # 四\n    # 五\ny = 1');
  });
  test('a Chinese comment without an English one is an error', () => {
    expect(() => codeIn({ source: 'x = 1\n# zh: 一' }, 'zh-cn')).toThrow('# zh: 一');
  });
});
