import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fitNGrams } from '#tasks/n-gram.ts';
import { alternation, parseTones, toneMark } from '#tasks/tones.ts';
import { batchMaker, batchOf, perplexity } from '#tasks/verse-batches.ts';
import { TrainingText } from '#tasks/verse-copies.ts';
import { readInitials, readLessons, readOpening } from '#tasks/verse-input.ts';
import {
  Alphabet,
  BREAK,
  FORMS,
  poemsIn,
  splitPoems,
  symbolsOf,
  UNKNOWN,
  VERSE_FILES,
  VERSE_IDS,
  type VerseId,
} from '#tasks/verse.ts';

const load = (id: VerseId) => {
  const files = VERSE_FILES[id].map((file) => readFileSync(`public/data/${file}`, 'utf8'));
  const poems = poemsIn(id, files);
  const split = splitPoems(id, poems);
  return { poems, split, alphabet: new Alphabet(id, symbolsOf(id, split.train)) };
};
const VERSES = { quatrains: load('quatrains'), psalms: load('psalms') };

describe('the corpora', () => {
  test('hold 13,977 quatrains of four equal lines, and 150 psalms', () => {
    expect(VERSES.quatrains.poems).toHaveLength(13_977);
    const shapes = new Set(
      VERSES.quatrains.poems.map((poem) => poem.map((line) => line.length).join()),
    );
    expect([...shapes].sort()).toEqual(['5,5,5,5', '7,7,7,7']);
    expect(VERSES.psalms.poems).toHaveLength(150);
  });

  test('no line of a test or held-out quatrain stands in a training poem', () => {
    const { train, test: tested, heldOut } = VERSES.quatrains.split;
    const seen = new Set(train.flat());
    expect([...tested, ...heldOut].flat().filter((line) => seen.has(line))).toEqual([]);
    expect(tested.length).toBeGreaterThan(600);
  });

  test.each(VERSE_IDS)('%s have a token for every commonest character', (id) => {
    const { alphabet, split } = VERSES[id];
    expect(new Set(alphabet.symbols).size).toBe(alphabet.symbols.length);
    const poem = split.test[0]!;
    const tokens = alphabet.encode(poem);
    expect(tokens.filter((token) => token === BREAK)).toHaveLength(
      poem.length + Number(id === 'psalms'),
    );
    if (id === 'quatrains') expect(tokens[0]).toBe(FORMS[poem[0]!.length as 5 | 7]);
    expect(alphabet.tokenOf('😀')).toBe(UNKNOWN);
  });
});

test('n-grams whose counts are kept sparsely are distributions, and follow the counts', () => {
  const V = 300; // 300³ is more than is kept densely
  const text = Array.from({ length: 400 }, (_, k) => (k * k + 3 * (k % 5)) % 7);
  const trigram = fitNGrams(text.slice(0, 300), text.slice(300), V, 3)[2]!;
  for (const place of [310, 317]) {
    const context = text.slice(0, place);
    const chances = Array.from({ length: V }, (_, token) =>
      trigram([...context, token], place, place),
    );
    expect(chances.reduce((sum, p) => sum + p)).toBeCloseTo(1, 9);
    const [a, b] = [text[place - 2], text[place - 1]];
    const followed = chances.map(
      (_, token) =>
        text
          .slice(0, 298)
          .filter((one, k) => one === a && text[k + 1] === b && text[k + 2] === token).length,
    );
    expect(followed[chances.indexOf(Math.max(...chances))]).toBeGreaterThan(0);
  }
});

test('a batch is a function of seed and step, and its targets are the next tokens', () => {
  const { alphabet, split } = VERSES.quatrains;
  const train = split.train.slice(0, 200).map((poem) => alphabet.encode(poem));
  const make = batchMaker('quatrains', train, 4, 3);
  expect(make(5)).toEqual(make(5));
  expect(make(5)).not.toEqual(make(6));
  const batch = batchOf([
    [2, 9, 0],
    [2, 7, 0],
  ]);
  expect([...batch.inputs]).toEqual([2, 2, 9, 7]);
  expect([...batch.targets]).toEqual([9, 7, 0, 0]);
});

test('perplexity of a uniform guess is the number of tokens, breaks of quatrains left out', async () => {
  const uniform = async ({ targets }: { targets: Float32Array }) =>
    new Float32Array(8 * targets.length);
  expect(await perplexity('quatrains', [[2, 5, 6, 0]], 8, uniform)).toBeCloseTo(8, 6);
  // Sure of breaks: psalms count them, quatrains do not.
  const sure = async ({ targets }: { targets: Float32Array }) => {
    const logits = new Float32Array(8 * targets.length);
    targets.forEach((_, place) => (logits[8 * place] = 50));
    return logits;
  };
  expect(await perplexity('psalms', [[0, 0, 0]], 8, sure)).toBeCloseTo(1, 6);
  expect(await perplexity('quatrains', [[2, 5, 0]], 8, sure)).toBeGreaterThan(1e20);
});

