/** Models that readers take along from demos with a worker of their own: their tensors are those of the same run in Node. */
import { readFileSync } from 'node:fs';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import { DEFAULTS as FORECAST, planOf as forecastPlan } from '#components/demos/forecast/demo.ts';
import { STRINGS as FORECAST_STRINGS } from '#components/demos/forecast/strings.ts';
import { DEFAULTS as GRID, planOf as gridPlan } from '#components/demos/gradient-grid/demo.ts';
import { EXAMPLE, planOf as taggerPlan } from '#components/demos/pos-tagger/demo.ts';
import { STRINGS as TAGGER_STRINGS } from '#components/demos/pos-tagger/strings.ts';
import { STRINGS as POEM_STRINGS } from '#components/demos/poem/strings.ts';
import { STRINGS as SSIM_STRINGS } from '#components/demos/ssim-loss/strings.ts';
import { LESSON } from '#components/demos/poem/demo.ts';
import { convolutionTensors } from '#formats/convolution-code.ts';
import type { Tensor } from '#formats/safetensors.ts';
import { torchTensors } from '#formats/torch-weights.ts';
import { LAYERS } from '#math/autoencoder.ts';
import { AutoencoderFit } from '#model/picture-fit.ts';
import { createProblem } from '#tasks/forecast/problem.ts';
import {
  parsePhotograph,
  PHOTOGRAPH_SIDE,
  photographPath,
  toUnit,
  TRAINING_PHOTOGRAPHS,
} from '#tasks/photographs.ts';
import { TASKS } from '#tasks/registry.ts';
import { CORPUS_FILES, parseCorpus } from '#tasks/tagging/corpus.ts';
import { createVocabulary } from '#tasks/tagging/features.ts';
import { tokenise } from '#tasks/tagging/tokenise.ts';
import { forecaster, trainForecaster } from '#train/forecast.ts';
import type { PoemNews } from '#train/poem-protocol.ts';
import { PoemSession } from '#train/poem-session.ts';
import { readTagger } from '#train/tagger-file.ts';
import type { Tagger } from '#train/tagger.ts';
import { taggerSpec } from '#train/tagger.ts';
import { trainTagger } from '#train/train-tagger.ts';
import { TrainedModel } from '#train/trained-model.ts';
import { wasmBackend } from '../../src/experiments/node-backend.ts';
import { expect, test } from './site.ts';
import { expectClose, expectSame, open, publicFile, take } from './taken.ts';

const controls = CONTROL_STRINGS.en;

test('gradient grid: the stack that trains', async ({ page }) => {
  const demo = await open(
    page,
    '/depth/gradients-in-time-and-depth/?gradient-grid=state:training;layers:2',
    'gradient-grid',
  );
  await demo.getByRole('button', { name: controls.run, exact: true }).click();
  // The first checkpoint comes after seconds.
  await expect(demo.locator('.menu-list select')).toBeAttached();
  await demo.getByRole('button', { name: controls.pause, exact: true }).click();
  await expect(demo.locator('.status')).toHaveAttribute('data-state', 'paused');
  const file = await take(page, demo, {
    name: 'gradient-grid-adding-stack-seed-1',
    label: controls.modelLabel('stack', 2, 32, 1),
  });
  const plan = gridPlan({ ...GRID, state: 'training', layers: 2 });
  const [arm] = plan.arms;
  if (arm === undefined) throw new Error('the grid must train a stack');
  const stream = TASKS.adding.createStream({ ...plan, seed: 1 });
  const model = new TrainedModel(plan, arm, 1, stream);
  const trainer = await (await wasmBackend()).createTrainer(model.options(plan.learningRate));
  const step = Number(file.metadata.get('step'));
  expect(step).toBeGreaterThan(0);
  await trainer.step(model.batches(step));
  const wanted = torchTensors(arm.spec, await trainer.parameters());
  // The page may train with another engine; an update changes weights by up to a hundredth.
  expectSame(file, wanted, 1e-4);
});

