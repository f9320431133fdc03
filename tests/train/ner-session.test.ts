/** Sessions that find names: they train, pause, forget and report; the published models are those of their manifests. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { NER_LANGUAGES, type NerLanguage } from '#tasks/ner/languages.ts';
import { createNerProblem } from '#tasks/ner/problem.ts';
import { readText } from '#tasks/ner/tokenise.ts';
import { nerSpec, NerTagger } from '#train/ner.ts';
import { type NerManifest, nerModelFolder, readNer, writeNer } from '#train/ner-file.ts';
import type { NerNews, NerPlan } from '#train/ner-protocol.ts';
import { NerSession } from '#train/ner-session.ts';
import type { FileSource } from '#train/site-file.ts';
import { scoreNer, trainNer } from '#train/train-ner.ts';
import {
  experiment,
  type NerConfig,
  type NerResult,
  readNerCorpus,
  shortened,
} from '../../src/experiments/ner.ts';
import { difference } from '../../src/experiments/check.ts';
import { tfjsWasm } from '../../src/experiments/node-tfjs.ts';
import { RecordedFolder } from '../../src/experiments/recorded-folder.ts';

beforeAll(tfjsWasm);

const open = async () => {
  await tfjsWasm();
  return 'CPU';
};
const fromDisk = async (path: string) => new Uint8Array(await readFile(`public/${path}`));

/** A language of three words, so that an epoch takes no time. */
const SMALL: Readonly<Record<string, string>> = {
  'templates.txt': 'train\t{PER} slept.\ntrain\tIn {LOC}.\nheld-out\t{PER} ran.\ntest\t{ORG} won.',
  'names.txt': (['train', 'held-out', 'test'] as const)
    .flatMap((split) =>
      ['PER', 'LOC', 'ORG'].map((type) => `${type}\t${split}\tX${type}${split.length}`),
    )
    .join('\n'),
  'annotated.txt': '[PER Bo] slept.',
};
const small = async (path: string) =>
  new TextEncoder().encode(SMALL[path.split('/').at(-1) ?? ''] ?? '');

const PLAN: NerPlan = {
  language: 'en',
  variant: 'no-lstm',
  seed: 3,
  epochs: 1,
  learningRate: 0.02,
};

function listen(read: FileSource = small) {
  const heard: NerNews[] = [];
  const waiting: [(news: NerNews) => boolean, () => void][] = [];
  const session = new NerSession(
    (news) => {
      heard.push(structuredClone(news));
      for (const [wanted, resolve] of waiting) if (wanted(news)) resolve();
    },
    open,
    read,
  );
  const until = (wanted: (news: NerNews) => boolean) =>
    new Promise<void>((resolve) => waiting.push([wanted, resolve]));
  return { heard, session, until };
}
const of = <Type extends NerNews['type']>(heard: readonly NerNews[], type: Type) =>
  heard.filter((news): news is Extract<NerNews, { type: Type }> => news.type === type);

test('a training reports, answers with what it has learned, and frees its tensors', async () => {
  const { heard, session } = listen();
  await session.receive({ type: 'train', id: 1, plan: PLAN });
  expect(heard.at(-1)?.type).toBe('finished');
  const progress = of(heard, 'progress');
  expect(progress[0]).toMatchObject({ epoch: 1, epochs: 1, done: 0, total: 63, device: 'CPU' });
  expect(progress.at(-1)).toMatchObject({ done: 63, state: 'running' });
  const [scored] = of(heard, 'scored');
  expect(scored?.loss).toBeGreaterThan(0);
  expect(scored?.heldOut).toBeGreaterThanOrEqual(0);
  const { scores } = of(heard, 'finished')[0]!;
  expect(scores.annotated.sentences).toBe(1);
  await session.receive({
    type: 'read',
    id: 2,
    language: 'en',
    sentences: [['XPER5', 'slept', '.']],
  });
  const { live, reading } = of(heard, 'read')[0]!;
  expect(live).toBe(true);
  expect(reading.variant).toBe('no-lstm');
  const [sentence] = reading.sentences;
  expect(sentence?.known).toEqual([false, false, true]);
  expect(sentence?.entities).toEqual([{ type: 'PER', start: 0, end: 1 }]);
  for (const row of sentence?.marginals ?? [])
    expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
  expect(sentence?.score).toBeLessThanOrEqual(sentence?.logZ ?? NaN);
  const held = tf.memory().numTensors;
  await session.receive({ type: 'forget' });
  expect(tf.memory().numTensors).toBeLessThan(held);
});

