/** What readers' files may be: every kind of bad one is told as what it is, and none throws. */
import { describe, expect, test } from 'vitest';
import { CSV_LIMITS, type CsvProblem, readCsv } from '#tasks/forecast/csv.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string) => readCsv(encode(text));
const problem = (bytes: Uint8Array): CsvProblem | undefined => {
  const result = readCsv(bytes);
  return result.ok ? undefined : result.problem;
};

describe('good files', () => {
  test.each([
    ['commas', 'date,y\n2020,1\n2021,-2.5\n'],
    ['semicolons and Windows line ends', 'date;y\r\n2020;1\r\n2021;-2.5\r\n'],
    ['tabs', 'date\ty\n2020\t1\n2021\t-2.5'],
    ['a byte order mark', '\uFEFFdate,y\n2020,1\n2021,-2.5\n'],
    ['quotes, blank lines and a minus sign', '"date","y"\n\n"2020"," 1 "\n"2021","−2.5"\n\n'],
  ])('%s', (_, text) => {
    const result = read(text);
    expect(
      result.ok && result.table.columns.map(({ name, values }) => [name, values && [...values]]),
    ).toEqual([
      ['date', [2020, 2021]],
      ['y', [1, -2.5]],
    ]);
  });

  test('without names, columns are numbered; quoted fields may hold separators, quotes and line breaks', () => {
    const result = read('1,2\n3,4\n');
    expect(result.ok && result.table.columns.map(({ name }) => name)).toEqual(['1', '2']);
    const quoted = read('name,y\n"a, ""b""\nc",1\n');
    expect(quoted.ok && quoted.table.columns[0]?.bad).toEqual({ row: 2, text: 'a, "b"\nc' });
  });

  test('a single column of numbers will do', () => {
    const result = read('y\n1\n2\n');
    expect(result.ok && result.table.columns.map(({ values }) => values && [...values])).toEqual([
      [1, 2],
    ]);
  });
});

describe('bad files', () => {
  test.each<[string, Uint8Array, CsvProblem]>([
    ['empty', encode(''), { kind: 'empty' }],
    ['blank lines', encode('\n\n  \n'), { kind: 'empty' }],
    ['names only', encode('date,y\n'), { kind: 'empty' }],
    [
      'too large',
      new Uint8Array(CSV_LIMITS.bytes + 1),
      { kind: 'too-large', bytes: CSV_LIMITS.bytes + 1 },
    ],
    [
      'GBK',
      Uint8Array.from([0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0x79, 0x0a, 0x31, 0x2c, 0x32]),
      { kind: 'encoding' },
    ],
    ['UTF-16', Uint8Array.from([0xff, 0xfe, 0x31, 0x00, 0x0a, 0x00]), { kind: 'encoding' }],
    ['zero bytes', Uint8Array.from([0x31, 0x00, 0x0a, 0x00]), { kind: 'encoding' }],
    [
      'one column of words',
      encode('month\nJanuary\nFebruary\n'),
      { kind: 'one-column', text: 'month' },
    ],
    [
      'a row too short',
      encode('a,b\n1,2\n3\n'),
      { kind: 'ragged', row: 3, fields: 1, expected: 2 },
    ],
    ['an open quote', encode('a,b\n"1,2\n3,4\n'), { kind: 'quote', row: 2 }],
    ['decimal commas', encode('a;b\n1,5;2,5\n'), { kind: 'no-numbers' }],
    ['emoji and lone surrogates', encode('a,b\n🐳,\uD800\n'), { kind: 'no-numbers' }],
    [
      'too many rows',
      encode(`y\n${'1\n'.repeat(CSV_LIMITS.rows + 1)}`),
      { kind: 'too-many-rows', rows: CSV_LIMITS.rows + 1 },
    ],
    [
      'too many columns',
      encode(`${'1,'.repeat(60)}1\n`),
      { kind: 'too-many-columns', columns: 61 },
    ],
  ])('%s', (_, bytes, expected) => {
    expect(problem(bytes)).toEqual(expected);
  });

  test('letters, gaps, NaN and infinities are named with their row', () => {
    for (const [text, wrong] of [
      ['abc', 'abc'],
      ['', ''],
      ['NaN', 'NaN'],
      ['1e999', '1e999'],
      ['0x10', '0x10'],
    ] as const) {
      const result = read(`t,y\n1,2\n2,${text}\n`);
      expect(result.ok && result.table.columns[1]?.bad).toEqual({ row: 3, text: wrong });
    }
  });

  test('long fields are cut without halving an emoji', () => {
    const result = read(`t,y\n1,2\n2,${'🐳'.repeat(500)}\n`);
    const bad = result.ok ? result.table.columns[1]?.bad : undefined;
    expect([...(bad?.text ?? '')]).toHaveLength(41);
    expect(bad?.text.isWellFormed()).toBe(true);
  });
});
