/**
 * Trains the models that write in the page and puts them into `public/models/`: weights in eight bits and a manifest.
 * A poem of each, which the pages show before anything runs, goes to `content/recorded/poem/`.
 *
 *   node --experimental-strip-types src/experiments/poem-models.ts [quatrains] [psalms] [--samples]
 *
 * With `--samples` only the poems are written anew, by the models that are there.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { defaultsFor, writeOptionsOf } from '#components/demos/poem/demo.ts';
import { aboutModel, recordStep, type RecordedPoem } from '#components/demos/poem/recorded.ts';
import { parametersFromQuantised, quantisedTensors } from '#formats/quantised.ts';
import { writeSafetensors } from '#formats/safetensors.ts';
import { nGramPerplexities } from '#tasks/verse-batches.ts';
import { VERSE_MODELS, type VerseManifest } from '#tasks/verse-models.ts';
import { VERSE_IDS, type VerseId } from '#tasks/verse.ts';
import type { FileSource } from '#train/site-file.ts';
import { openPoet, tonesOf } from '#train/verse-poet.ts';
import { writePoem, type WrittenStep } from '#train/verse-writer.ts';
import { median } from '#math/statistics.ts';
import { wasmBackend } from './node-backend.ts';
import { digestOf, madeBy, writeModel } from './published-folder.ts';
import { statisticsOf, writeMany } from './verse-statistics.ts';
import { perplexityOn, readCorpus, specificationFor, trainVerse } from './verse-model.ts';

const COMMAND = 'node --experimental-strip-types src/experiments/poem-models.ts';
const SEED = 1;
/** Poems of the published model that are compared with the training text. */
const EXAMINED = 100;

const TRAINING = {
  quatrains: { embedding: 48, hiddenSize: 96, steps: 3200, batchSize: 32, learningRate: 0.006 },
  psalms: { embedding: 24, hiddenSize: 128, steps: 1200, batchSize: 32, learningRate: 0.015 },
} as const satisfies Record<VerseId, object>;

/** Four digits are plenty for what is shown. */
const short = (value: number): number => Number(value.toPrecision(4));

async function make(id: VerseId): Promise<void> {
  const corpus = readCorpus(id);
  const { symbols } = corpus.alphabet;
  const { embedding, hiddenSize, ...training } = TRAINING[id];
  const spec = specificationFor(symbols.length, embedding, hiddenSize, 2);
  const before = process.cpuUsage();
  const trainer = await trainVerse(id, corpus, { spec, seed: SEED, ...training });
  const { user, system } = process.cpuUsage(before);
  const trained = await perplexityOn(id, corpus, 'test', trainer);
  const tensors = quantisedTensors(spec, await trainer.parameters());
  const weights = writeSafetensors(tensors);
  const parameters = parametersFromQuantised(spec, weights);
  const { m, v, updates } = await trainer.save();
  await trainer.restore({ parameters, m, v, updates });
  const published = await perplexityOn(id, corpus, 'test', trainer);
  const manifest: VerseManifest = {
    id: VERSE_MODELS[id],
    verse: id,
    spec,
    symbols,
    seed: SEED,
    ...training,
    trainingPoems: corpus.poems.train.length,
    perplexity: { trained: short(trained), published: short(published) },
    trainingTime: Math.round((user + system) / 1e6),
    ...madeBy(COMMAND, 'wasm'),
    tensors: Object.fromEntries([...tensors].map(([name, { shape }]) => [name, shape])),
    sha256: digestOf(weights),
  };
  const folder = `public/models/${VERSE_MODELS[id]}`;
  writeModel(folder, weights, manifest);
  trainer.dispose();
  process.stdout.write(
    `${folder}: perplexity ${manifest.perplexity.trained}, published ${manifest.perplexity.published}\n`,
  );
}

/** The poem that the published model writes at the page's first settings. */
async function record(id: VerseId): Promise<void> {
  const read: FileSource = async (path) => Uint8Array.from(readFileSync(`public/${path}`));
  const poet = await openPoet(id, await wasmBackend(), read);
  const options = writeOptionsOf(defaultsFor(id));
  const steps: WrittenStep[] = [];
  for await (const step of writePoem(poet.trainer, poet.alphabet, poet.manifest.spec, options))
    steps.push(step);
  const text = steps.map(({ symbol }) => symbol).join('');
  const lines = text.trimEnd().split('\n');
  const sample: RecordedPoem = {
    copy: poet.text.longestCopy(lines),
    tones: tonesOf(poet, lines),
    steps: steps.map(recordStep),
    manifest: aboutModel(poet.manifest),
  };
  const corpus = readCorpus(id);
  const many = await writeMany(poet.trainer, corpus, poet.manifest.spec, EXAMINED, options);
  const statistics = statisticsOf(id, corpus, many);
  const nGrams = nGramPerplexities(id, corpus.tokens, corpus.alphabet.symbols.length).map(short);
  mkdirSync(`content/recorded/poem/${id}`, { recursive: true });
  writeFileSync(`content/recorded/poem/${id}/sample.json`, `${JSON.stringify(sample)}\n`);
  const written = `content/recorded/poem/${id}/published.json`;
  writeFileSync(written, `${JSON.stringify({ nGrams, poems: EXAMINED, statistics })}\n`);
  const { copied, tones } = statistics;
  process.stdout.write(
    `${text}n-grams ${nGrams.join(', ')}; ${EXAMINED} poems: median copied run ${median(copied)}, longest ${Math.max(...copied)}, tones ${JSON.stringify(tones)}\n`,
  );
}

const asked = process.argv.slice(2).filter((name) => !name.startsWith('--'));
for (const id of VERSE_IDS) {
  if (asked.length > 0 && !asked.includes(id)) continue;
  if (!process.argv.includes('--samples')) await make(id);
  await record(id);
}
