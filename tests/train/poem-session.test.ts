/** The writing session on the published quatrain model: what it writes, refuses, learns and forgets. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { wasmBackend } from '../../src/experiments/node-backend.ts';
import { VERSE_MODELS, type VerseManifest } from '#tasks/verse-models.ts';
import { VERSE_IDS } from '#tasks/verse.ts';
import type { PoemNews, PoemTask } from '#train/poem-protocol.ts';
import { PoemSession } from '#train/poem-session.ts';

const bytesOf = (path: string): Uint8Array<ArrayBuffer> => Uint8Array.from(readFileSync(path));

function open(read = async (path: string) => bytesOf(`public/${path}`)) {
  const news: PoemNews[] = [];
  const session = new PoemSession((one) => news.push(one), wasmBackend, read);
  let id = 0;
  return {
    async ask(task: PoemTask, verse: 'quatrains' | 'psalms' = 'quatrains') {
      news.length = 0;
      await session.receive({ id: ++id, verse, task });
      return [...news];
    },
  };
}

const write = (mode: 'free' | 'opening' | 'acrostic' = 'free', text = ''): PoemTask => ({
  type: 'write',
  mode,
  text,
  form: 5,
  draw: { temperature: 0.8, topK: 40, seed: 1 },
});
const poemIn = (news: readonly PoemNews[]): string =>
  news.map((one) => (one.type === 'step' ? one.step.symbol : '')).join('');

test.each(VERSE_IDS)('the model of %s is what its manifest says', (verse) => {
  const folder = `public/models/${VERSE_MODELS[verse]}`;
  const manifest = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')) as VerseManifest;
  const file = readFileSync(`${folder}/weights.safetensors`);
  expect(createHash('sha256').update(file).digest('hex')).toBe(manifest.sha256);
  expect(file.length).toBeLessThan(1e6);
  const { trained, published } = manifest.perplexity;
  expect(published / trained).toBeLessThan(1.01);
});

test.each(VERSE_IDS)('the recorded poem of %s is what the session writes', async (verse) => {
  const recorded = JSON.parse(
    readFileSync(`content/recorded/poem/${verse}/sample.json`, 'utf8'),
  ) as { steps: { symbol: string }[]; copy: object };
  const draw = { temperature: verse === 'quatrains' ? 0.8 : 0.6, topK: 40, seed: 1 };
  const news = await open().ask({ type: 'write', mode: 'free', text: '', form: 5, draw }, verse);
  expect(poemIn(news)).toBe(recorded.steps.map(({ symbol }) => symbol).join(''));
  expect(news.at(-1)).toMatchObject({ type: 'written', copy: recorded.copy });
});

test('an acrostic begins its lines as asked, an opening is kept, and probabilities are some', async () => {
  const { ask } = open();
  const lines = poemIn(await ask(write('acrostic', '春江花月')))
    .trimEnd()
    .split('\n');
  expect(lines.map(([first]) => first).join('')).toBe('春江花月');
  expect(lines.every((line) => line.length === 5)).toBe(true);
  const news = await ask(write('opening', '明月出'));
  expect(poemIn(news).startsWith('明月出')).toBe(true);
  for (const one of news) {
    if (one.type !== 'step') continue;
    const sum = one.step.candidates.reduce((total, { p }) => total + p, 0);
    expect(sum).toBeGreaterThan(0);
    expect(sum).toBeLessThanOrEqual(1 + 1e-6);
    expect(one.step.h.map((h) => h.length)).toEqual([96, 96]);
  }
});

test('what cannot be used is refused', async () => {
  const { ask } = open();
  expect(await ask(write('opening', '🐳'))).toEqual([
    { id: 1, type: 'refused', refusal: { reason: 'unknown', symbols: ['🐳'] } },
  ]);
});

test('learning lowers the perplexity of the lines, and forgetting brings the old poem back', async () => {
  const { ask } = open();
  const before = poemIn(await ask(write()));
  const learned = await ask({
    type: 'learn',
    text: '明月出天山，苍茫云海间。长风几万里，吹度玉门关。',
    updates: 6,
    learningRate: 0.01,
  });
  const seen = learned.map((one) => (one.type === 'learning' ? one.perplexity : NaN));
  expect(seen).toHaveLength(6);
  expect(seen[5]).toBeLessThan(seen[0]! / 2);
  expect(poemIn(await ask(write()))).not.toBe(before);
  expect(await ask({ type: 'forget' })).toMatchObject([{ type: 'forgotten' }]);
  expect(poemIn(await ask(write()))).toBe(before);
});

test('a model that does not come is a failure, and the next order tries again', async () => {
  let broken = true;
  const { ask } = open(async (path) => {
    if (broken) throw new Error(`${path}: 404`);
    return bytesOf(`public/${path}`);
  });
  expect(await ask(write())).toMatchObject([{ type: 'failed', reason: 'no-model' }]);
  broken = false;
  expect((await ask(write())).at(-1)).toMatchObject({ type: 'written' });
});

test('a model is handed over after the poem under way, which it does not end', async () => {
  const news: PoemNews[] = [];
  const session = new PoemSession(
    (one) => news.push(one),
    wasmBackend,
    async (path) => bytesOf(`public/${path}`),
  );
  const text = '白日依山尽\n';
  const verse = 'quatrains';
  const writing = session.receive({ id: 1, verse, task: write() });
  await session.receive({ id: 2, verse, task: { type: 'hand', text } });
  await writing;
  expect(news.slice(-2).map(({ id, type }) => [id, type])).toEqual([
    [1, 'written'],
    [2, 'handed'],
  ]);
  const handed = news.at(-1);
  if (handed?.type !== 'handed') throw new Error('a model must be handed over');
  const { next, symbols, first, live } = handed.poet;
  expect(live).toBe(false);
  expect(next).toHaveLength(7 * symbols.length);
  for (let place = 0; place < 7; place++) {
    const own = [...next.subarray(place * symbols.length, (place + 1) * symbols.length)];
    expect(own.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
    // A line of five characters may end after the fifth only; no form and no unknown character is ever written.
    expect((own[0] ?? 0) > 0).toBe(place === 5);
    expect(own.slice(1, first)).toEqual([0, 0, 0]);
  }
});

test('what is written and what is handed over are the same probabilities', async () => {
  const { ask } = open();
  const news = await ask(write('free'));
  const steps = news.flatMap((one) => (one.type === 'step' ? [one.step] : []));
  const text = poemIn(news);
  const [handed] = await ask({ type: 'hand', text });
  if (handed?.type !== 'handed') throw new Error('a model must be handed over');
  const { next, symbols } = handed.poet;
  for (const [place, { symbol, p }] of steps.entries())
    expect(next[place * symbols.length + symbols.indexOf(symbol)]).toBeCloseTo(p, 6);
});