test('hands over the model that reads now, with what it says', async () => {
  const { heard, session } = listen();
  const sentences = [['XPER5', 'slept', '.']];
  const hand = { type: 'hand', language: 'en', sentences } as const;
  await session.receive({ type: 'train', id: 1, plan: PLAN });
  await session.receive({ type: 'read', id: 2, language: 'en', sentences });
  await session.receive({ ...hand, id: 3 });
  const [handed] = of(heard, 'handed');
  expect(handed).toMatchObject({ id: 3, tagger: { seed: 3, step: 63, live: true } });
  expect(handed?.tagger.reading).toEqual(of(heard, 'read')[0]?.reading);
  expect([...(handed?.tagger.weights.keys() ?? [])]).not.toContain('forward.kernel');

  const published = listen(fromDisk);
  await published.session.receive({ ...hand, id: 4 });
  const { seed, steps } = await manifestOf('en');
  expect(of(published.heard, 'handed')[0]).toMatchObject({
    id: 4,
    tagger: { seed, step: steps, live: false, engine: 'tfjs-wasm' },
  });
});

test('a training that fails leaves the published model to read', async () => {
  const heard: NerNews[] = [];
  const session = new NerSession(
    (news) => {
      if (news.type === 'progress' && news.done === news.total) throw new Error('the page is gone');
      heard.push(news);
    },
    open,
    fromDisk,
  );
  await session.receive({ type: 'train', id: 1, plan: PLAN });
  expect(heard.at(-1)).toMatchObject({ type: 'failed', id: 1, detail: 'the page is gone' });
  await session.receive({ type: 'read', id: 2, language: 'en', sentences: [['Bo', 'slept']] });
  expect(of(heard, 'read').map(({ live }) => live)).toEqual([false]);
});

test('pauses, steps once, goes on, and a newer training takes its place', async () => {
  const { heard, session, until } = listen();
  await session.receive({ type: 'pause' });
  const paused = until((news) => news.type === 'progress' && news.state === 'paused');
  const first = session.receive({ type: 'train', id: 1, plan: PLAN });
  // An order to train forgets a pause: it is for the training before.
  void session.receive({ type: 'pause' });
  await paused;
  const done = () => of(heard, 'progress').at(-1)?.done;
  const before = done()!;
  const stepped = until((news) => news.type === 'progress' && news.state === 'paused');
  await session.receive({ type: 'step' });
  await stepped;
  expect(done()).toBe(before + 1);
  await session.receive({ type: 'train', id: 2, plan: { ...PLAN, seed: 4 } });
  await first;
  expect(of(heard, 'finished').map(({ id }) => id)).toEqual([2]);
});

test('bad plans and missing files are failures that say so, and the next order may succeed', async () => {
  let broken = true;
  const { heard, session } = listen(async (path) => {
    if (broken) throw new Error(`/${path}: 404`);
    return small(path);
  });
  await session.receive({ type: 'train', id: 1, plan: PLAN });
  broken = false;
  for (const [id, bad] of [{ epochs: 0 }, { seed: -1 }, { learningRate: NaN }].entries())
    await session.receive({ type: 'train', id: id + 2, plan: { ...PLAN, ...bad } });
  await session.receive({ type: 'train', id: 9, plan: PLAN });
  const failures = of(heard, 'failed').map(({ reason, detail }) => `${reason}: ${detail}`);
  expect(failures).toEqual([
    expect.stringMatching(/^worker-failed: .*404/),
    'bad-plan: epochs must be whole and 1…100, got 0',
    'bad-plan: seed must be a whole number ≥ 0, got -1',
    'bad-plan: learningRate must be above 0 and at most 1, got NaN',
  ]);
  expect(heard.at(-1)).toMatchObject({ type: 'finished', id: 9 });
});