describe('copies', () => {
  const poems = [['春眠不觉晓', '处处闻啼鸟', '夜来风雨声', '花落知多少']];
  const text = new TrainingText('quatrains', poems);

  test('the longest shared run, over line ends of quatrains, with its poem', () => {
    const copy = text.longestCopy(['明月闻啼鸟', '夜来天下白', '处处闻啼鸟', '山中人不知']);
    expect(copy).toEqual({ text: '闻啼鸟夜来', start: 2, source: poems[0]!.join(''), lines: 1 });
  });

  test('nothing shared is no copy', () => {
    expect(text.longestCopy(['甲乙丙丁戊'])).toEqual({ text: '', start: 0, source: '', lines: 0 });
  });

  test('a psalm’s copy is found with the lines around it', () => {
    const psalms = new TrainingText('psalms', [['The LORD is my shepherd;', 'I shall not want.']]);
    const copy = psalms.longestCopy(['He is my shepherd;', 'I shall sing.']);
    expect(copy.text).toBe(' is my shepherd;\nI shall ');
    expect(copy.source).toBe('The LORD is my shepherd;\nI shall not want.');
  });
});

describe('tones', () => {
  const table = parseTones(readFileSync('public/data/middle-chinese-tones/tones.txt', 'utf8'));
  const marks = (line: string) => [...line].map((one) => toneMark(table, one));

  test('entering tones that Mandarin has lost are oblique', () => {
    expect(marks('白石月独')).toEqual(['entering', 'entering', 'entering', 'entering']);
    expect(marks('春花看🐳')).toEqual(['level', 'level', 'either', 'unknown']);
  });

  test('白日依山尽 and 黄河入海流 alternate; two level places do not; an ambiguous one leaves it open', () => {
    expect(alternation(marks('白日依山尽'))).toBe('yes');
    expect(alternation(marks('黄河入海流'))).toBe('yes');
    expect(alternation(marks('春花春花春'))).toBe('no');
    expect(alternation(marks('春花春看春'))).toBe('open');
  });
});

describe('what readers type', () => {
  const { alphabet: han } = VERSES.quatrains;
  const { alphabet: latin } = VERSES.psalms;

  test('marks and blanks of an opening mean nothing', () => {
    expect(readOpening(han, ' 明月，出天山。', 5)).toEqual({ ok: true, value: '明月出天山' });
    expect(readInitials(latin, 'ho pe')).toEqual({ ok: true, value: 'HOPE' });
  });

  test.each([
    ['', 'empty'],
    ['，。 ', 'empty'],
    ['🐳月', 'unknown'],
    ['\ud83d', 'unknown'],
    ['hello', 'unknown'],
    ['明月出天山明月', 'too-long'],
  ] as const)('%j as an opening of five: %s', (typed, reason) => {
    const checked = readOpening(han, typed, 5);
    expect(checked.ok ? 'ok' : checked.refusal.reason).toBe(reason);
  });

  test('half a surrogate pair is named by its code', () => {
    expect(readOpening(han, '\ud83d', 5)).toEqual({
      ok: false,
      refusal: { reason: 'unknown', symbols: ['U+D83D'] },
    });
  });

  test('lessons become poems of one form; odd lengths, strange characters and floods are refused', () => {
    expect(readLessons(han, '明月出天山，苍茫云海间。\n春江花月')).toMatchObject({
      refusal: { reason: 'line-length', line: '春江花月', length: 4 },
    });
    expect(readLessons(han, '明月出天山，苍茫云海间。')).toEqual({
      ok: true,
      value: [['明月出天山', '苍茫云海间']],
    });
    expect(readLessons(han, '明月出天山\n'.repeat(41))).toMatchObject({
      refusal: { reason: 'too-many', length: 41, most: 40 },
    });
    expect(readLessons(latin, 'I 愛 you')).toMatchObject({ refusal: { reason: 'unknown' } });
    expect(readLessons(latin, 'a'.repeat(1e6))).toMatchObject({
      refusal: { reason: 'line-length', length: 20_000 },
    });
    expect(readLessons(latin, ' \n ')).toMatchObject({ refusal: { reason: 'empty' } });
  });
});
