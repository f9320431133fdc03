/** The tagger on the engines: it learns, its weights survive the file, and a session pauses, forgets and reports. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { createReferenceBackend } from '#engine/reference.ts';
import { batchOf } from '#tasks/tagging/batches.ts';
import { createVocabulary } from '#tasks/tagging/features.ts';
import { initialWeights, likeliest, Tagger, taggerSpec } from '#train/tagger.ts';
import { readTagger, type TaggerManifest, writeTagger } from '#train/tagger-file.ts';
import type { TaggerNews } from '#train/tagger-protocol.ts';
import { TaggerSession } from '#train/tagger-session.ts';

const backend = createReferenceBackend();
const sentences = [
  { words: ['they', 'can', 'fish'], tags: [4, 1, 1] },
  { words: ['the', 'can', 'fell'], tags: [5, 0, 1] },
];
const vocabulary = createVocabulary([...sentences, ...sentences]);
const words = sentences.map((sentence) => sentence.words);

test('it learns one spelling in two parts of speech, and its file keeps what it learned', async () => {
  const spec = { ...taggerSpec(1), hiddenSize: 6 };
  const tagger = await Tagger.create(
    backend,
    spec,
    vocabulary,
    initialWeights(spec, vocabulary, 1),
  );
  const losses: number[] = [];
  for (let k = 0; k < 40; k++) losses.push(await tagger.step(batchOf(vocabulary, sentences), 0.03));
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) / 10);
  const answers = await tagger.read(words);
  expect(answers.map(likeliest)).toEqual(sentences.map(({ tags }) => tags));
  const again = await Tagger.create(
    backend,
    spec,
    vocabulary,
    readTagger(spec, writeTagger(spec, tagger.weights)),
  );
  const copied = (await again.read(words)).flat(2);
  answers.flat(2).forEach((probability, k) => {
    expect(copied[k]).toBeCloseTo(probability, 5);
  });
  tagger.dispose();
  again.dispose();
});

test('weights that do not fit are refused', async () => {
  const spec = taggerSpec(2);
  const bad = { table: new Float64Array(24), parameters: new Float64Array(3) };
  await expect(Tagger.create(backend, spec, vocabulary, bad)).rejects.toThrow(/table must hold/);
  expect(() => readTagger(spec, new Uint8Array(3))).toThrow(/file/);
});

test('the published model is the one of its manifest, and says of the example what that says', async () => {
  const folder = 'public/models/pos-tagger';
  const weights = await readFile(`${folder}/weights.safetensors`);
  const manifest = JSON.parse(await readFile(`${folder}/manifest.json`, 'utf8')) as TaggerManifest;
  expect(createHash('sha256').update(weights).digest('hex')).toBe(manifest.sha256);
  const heard: TaggerNews[] = [];
  const session = new TaggerSession(
    (news) => heard.push(news),
    async () => backend,
    async (path) => new Uint8Array(await readFile(`public/${path}`)),
  );
  const split = manifest.example.words.indexOf('.') + 1;
  const { words: all } = manifest.example;
  await session.receive({ type: 'tag', id: 1, sentences: [all.slice(0, split), all.slice(split)] });
  const [news] = heard;
  if (news?.type !== 'tagged') throw new Error(`tagged expected, got ${JSON.stringify(news)}`);
  expect(news.live).toBe(false);
  expect(news.tagged.seen).toEqual(manifest.example.seen);
  news.tagged.answers.flat().forEach((probability, k) => {
    expect(probability).toBeCloseTo(manifest.example.answers.flat()[k] ?? NaN, 3);
  });
});

test('weights that are not those of the manifest are refused by name', async () => {
  const heard: TaggerNews[] = [];
  const session = new TaggerSession(
    (news) => heard.push(news),
    async () => backend,
    async (path) => {
      const file = new Uint8Array(await readFile(`public/${path}`));
      const last = file.length - 1;
      if (path.endsWith('weights.safetensors')) file[last] = (file[last] ?? 0) ^ 1;
      return file;
    },
  );
  await session.receive({ type: 'tag', id: 1, sentences: [['They', 'can', 'fish']] });
  expect(heard).toMatchObject([
    {
      type: 'failed',
      id: 1,
      detail: expect.stringMatching(/^weights.safetensors: sha256 must be/),
    },
  ]);
});

test('a file that does not arrive is a failure that says so, and the next order may succeed', async () => {
  const heard: TaggerNews[] = [];
  let broken = true;
  const session = new TaggerSession(
    (news) => heard.push(news),
    async () => backend,
    async (path) => {
      if (broken) throw new Error(`/${path}: 404`);
      return new Uint8Array(await readFile(`public/${path}`));
    },
  );
  await session.receive({ type: 'tag', id: 1, sentences: [['fish']] });
  broken = false;
  await session.receive({ type: 'tag', id: 2, sentences: [['fish']] });
  expect(heard.map(({ type }) => type)).toEqual(['failed', 'tagged']);
});