const manifestOf = async (language: NerLanguage) =>
  JSON.parse(
    new TextDecoder().decode(await fromDisk(`${nerModelFolder(language)}/manifest.json`)),
  ) as NerManifest;

describe.each(NER_LANGUAGES)('the published model of %s', (language) => {
  test('is the one of its manifest, with its scores and its example', async () => {
    const manifest = await manifestOf(language);
    const file = await fromDisk(`${nerModelFolder(language)}/weights.safetensors`);
    expect(createHash('sha256').update(file).digest('hex')).toBe(manifest.sha256);
    expect(file.length).toBeLessThan(400_000);
    const problem = createNerProblem(readNerCorpus(language));
    const spec = nerSpec(problem.vocabulary, manifest.variant);
    const weights = readNer(spec, file);
    expect(Buffer.from(writeNer(spec, weights)).equals(file)).toBe(true);
    const tagger = new NerTagger(problem.vocabulary, manifest.variant, weights);
    expect(shortened(scoreNer(tagger, problem))).toEqual(manifest.scores);
    tagger.dispose();

    const changed = listen(async (path) => {
      const bytes = Uint8Array.from(await fromDisk(path));
      const last = bytes.length - 1;
      if (path.endsWith('weights.safetensors')) bytes[last] = (bytes[last] ?? 0) ^ 1;
      return bytes;
    });
    const { text, reading } = manifest.example;
    const sentences = readText(language, text);
    if (!sentences.ok) throw new Error(`the example must be a text, got ${text}`);
    await changed.session.receive({
      type: 'read',
      id: 1,
      language,
      sentences: sentences.sentences,
    });
    expect(changed.heard).toMatchObject([
      { type: 'failed', detail: expect.stringMatching(/^weights.safetensors: sha256 must be/) },
    ]);

    const { heard, session } = listen(fromDisk);
    await session.receive({ type: 'read', id: 1, language, sentences: sentences.sentences });
    const [news] = of(heard, 'read');
    expect(news?.live).toBe(false);
    const rounded: unknown = JSON.parse(
      JSON.stringify(news?.reading, (_, value: unknown) =>
        typeof value === 'number' ? Number(value.toFixed(4)) : value,
      ),
    );
    expect(rounded).toEqual(reading);
  });

  test('is that of its recorded run, whose first epoch comes out the same again', async () => {
    const recorded = new RecordedFolder();
    const file = recorded.read(`ner/${language}/full/seed-1.json`);
    const { plan } = file?.config as Extract<NerConfig, { plan: NerPlan }>;
    const result = file?.result as NerResult;
    const manifest = await manifestOf(language);
    expect([manifest.seed, manifest.epochs, manifest.learningRate]).toEqual([
      plan.seed,
      plan.epochs,
      plan.learningRate,
    ]);
    expect(manifest.scores).toEqual(result.test);
    const baselines = recorded.read(`ner/${language}/baselines.json`)?.result;
    expect(manifest.baselines).toEqual(baselines);

    const found: { heldOut: number; loss: number }[] = [];
    await trainNer(
      createNerProblem(readNerCorpus(language)),
      plan,
      async () => found.length === 0,
      (report) => found.push(report),
    );
    expect(found[0]?.loss.toFixed(5)).toBe(result.losses[0]?.toFixed(5));
    expect(found[0]?.heldOut.toFixed(5)).toBe(result.heldOut[0]?.toFixed(5));
  });

  test.each(['baselines', 'agreement'])('has %s that come out the same again', async (name) => {
    const file = new RecordedFolder().read(`ner/${language}/${name}.json`);
    expect(
      difference(file?.result, await experiment.run(file?.config as NerConfig)),
    ).toBeUndefined();
  });
});

test('a file that is no such model is refused', () => {
  const { vocabulary } = createNerProblem(readNerCorpus('en'));
  const spec = nerSpec(vocabulary, 'full');
  expect(() => readNer(spec, new Uint8Array(3))).toThrow(/file/);
  const other = { ...spec, hiddenSize: 8 };
  const weights = new Map([['words', new Float32Array(spec.words * 32)]]);
  expect(() =>
    readNer(other, writeNer({ ...spec, cnn: 'none', hiddenSize: 0, crf: false }, weights)),
  ).toThrow();
});
