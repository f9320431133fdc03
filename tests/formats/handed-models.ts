/**
 * The models of the demos whose workers have an engine of their own, as these demos hand them over: forecasters, taggers,
 * character models and the autoencoder, each trained by a few updates in the very session that the page has in its worker.
 */
import { readFileSync } from 'node:fs';
import { handForecaster } from '#components/demos/forecast/hand.ts';
import { handPoet } from '#components/demos/poem/hand.ts';
import { EXAMPLE, RATES } from '#components/demos/pos-tagger/demo.ts';
import { handTagger } from '#components/demos/pos-tagger/hand.ts';
import { handNames } from '#components/demos/ner-tagger/hand.ts';
import { handAutoencoder } from '#components/demos/ssim-loss/hand.ts';
import type { Settings } from '#components/demos/forecast/demo.ts';
import type { HandedModel, ModelOrigin } from '#formats/model-files.ts';
import { lastColumn } from '#tasks/forecast/csv.ts';
import type { ProblemOptions } from '#tasks/forecast/problem.ts';
import { SERIES } from '#tasks/forecast/series.ts';
import { NER_LANGUAGES, NER_VARIANTS, type NerLanguage } from '#tasks/ner/languages.ts';
import { readText } from '#tasks/ner/tokenise.ts';
import { parsePhotograph, photographPath } from '#tasks/photographs.ts';
import { tokenise } from '#tasks/tagging/tokenise.ts';
import type { VerseId } from '#tasks/verse.ts';
import type { ForecastNews } from '#train/forecast-protocol.ts';
import { ForecastSession } from '#train/forecast-session.ts';
import type { NerNews } from '#train/ner-protocol.ts';
import { NerSession } from '#train/ner-session.ts';
import type { PictureNews } from '#train/picture-protocol.ts';
import { PictureSession } from '#train/picture-session.ts';
import type { PoemNews } from '#train/poem-protocol.ts';
import { PoemSession } from '#train/poem-session.ts';
import type { TaggerNews } from '#train/tagger-protocol.ts';
import { TaggerSession } from '#train/tagger-session.ts';
import { wasmBackend } from '../../src/experiments/node-backend.ts';
import { tfjsWasm } from '../../src/experiments/node-tfjs.ts';
import { URL_OF_CHECK } from './model-shapes.ts';

const UPDATES = 20;
/** Of forecasters: the recursion of one that has hardly learned anything runs away, and takes rounding errors along. */
const FORECASTER_UPDATES = 100;