test('forecast: a network that was trained on the reader’s own file', async ({ page }) => {
  const values = Float64Array.from({ length: 140 }, (_, t) => (t % 7) + t / 20);
  const demo = await open(
    page,
    '/applications/time-series-forecasting/?forecast=series:own;seeds:1;season:7',
    'forecast',
  );
  await demo.locator('input[type="file"]').setInputFiles({
    name: 'mine.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`amount\n${[...values].join('\n')}\n`),
  });
  await demo.getByRole('button', { name: controls.run, exact: true }).click();
  await expect(demo.locator('.status')).toHaveAttribute('data-state', 'finished', {
    timeout: 60_000,
  });
  const spec = forecaster(2, 12);
  const file = await take(page, demo, {
    name: 'forecast-own-2-layer-seed-1',
    label: controls.modelLabel(FORECAST_STRINGS.en.methods.B, 2, spec.hiddenSize, 1),
  });
  const plan = forecastPlan(
    { ...FORECAST, series: 'own', seeds: 1, season: '7' },
    undefined,
    values,
  );
  if (plan === undefined) throw new Error('the values must make a plan');
  const problem = createProblem(values, plan.options);
  const { steps, rates } = plan;
  const run = { numLayers: 2, seed: 1, steps, learningRate: rates[1] } as const;
  const forecast = await trainForecaster(await wasmBackend(), problem, run);
  if (forecast === undefined) throw new Error('the training must end by itself');
  expectSame(file, torchTensors(spec, forecast.parameters));
  expect(Number(file.metadata.get('scaler.mean'))).toBe(problem.scaler.mean);
  // The windows end at the last origins, and the outputs are what the page draws for them.
  const { data: windows = [] } = file.tensors.get('test.inputs') ?? {};
  expect([...windows.slice(-24)]).toEqual([...values.slice(-24 - 12, -12)]);
  const { data: outputs = [] } = file.tensors.get('test.outputs') ?? {};
  expectClose(outputs.slice(0, 48), forecast.direct.slice(-48), 1e-5);
  expectClose(outputs.slice(48), forecast.recursive.slice(-48), 1e-4);
});

/** The table and the layers, as they are taken along. */
const taggerTensors = (layers: 1 | 2, { table, parameters }: Tagger['weights']) => {
  const spec = taggerSpec(layers);
  const shape = [table.length / spec.inputSize, spec.inputSize];
  return new Map<string, Tensor>([
    ['embedding.weight', { shape, data: Float32Array.from(table) }],
    ...torchTensors(spec, Float32Array.from(parameters)),
  ]);
};

test('tagger: the published model, and one after three updates, in Chinese', async ({ page }) => {
  const words = TAGGER_STRINGS['zh-cn'];
  const demo = await open(page, '/zh-cn/applications/pos-tagging/', 'pos-tagger');
  const published = await take(page, demo, {
    name: 'pos-tagger-1-layer-published-seed-1',
    label: words.model(words.layerNames['1'], 1, false),
    locale: 'zh-cn',
  });
  const folder = 'models/pos-tagger';
  expectSame(
    published,
    taggerTensors(1, readTagger(taggerSpec(1), publicFile(`${folder}/weights.safetensors`))),
  );
  const { example } = JSON.parse(readFileSync(`public/${folder}/manifest.json`, 'utf8')) as {
    example: { answers: number[][] };
  };
  expect(published.metadata.get('test.text')).toBe(EXAMPLE);
  const { data: answers = [] } = published.tensors.get('test.outputs') ?? {};
  expectClose(answers, example.answers.flat(), 1e-4);

  await demo.getByRole('radio', { name: words.layerNames['2'] }).check({ force: true });
  const [step, done] = [
    demo.getByRole('button', { name: CONTROL_STRINGS['zh-cn'].step }),
    demo.getByRole('progressbar'),
  ];
  for (const count of ['1', '2', '3']) {
    await step.click();
    await expect(done).toHaveAttribute('aria-valuenow', count);
  }
  const own = await take(page, demo, {
    name: 'pos-tagger-2-layer-seed-1',
    label: words.model(words.layerNames['2'], 1, true),
    locale: 'zh-cn',
  });
  expect(own.metadata.get('step')).toBe('3');
  const [sentences = '', tags = ''] = [CORPUS_FILES.sentences, CORPUS_FILES.tags].map((path) =>
    readFileSync(`public/${path}`, 'utf8'),
  );
  const corpus = parseCorpus(sentences, tags);
  let weights: Tagger['weights'] | undefined;
  let said: number[] = [];
  const tokens = tokenise(EXAMPLE);
  const vocabulary = createVocabulary(corpus.train);
  const plan = taggerPlan({ layers: '2', seed: 1 });
  await trainTagger(await wasmBackend(), corpus, vocabulary, plan, async (tagger, updates) => {
    if (updates < 3) return true;
    weights = tagger.weights;
    said = tokens.ok ? (await tagger.read(tokens.sentences)).flat(2) : [];
    return false;
  });
  if (weights === undefined) throw new Error('three updates must be made');
  expectSame(own, taggerTensors(2, weights));
  expectClose(own.tensors.get('test.outputs')?.data, said);
});

