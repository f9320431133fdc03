/** Taggers of names that readers take along: their tensors are those of the published models, or of the same run in Node. */
import { readFileSync } from 'node:fs';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import { STRINGS } from '#components/demos/ner-tagger/strings.ts';
import { namesTensors } from '#formats/names-network-code.ts';
import type { Locale } from '#site/locales.ts';
import { NER_EXAMPLES } from '#tasks/ner/languages.ts';
import { createNerProblem } from '#tasks/ner/problem.ts';
import { readText } from '#tasks/ner/tokenise.ts';
import { type NerManifest, nerModelFolder, readNer } from '#train/ner-file.ts';
import type { NerReading } from '#train/ner-protocol.ts';
import { nerSpec, type NerTagger } from '#train/ner.ts';
import { trainNer } from '#train/train-ner.ts';
import { nerRate, NER_EPOCHS, readNerCorpus } from '../../src/experiments/ner.ts';
import { tfjsWasm } from '../../src/experiments/node-tfjs.ts';
import { RecordedFolder } from '../../src/experiments/recorded-folder.ts';
import { expect, test } from './site.ts';
import { expectClose, expectSame, open, publicFile, take } from './taken.ts';

const ADDRESS = { en: '/applications/', 'zh-cn': '/zh-cn/applications/' } as const;
const addressOf = (locale: Locale, query = ''): string =>
  `${ADDRESS[locale]}ner-bilstm-cnn-crf/${query}`;

/** Emissions, then probabilities of all tags, as a file holds them. */
const scoresIn = ({ sentences }: NerReading): number[] => [
  ...sentences.flatMap(({ emissions }) => emissions.flat()),
  ...sentences.flatMap(({ marginals }) => marginals.flat()),
];

for (const [locale, language] of [
  ['en', 'en'],
  ['zh-cn', 'zh'],
] as const)
  test(`${locale}: the published model, which is loaded when it is asked for`, async ({ page }) => {
    const folder = nerModelFolder(language);
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    const words = STRINGS[locale];
    const demo = await open(page, addressOf(locale), 'ner-tagger');
    await demo.getByRole('button', { name: CONTROL_STRINGS[locale].save, exact: true }).click();
    const label = words.taken(words.models[language], words.variantNames.full, 1, false);
    await expect(demo.getByText(label)).toBeAttached();
    await page.keyboard.press('Escape');
    const early = loaded.filter((path) =>
      /\.safetensors|\.wasm|\/(ner-worker|names-|hand)|\/data\//.test(path),
    );
    expect(early).toEqual([]);

    const name = `ner-tagger-${language}-full-published-seed-1`;
    const file = await take(page, demo, { name, label, locale });
    expect(loaded).toContain(`/${folder}/weights.safetensors`);
    const { vocabulary } = createNerProblem(readNerCorpus(language));
    const spec = nerSpec(vocabulary, 'full');
    const weights = readNer(spec, publicFile(`${folder}/weights.safetensors`));
    expectSame(file, namesTensors(spec, weights));
    expect(file.metadata.get('test.text')).toBe(NER_EXAMPLES[language]);
    const { example, steps } = JSON.parse(
      readFileSync(`public/${folder}/manifest.json`, 'utf8'),
    ) as NerManifest;
    expect(file.metadata.get('step')).toBe(String(steps));
    const { data = [] } = file.tensors.get('test.outputs') ?? {};
    const wanted = scoresIn(example.reading);
    // The manifest has four decimals.
    expectClose(data.slice(0, wanted.length), wanted, 1e-4);
  });

test('the Chinese model without a CRF on the English page, after three updates', async ({
  page,
}) => {
  const words = STRINGS.en;
  const demo = await open(page, addressOf('en', '?ner-tagger=model:zh;crf:no'), 'ner-tagger');
  const done = demo.getByRole('progressbar');
  for (const count of ['1', '2', '3']) {
    await demo.getByRole('button', { name: CONTROL_STRINGS.en.step, exact: true }).click();
    await expect(done).toHaveAttribute('aria-valuenow', count);
  }
  const file = await take(page, demo, {
    name: 'ner-tagger-zh-no-crf-seed-1',
    label: words.taken(words.models.zh, words.variantNames['no-crf'], 1, true),
  });
  expect(file.metadata.get('step')).toBe('3');

  const recorded = new RecordedFolder();
  const learningRate = nerRate((path) => recorded.read(path), 'zh', 'no-crf');
  if (learningRate === undefined) throw new Error('the rates must have been tried');
  const plan = {
    language: 'zh',
    variant: 'no-crf',
    seed: 1,
    epochs: NER_EPOCHS,
    learningRate,
  } as const;
  const text = readText('zh', NER_EXAMPLES.zh);
  if (!text.ok) throw new Error(text.problem.kind);
  let wanted:
    { weights: NerTagger['weights']; spec: NerTagger['spec']; said: number[] } | undefined;
  await tfjsWasm();
  await trainNer(createNerProblem(readNerCorpus('zh')), plan, async ({ tagger, done: updates }) => {
    if (updates < 3) return true;
    const { weights, spec } = tagger;
    wanted = { weights, spec, said: scoresIn(tagger.read(text.sentences)) };
    return false;
  });
  if (wanted === undefined) throw new Error('three updates must be made');
  expectSame(file, namesTensors(wanted.spec, wanted.weights));
  const { data = [] } = file.tensors.get('test.outputs') ?? {};
  expectClose(data.slice(0, wanted.said.length), wanted.said, 1e-5);
});