const readPublic = (path: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(readFileSync(`public/${path}`));

type Of<News, Type> = Extract<News, { readonly type: Type }>;

/** The first of some news of a type; what failed is thrown. */
function heard<News extends { readonly type: string }, Type extends News['type']>(
  news: readonly News[],
  type: Type,
): Of<News, Type> {
  const found = news.find((one) => one.type === type);
  if (found === undefined) throw new Error(`no ${type}: ${JSON.stringify(news.at(-1))}`);
  return found as Of<News, Type>;
}

/** One layer and two. */
async function forecasters(
  series: Settings['series'],
  values: Float64Array,
  options: ProblemOptions,
): Promise<HandedModel[]> {
  const news: ForecastNews[] = [];
  const session = new ForecastSession((one) => news.push(one), wasmBackend);
  const plan = {
    source: { values },
    options,
    steps: FORECASTER_UPDATES,
    seeds: [1],
    rates: [0.01, 0.01],
  } as const;
  await session.receive({ type: 'train', id: 1, plan });
  heard(news, 'finished');
  return news.flatMap((one) =>
    one.type === 'trained'
      ? [handForecaster(one.trained, { series, options, engine: 'wasm' })]
      : [],
  );
}

/** A rising series of the reader's own: with a trend, not as logarithms. */
const rising = Float64Array.from({ length: 200 }, (_, t) => t / 10 + Math.sin(t / 2));
const OWN: ProblemOptions = { season: 1, window: 24, horizon: 12, log: false };

const seriesOf = (id: keyof typeof SERIES): Promise<HandedModel[]> => {
  const { file, season, window, horizon, log } = SERIES[id];
  return forecasters(id, lastColumn(readPublic(file)), { season, window, horizon, log });
};

/** The text is cut by all rules of the page. */
const TEXT = `${EXAMPLE} “It wasn’t 3,000 (or 4-ply),” said Mr. Ångström—twice! Über-NATO? "No." She’d left.`;

/** The published model, or the one that some updates give. */
async function tagger(layers: 1 | 2, updates: number): Promise<HandedModel> {
  const news: TaggerNews[] = [];
  let told = (): void => undefined;
  const session = new TaggerSession(
    (one) => {
      news.push(one);
      told();
    },
    wasmBackend,
    async (path) => readPublic(path),
  );
  if (updates > 0) {
    const plan = { layers, seed: 1, epochs: 1, learningRate: RATES[layers] };
    // A training that is paused goes on by single steps.
    await session.receive({ type: 'pause' });
    const training = session.receive({ type: 'train', id: 1, plan });
    await session.receive({ type: 'pause' });
    const reached = async (done: number): Promise<void> => {
      while (
        !news.some((one) => one.type === 'progress' && one.state === 'paused' && one.done >= done)
      )
        await new Promise<void>((resolve) => (told = resolve));
    };
    for (let done = 1; done < updates; done++) {
      await reached(done);
      await session.receive({ type: 'step' });
    }
    await reached(updates);
    void training;
  }
  const tokens = tokenise(TEXT);
  if (!tokens.ok) throw new Error(tokens.problem.kind);
  await session.receive({ type: 'hand', id: 2, sentences: tokens.sentences });
  const handed = handTagger(TEXT, heard(news, 'handed').tagger);
  await session.receive({ type: 'forget' });
  return handed;
}

/** Of taggers of names, which have to be trained in all variants. */
const NAMES_UPDATES = 5;

/** Texts that are cut by all rules of the page, with words and letters that the models do not know. */
const NAMES_TEXTS: Readonly<Record<NerLanguage, string>> = {
  en: `Yesterday Clara Osei's brother flew to Lisbon at 3,000.50ft! "Dr. J. Ångström-O’Neill's in Ümlaut," he said. [St. Ives.] (No?) “Where?” IT’S THE 21st, e.g. Ελλάς ½ km — the Delta Rowing Club…🐳\u0301 e\u0301 x_y`,
  zh: '昨天，林若溪从青岛飞往柏林。“真的？”她问　王Ｘ３：3.5 点到了 Lisbon 的“星河出版社”！（是。）[嗯。]他们㐀𠮷走了',
};

/** The published model, and one of every variant after some updates, in the order of the variants. */
async function nameTaggers(language: NerLanguage): Promise<HandedModel[]> {
  let told: NerNews[] = [];
  let wake = (): void => undefined;
  const session = new NerSession(
    (news) => {
      told.push(news);
      wake();
    },
    async () => {
      await tfjsWasm();
      return 'CPU';
    },
    async (path) => readPublic(path),
  );
  const text = NAMES_TEXTS[language];
  const read = readText(language, text);
  if (!read.ok) throw new Error(read.problem.kind);
  const { sentences } = read;
  const hand = async (): Promise<HandedModel> => {
    await session.receive({ type: 'hand', id: 1, language, sentences });
    return handNames(text, heard(told, 'handed').tagger);
  };
  const handed = [await hand()];
  for (const variant of NER_VARIANTS) {
    told = [];
    const plan = { language, variant, seed: 1, epochs: 1, learningRate: 0.01 };
    const training = session.receive({ type: 'train', id: 2, plan });
    // A training that is paused goes on by single steps.
    await session.receive({ type: 'pause' });
    for (let done = 0; ; done++) {
      while (
        !told.some((one) => one.type === 'progress' && one.state === 'paused' && one.done >= done)
      )
        await new Promise<void>((resolve) => (wake = resolve));
      if (done === NAMES_UPDATES) break;
      await session.receive({ type: 'step' });
    }
    handed.push(await hand());
    await session.receive({ type: 'forget' });
    await training;
  }
  return handed;
}

/** After lines of the reader's, or as published. */
async function poet(verse: VerseId, lines: string, text: string): Promise<HandedModel> {
  const news: PoemNews[] = [];
  const session = new PoemSession(
    (one) => news.push(one),
    wasmBackend,
    async (path) => readPublic(path),
  );
  if (lines !== '') {
    const lesson = { type: 'learn', text: lines, updates: 3, learningRate: 0.002 } as const;
    await session.receive({ id: 1, verse, task: lesson });
    heard(news, 'learning');
  }
  await session.receive({ id: 2, verse, task: { type: 'hand', text } });
  return handPoet(verse, text, heard(news, 'handed').poet);
}

async function autoencoder(): Promise<HandedModel> {
  const news: PictureNews[] = [];
  const session = new PictureSession({
    post: (one) => news.push(one),
    read: async (path) => readPublic(`/${path}`),
    pause: async () => undefined,
  });
  const plan = {
    of: 'autoencoder',
    loss: { alpha: 0.5, term: 'dissimilarity', range: 1 },
    seed: 1,
    picture: parsePhotograph(readPublic(photographPath('cat'))),
  } as const;
  await session.receive({ type: 'start', id: 1, plan, paused: true });
  for (let step = 0; step < UPDATES; step++) await session.receive({ type: 'step' });
  await session.receive({ type: 'hand', id: 2 });
  return handAutoencoder(heard(news, 'handed').model);
}

/** What their files say of themselves; the same for every run of the check. */
export const originOfHanded = (name: string, { origin }: HandedModel): ModelOrigin => ({
  ...origin,
  name,
  url: URL_OF_CHECK,
});

/** All of them, by the name that their files have in the check. */
export async function handedModels(): Promise<Map<string, HandedModel>> {
  const forecast = [
    ...(await seriesOf('elnino')),
    ...(await seriesOf('airline')),
    ...(await forecasters('own', rising, OWN)),
  ];
  const names = (await Promise.all(NER_LANGUAGES.map(nameTaggers))).flat();
  return new Map([
    ...forecast.map((one) => [`forecast-${one.origin.task}-${one.origin.arm}`, one] as const),
    ['tagger-published', await tagger(1, 0)],
    ['tagger-2-layer', await tagger(2, UPDATES)],
    ['quatrains-published-5', await poet('quatrains', '', '白日依山尽\n')],
    ['quatrains-published-7', await poet('quatrains', '', '朝辞白帝彩云间\n')],
    // A character that the model does not know, in a line that is not finished.
    [
      'quatrains-own-lines',
      await poet('quatrains', '床前明月光\n疑是地上霜', '床前明月光\n疑是🐳'),
    ],
    ['psalms-published', await poet('psalms', '', 'The LORD is my shepherd;\nI shall')],
    [
      'psalms-own-lines',
      await poet('psalms', 'The river of the night', 'The river of the night\n'),
    ],
    ['autoencoder', await autoencoder()],
    ...names.map((one) => [`names-${one.origin.name}`, one] as const),
  ]);
}