const LINES = '明月出天山，苍茫云海间。';

test('poem: the model before and after the reader’s lines', async ({ page }) => {
  const words = POEM_STRINGS['zh-cn'];
  const demo = await open(page, '/zh-cn/applications/poem-writing/', 'poem');
  const label = (live: boolean) => words.model(words.verses.quatrains, live);
  const before = await take(page, demo, {
    name: 'poem-quatrains-published-seed-1',
    label: label(false),
    locale: 'zh-cn',
  });
  await demo.getByText(words.lesson).click();
  await demo.locator('#poem-lesson').fill(LINES);
  await demo.getByRole('button', { name: words.learn }).click();
  await expect(demo.locator('.outcome')).toContainText('40/40');
  const after = await take(page, demo, {
    name: 'poem-quatrains-own-lines-seed-1',
    label: label(true),
    locale: 'zh-cn',
  });

  const news: PoemNews[] = [];
  const session = new PoemSession(
    (one) => news.push(one),
    wasmBackend,
    async (path) => Uint8Array.from(publicFile(path)),
  );
  const text = before.metadata.get('test.text') ?? '';
  expect(text).toMatch(/^.{5}\n$/);
  const verse = 'quatrains';
  await session.receive({ id: 1, verse, task: { type: 'hand', text } });
  await session.receive({ id: 2, verse, task: { type: 'learn', text: LINES, ...LESSON } });
  await session.receive({ id: 3, verse, task: { type: 'hand', text } });
  const poets = news.flatMap((one) => (one.type === 'handed' ? [one.poet] : []));
  expect(poets.map(({ live }) => live)).toEqual([false, true]);
  for (const [k, file] of [before, after].entries()) {
    const poet = poets[k];
    if (poet === undefined) throw new Error('a model must be handed over');
    expectSame(file, torchTensors(poet.spec, poet.parameters));
    expectClose(file.tensors.get('test.outputs')?.data, poet.next);
  }
});

test('SSIM loss: the autoencoder; pixels are no model', async ({ page }) => {
  const address = '/applications/mse-ssim-loss/';
  const demo = await open(page, `${address}?ssim-loss=of:autoencoder;from:new`, 'ssim-loss');
  const step = demo.getByRole('button', { name: controls.step, exact: true });
  const stage = demo.locator('.stage');
  for (const count of ['0', '1', '2', '3']) {
    await step.click();
    await expect(stage).toHaveAttribute('data-step', count);
  }
  const file = await take(page, demo, {
    name: 'ssim-loss-autoencoder-seed-1',
    label: SSIM_STRINGS.en.model(1, false),
  });
  const photograph = (id: Parameters<typeof photographPath>[0]): Float64Array =>
    toUnit(parsePhotograph(publicFile(photographPath(id))));
  const size = { height: PHOTOGRAPH_SIDE, width: PHOTOGRAPH_SIDE };
  const fit = new AutoencoderFit(
    TRAINING_PHOTOGRAPHS.map(photograph),
    PHOTOGRAPH_SIDE,
    { image: photograph('cat'), size },
    { loss: { alpha: 0.5, term: 'dissimilarity', range: 1 }, seed: 1 },
  );
  for (let update = 0; update < 3; update++) fit.step();
  expectSame(file, convolutionTensors({ layers: LAYERS }, fit.parameters));
  expectClose(file.tensors.get('test.outputs')?.data, fit.picture());

  const pixels = await open(page, address, 'ssim-loss');
  await pixels.getByRole('button', { name: controls.step, exact: true }).click();
  await expect(pixels.locator('.stage')).toHaveAttribute('data-step', '0');
  await pixels.getByRole('button', { name: controls.save, exact: true }).click();
  await expect(pixels.getByRole('button', { name: controls.saveAs.csv })).toBeVisible();
  await expect(pixels.getByText(controls.trainedModel)).toHaveCount(0);
});
