/** The published autoencoders: their files, what the session makes of them, going on from them, and what is refused. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DEFAULTS, planOf, type Settings } from '#components/demos/ssim-loss/demo.ts';
import { FILES, MANIFESTS } from '#components/demos/ssim-loss/files.ts';
import {
  publishedFor,
  publishedForms,
  publishedOf,
  secondsFor,
} from '#components/demos/ssim-loss/published.ts';
import { STRINGS } from '#components/demos/ssim-loss/strings.ts';
import { autoencode, PARAMETERS } from '#math/autoencoder.ts';
import { prepareTarget, ssim } from '#math/ssim.ts';
import { AUTOENCODER_FIT, PUBLISHED_STEPS, scorePicture } from '#model/picture-fit.ts';
import {
  parsePhotograph,
  PHOTOGRAPH_SIDE,
  photographPath,
  TEST_PHOTOGRAPHS,
  toUnit,
} from '#tasks/photographs.ts';
import { pictureModelFolder, pictureModelId, readAutoencoder } from '#train/picture-file.ts';
import type { PictureNews, PictureReport } from '#train/picture-protocol.ts';
import { PictureSession } from '#train/picture-session.ts';
import type { FileSource } from '#train/site-file.ts';

const fromDisk: FileSource = async (path) => new Uint8Array(readFileSync(`public/${path}`));
const pixelsOf = (id: Parameters<typeof photographPath>[0]): Uint8Array =>
  parsePhotograph(readFileSync(`public${photographPath(id)}`));
const SIZE = { height: PHOTOGRAPH_SIDE, width: PHOTOGRAPH_SIDE };
const PUBLISHED = MANIFESTS.map(publishedOf);
const SETTINGS: Settings = { ...DEFAULTS, of: 'autoencoder' };

function open(read: FileSource = fromDisk) {
  const news: PictureNews[] = [];
  const session = new PictureSession({
    post: (one) => news.push(structuredClone(one)),
    read,
    pause: () => Promise.resolve(),
  });
  const begin = (settings: Settings, picture: Uint8Array, id = 1) =>
    session.receive({
      type: 'start',
      id,
      plan: planOf(settings, picture, publishedFor(PUBLISHED, settings)),
      paused: true,
    });
  return { news, session, begin };
}
function reportOf(news: PictureNews | undefined): PictureReport {
  if (news?.type !== 'report') throw new Error(`a report expected, got ${JSON.stringify(news)}`);
  return news.report;
}

test('there is a model for every loss that is recorded, and one for the slip', () => {
  const recorded = FILES.filter(({ config }) => config.of === 'autoencoder').map(({ config }) =>
    pictureModelId(config.loss),
  );
  expect(new Set(MANIFESTS.map(({ id }) => id))).toEqual(
    new Set([...recorded, 'autoencoder-literal-0.5']),
  );
});

describe.each(MANIFESTS)('$id', ({ id, loss, sha256, scores, steps, parameters, curve, seed }) => {
  const file = readFileSync(`public/${pictureModelFolder(id)}/weights.safetensors`);

  test('its file is the one of its manifest', () => {
    expect(id).toBe(pictureModelId(loss));
    expect(createHash('sha256').update(file).digest('hex')).toBe(sha256);
    expect(file.length).toBeLessThan(16_000);
    expect([steps, parameters, seed]).toEqual([PUBLISHED_STEPS, PARAMETERS, 1]);
    expect(curve.map(([step]) => step)).toEqual(
      Array.from({ length: 21 }, (_, k) => (k * PUBLISHED_STEPS) / 20),
    );
  });

  test.each(TEST_PHOTOGRAPHS)('its scores on %s come back', (one) => {
    const image = toUnit(pixelsOf(one));
    const { output } = autoencode(readAutoencoder(file), image, SIZE);
    const found = scorePicture(output, prepareTarget(image, SIZE));
    for (const name of ['mse', 'ssim', 'msSsim'] as const)
      expect(found[name]).toBeCloseTo(scores[one][name], 6);
  });

  test('the session shows it, and its scores', async () => {
    const { news, begin } = open();
    await begin(
      { ...SETTINGS, alpha: loss.alpha, term: loss.term, range: loss.range === 1 ? '1' : '255' },
      pixelsOf('coffee'),
    );
    const { step, before, ...report } = reportOf(news.at(-1));
    expect(news).toHaveLength(1);
    expect([step, before, report.steps]).toEqual([steps, steps, steps + AUTOENCODER_FIT.steps]);
    expect(report.ssim).toBeCloseTo(scores.coffee.ssim, 6);
    expect(report.msSsim).toBeCloseTo(scores.coffee.msSsim, 6);
    // The picture itself, in bytes, is as like its target as the report says.
    const unit = (bytes: Uint8Array): Float64Array => Float64Array.from(bytes, (b) => b / 255);
    expect(ssim(unit(report.picture), unit(pixelsOf('coffee')), SIZE).ssim).toBeCloseTo(
      report.ssim,
      2,
    );
  });
});

test('training goes on from published weights, the same way each time, and is handed over as it is', async () => {
  const runs = await Promise.all(
    [0, 1].map(async () => {
      const { news, session, begin } = open();
      await begin(SETTINGS, pixelsOf('cat'));
      for (let step = 0; step < 3; step++) await session.receive({ type: 'step' });
      await session.receive({ type: 'hand', id: -1 });
      return news;
    }),
  );
  const [first = [], second = []] = runs;
  const handed = first.at(-1);
  if (handed?.type !== 'handed') throw new Error('a model must be handed over');
  expect(second.at(-1)).toEqual(handed);
  expect(handed.model).toMatchObject({ step: PUBLISHED_STEPS + 3, seed: 1 });
  const file = await fromDisk(
    `${pictureModelFolder('autoencoder-dissimilarity-0.5')}/weights.safetensors`,
  );
  const published = readAutoencoder(file);
  // Adam moves each weight by at most about the rate, a fiftieth of 0.005, in each update.
  const moved = handed.model.parameters.map((value, k) => Math.abs(value - published[k]!));
  expect(Math.max(...moved)).toBeGreaterThan(1e-5);
  expect(Math.max(...moved)).toBeLessThan(4e-4);
  expect(first.slice(0, -1).map((one) => reportOf(one).step)).toEqual(
    [0, 1, 2, 3].map((more) => PUBLISHED_STEPS + more),
  );
  // Still about as good as it was: the moments of Adam that are missing do no harm.
  const scores = first.slice(0, -1).map((one) => reportOf(one).ssim);
  expect(scores[3]).toBeCloseTo(scores[0] ?? NaN, 2);
});

describe('what is not as it should be', () => {
  const WEIGHTS = 'weights.safetensors';
  const about = JSON.stringify(MANIFESTS.find(({ id }) => id === 'autoencoder-dissimilarity-0.5'));
  const text = (value: string): Uint8Array => new TextEncoder().encode(value);
  const hashed = (file: Uint8Array): Uint8Array =>
    text(
      JSON.stringify({
        ...(JSON.parse(about) as object),
        sha256: createHash('sha256').update(file).digest('hex'),
      }),
    );
  const [SHORT, EMPTY] = [
    text('no weights'),
    Uint8Array.of(8, 0, 0, 0, 0, 0, 0, 0, ...text('{}      ')),
  ];

  test.each([
    [
      'weights of another model',
      { [WEIGHTS]: readFileSync('public/models/autoencoder-mse/weights.safetensors') },
      /^weights\.safetensors: sha256 must be [0-9a-f]{64}, got [0-9a-f]{64}$/,
    ],
    [
      'a file that is cut off',
      { [WEIGHTS]: SHORT, 'manifest.json': hashed(SHORT) },
      /header length must be/,
    ],
    [
      'a file without tensors',
      { [WEIGHTS]: EMPTY, 'manifest.json': hashed(EMPTY) },
      /conv1\.weight must be float32, 8 × 1 × 3 × 3, got none/,
    ],
    [
      'a manifest of another model',
      { 'manifest.json': text(about.replace('-0.5"', '-0.6"')) },
      /manifest\.json: id must be autoencoder-dissimilarity-0\.5, got "autoencoder-dissimilarity-0\.6"/,
    ],
    [
      'a manifest without updates',
      { 'manifest.json': text(about.replace('"steps":4000', '"steps":-1')) },
      /steps must be a whole number above 0, got -1/,
    ],
    ['a manifest that is none', { 'manifest.json': text('<!doctype html>') }, /JSON/],
  ] as [string, Readonly<Record<string, Uint8Array<ArrayBuffer>>>, RegExp][])(
    '%s',
    async (_, files, detail) => {
      const { news, begin } = open(
        async (path) => files[path.split('/').at(-1) ?? ''] ?? (await fromDisk(path)),
      );
      await begin(SETTINGS, pixelsOf('cat'));
      expect(news).toEqual([
        {
          type: 'failed',
          id: 1,
          reason: 'bad-weights',
          detail: expect.stringMatching(detail) as string,
        },
      ]);
      // New weights need none of this.
      await begin({ ...SETTINGS, alpha: 0.3 }, pixelsOf('cat'), 2);
      expect(reportOf(news.at(-1))).toMatchObject({ step: 0, before: 0, steps: 400 });
    },
  );

  test('a file that does not arrive, which may the next time', async () => {
    let broken = true;
    const { news, begin } = open(async (path) => {
      if (broken && path.endsWith(WEIGHTS)) throw new Error(`/${path}: 404 Not Found`);
      return fromDisk(path);
    });
    await begin(SETTINGS, pixelsOf('cat'));
    expect(news.at(-1)).toMatchObject({ type: 'failed', reason: 'bad-weights' });
    broken = false;
    await begin(SETTINGS, pixelsOf('cat'), 2);
    expect(reportOf(news.at(-1)).step).toBe(PUBLISHED_STEPS);
  });
});

describe('what the page says of published models', () => {
  test('they are found by loss and seed; without a second term its form does not matter', () => {
    const idOf = (part: Partial<Settings>): string | undefined =>
      publishedFor(PUBLISHED, { ...SETTINGS, ...part })?.id;
    expect(idOf({})).toBe('autoencoder-dissimilarity-0.5');
    expect(idOf({ term: 'literal' })).toBe('autoencoder-literal-0.5');
    expect(idOf({ alpha: 1, term: 'literal', range: '255' })).toBe('autoencoder-mse');
    expect(idOf({ alpha: 0.16, range: '255' })).toBe('autoencoder-dissimilarity-0.16-range-255');
    for (const part of [{ alpha: 0.3 }, { seed: 2 }, { range: '255' }, { of: 'pixels' }] as const)
      expect(idOf(part)).toBeUndefined();
  });

  test('where there is none, both languages name those that there are, and how long training takes', () => {
    const forms = publishedForms(PUBLISHED);
    expect(STRINGS.en.notPublished(forms, 1)).toBe(
      'For these settings nothing is published. There is (seed 1): 1 − SSIM, α 0, 0.16, 0.5, 0.84, 1; 1 − SSIM with range 255, α 0.16; SSIM, α 0.5.',
    );
    expect(STRINGS['zh-cn'].notPublished(forms, 1)).toBe(
      '这组设置没有预先训练的权重。已有的（种子 1）：1 − SSIM，α 取 0、0.16、0.5、0.84、1；1 − SSIM、数据范围 255，α 取 0.16；SSIM，α 取 0.5。',
    );
    const [first] = PUBLISHED;
    if (!first) throw new Error('models must be published');
    const seconds = secondsFor(400, first);
    expect(seconds).toBe(Math.max(1, Math.round((400 * first.trainingTime) / first.steps)));
    expect(STRINGS.en.training(400, seconds)).toBe(
      `Run trains from new weights: 400 updates, about ${seconds} s of one processor core.`,
    );
  });
});
