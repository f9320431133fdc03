/**
 * Trains the taggers of names that the page starts with and writes them to `public/models/ner-en/` and `ner-zh/`.
 *
 *   node --experimental-strip-types src/experiments/ner-model.ts
 */
import { countNerParameters, nerLayout } from '#model/ner.ts';
import { nerBatchesIn } from '#tasks/ner/batches.ts';
import { NER_EXAMPLES, NER_LANGUAGES, type NerLanguage } from '#tasks/ner/languages.ts';
import { createNerProblem } from '#tasks/ner/problem.ts';
import { readText } from '#tasks/ner/tokenise.ts';
import { type NerManifest, nerModelFolder, writeNer } from '#train/ner-file.ts';
import type { NerReading } from '#train/ner-protocol.ts';
import type { NerTagger } from '#train/ner.ts';
import { scoreNer, trainNer } from '#train/train-ner.ts';
import { NER_EPOCHS, nerBaselines, nerRate, readNerCorpus, shortened } from './ner.ts';
import { tfjsWasm } from './node-tfjs.ts';
import { digestOf, madeBy, writeModel } from './published-folder.ts';
import { RecordedFolder } from './recorded-folder.ts';

const SEED = 1;

const folder = new RecordedFolder();

/** A reading with 4 decimals, which is what its drawing needs. */
function readExample(tagger: NerTagger, language: NerLanguage): NerManifest['example'] {
  const text = NER_EXAMPLES[language];
  const sentences = readText(language, text);
  if (!sentences.ok) throw new Error(`the example must be a text, got ${text}`);
  const reading = JSON.parse(
    JSON.stringify(tagger.read(sentences.sentences), (_, value: unknown) =>
      typeof value === 'number' ? Number(value.toFixed(4)) : value,
    ),
  ) as NerReading;
  return { text, reading };
}

async function publish(language: NerLanguage): Promise<void> {
  const problem = createNerProblem(readNerCorpus(language));
  const learningRate = nerRate((path) => folder.read(path), language, 'full');
  if (learningRate === undefined)
    throw new Error(`the rates of ner/${language}/full must have been tried: npm run experiments`);
  const plan = { language, variant: 'full', seed: SEED, epochs: NER_EPOCHS, learningRate } as const;
  const tagger = await trainNer(problem, plan);
  if (tagger === undefined) throw new Error('the training was ended');
  const weights = writeNer(tagger.spec, tagger.weights);
  const manifest: NerManifest = {
    id: `ner-${language}`,
    task: 'named entities, synthetic training sentences',
    variant: plan.variant,
    seed: plan.seed,
    epochs: plan.epochs,
    steps: plan.epochs * nerBatchesIn(problem.train),
    learningRate,
    ...madeBy('node --experimental-strip-types src/experiments/ner-model.ts', 'tfjs-wasm'),
    tensors: Object.fromEntries(nerLayout(tagger.spec).map(({ name, shape }) => [name, shape])),
    parameters: countNerParameters(tagger.spec),
    sha256: digestOf(weights),
    scores: shortened(scoreNer(tagger, problem)),
    baselines: nerBaselines(problem),
    example: readExample(tagger, language),
  };
  tagger.dispose();
  const place = `public/${nerModelFolder(language)}`;
  writeModel(place, weights, manifest);
  process.stdout.write(
    `${place}: ${weights.length} bytes, F1 on annotated sentences ${manifest.scores.annotated.f1}\n`,
  );
}

await tfjsWasm();
for (const language of NER_LANGUAGES) await publish(language);
