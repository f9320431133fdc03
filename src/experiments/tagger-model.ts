/**
 * Trains the part-of-speech tagger that the page starts with and writes it to `public/models/pos-tagger/`.
 *
 *   node --experimental-strip-types src/experiments/tagger-model.ts
 */
import { DEFAULTS, EXAMPLE, planOf } from '#components/demos/pos-tagger/demo.ts';
import { batchesIn } from '#tasks/tagging/batches.ts';
import { createVocabulary, keyOf } from '#tasks/tagging/features.ts';
import { baselineScores } from '#tasks/tagging/scores.ts';
import { tokenise } from '#tasks/tagging/tokenise.ts';
import {
  TAGGER_FOLDER,
  type TaggerManifest,
  taggerTensors,
  writeTagger,
} from '#train/tagger-file.ts';
import { scoreTagger, trainTagger } from '#train/train-tagger.ts';
import { wasmBackend } from './node-backend.ts';
import { readCorpus } from './pos-tagger.ts';
import { digestOf, madeBy, writeModel } from './published-folder.ts';

const corpus = await readCorpus();
const vocabulary = createVocabulary(corpus.train);
const plan = planOf(DEFAULTS);
const tagger = await trainTagger(await wasmBackend(), corpus, vocabulary, plan);
const tokens = tokenise(EXAMPLE);
if (tagger === undefined || !tokens.ok) throw new Error('the training was ended');

const weights = writeTagger(tagger.spec, tagger.weights);
const words = tokens.sentences.flat();
const tensors = taggerTensors(tagger.spec, tagger.weights);
const manifest: TaggerManifest = {
  id: 'pos-tagger',
  task: 'parts of speech, Brown sample',
  spec: tagger.spec,
  seed: plan.seed,
  epochs: plan.epochs,
  steps: plan.epochs * batchesIn(corpus.train),
  learningRate: plan.learningRate,
  ...madeBy('node --experimental-strip-types src/experiments/tagger-model.ts', 'wasm'),
  tensors: Object.fromEntries([...tensors].map(([name, { shape }]) => [name, shape])),
  sha256: digestOf(weights),
  scores: await scoreTagger(tagger, corpus, 'test', vocabulary),
  baseline: baselineScores(corpus.train, corpus.test, vocabulary),
  example: {
    words,
    seen: words.map((word) => vocabulary.counts.has(keyOf(word))),
    answers: (await tagger.read(tokens.sentences))
      .flat()
      .map((all) => all.map((probability) => Number(probability.toFixed(4)))),
  },
};
const folder = `public/${TAGGER_FOLDER}`;
writeModel(folder, weights, manifest);
process.stdout.write(
  `${folder}: ${weights.length} bytes, accuracy ${manifest.scores.all.toFixed(4)}\n`,
);
