/** The SSIM loss demo: settings, recorded results, pictures, what is wrong with a file, runs without a worker. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  DEFAULTS,
  planOf,
  queryWith,
  readSettings,
  STEPS,
} from '#components/demos/ssim-loss/demo.ts';
import { FILES, MANIFESTS } from '#components/demos/ssim-loss/files.ts';
import { checkFile, checkSides, toGrey } from '#components/demos/ssim-loss/own-picture.ts';
import { fromBase64, greyAddress, mapAddress } from '#components/demos/ssim-loss/pictures.ts';
import { detailOf, keyOf, recordingOf } from '#components/demos/ssim-loss/recorded.ts';
import { fileName, runCsv } from '#components/demos/ssim-loss/save.ts';
import { STRINGS } from '#components/demos/ssim-loss/strings.ts';
import { encodeBmp } from '#formats/bmp.ts';
import { weightsFor } from '#math/ms-ssim.ts';
import { median } from '#math/statistics.ts';
import { LOCALES } from '#site/locales.ts';
import {
  parsePhotograph,
  photographPath,
  TEST_PHOTOGRAPHS,
  TRAINING_PHOTOGRAPHS,
} from '#tasks/photographs.ts';
import { AUTOENCODER_FIT, PIXEL_FIT, type Score } from '#model/picture-fit.ts';
import type { PictureNews } from '#train/picture-protocol.ts';
import { PictureSession } from '#train/picture-session.ts';
import { formatCount } from '#viz/format.ts';
import { layoutPictureFigure } from '#viz/picture-figure.ts';

const recording = recordingOf(FILES);
const cellOf = (
  of: 'pixels' | 'autoencoder',
  term: 'dissimilarity' | 'literal',
  alpha: number,
  range = 1,
) => {
  const found = recording.cells.find((cell) => keyOf(cell) === keyOf({ of, term, alpha, range }));
  if (!found) throw new Error(`nothing is recorded for ${of} ${term} ${alpha} ${range}`);
  return found;
};
const load = (id: Parameters<typeof photographPath>[0]): Uint8Array =>
  parsePhotograph(readFileSync(`public${photographPath(id)}`));

const fromDisk = async (path: string): Promise<Uint8Array<ArrayBuffer>> =>
  Uint8Array.from(readFileSync(`public/${path}`));

test('settings are read, kept in range and written', () => {
  const set = readSettings('alpha:0.84,term:literal,range:255', DEFAULTS);
  expect(set).toEqual({ ...DEFAULTS, alpha: 0.84, term: 'literal', range: '255' });
  expect(queryWith('', set)).toBe('?ssim-loss=alpha:0.84;term:literal;range:255');
  expect(readSettings('alpha:7;seed:x;picture:own', DEFAULTS)).toEqual({ ...DEFAULTS, alpha: 1 });
  expect(planOf(set, new Uint8Array(1)).loss).toEqual({ alpha: 0.84, term: 'literal', range: 255 });
  expect(STEPS).toEqual({ pixels: PIXEL_FIT.steps, autoencoder: AUTOENCODER_FIT.steps });
});

describe('what is recorded', () => {
  test('five seeds for five weights, and what the article says of them', () => {
    for (const alpha of [0, 0.16, 0.5, 0.84, 1]) {
      const right = cellOf('pixels', 'dissimilarity', alpha);
      expect(right.ssim).toHaveLength(5);
      expect(Math.min(...right.ssim)).toBeGreaterThan(0.9995);
      expect(cellOf('autoencoder', 'dissimilarity', alpha).ssim).toHaveLength(5);
    }
    expect(Math.max(...cellOf('pixels', 'literal', 0.5).ssim)).toBeCloseTo(-0.73, 2);
    expect(Math.max(...cellOf('pixels', 'literal', 0.84).ssim)).toBeCloseTo(-0.7, 2);
    expect(Math.min(...cellOf('pixels', 'literal', 1).ssim)).toBeGreaterThan(0.9995);
  });

  /** How the tables of published weights name a loss after its α. */
  const suffixes = {
    en: { slip: ', the slip', range: ', wrong range' },
    'zh-cn': { slip: '，错误写法', range: '，范围填错' },
  } as const;

  test('the numbers in both articles are those of the files', () => {
    const text = (value: number, digits: number): string => value.toFixed(digits);
    for (const locale of LOCALES) {
      const article = readFileSync(`content/${locale}/applications/mse-ssim-loss.mdx`, 'utf8');
      for (const alpha of [0, 0.16, 0.5, 0.84, 1]) {
        const { ssim, msSsim, mse } = cellOf('autoencoder', 'dissimilarity', alpha);
        const row = [text(median(ssim), 3), text(median(mse) * 1000, 2)];
        for (const value of [median(msSsim), Math.min(...msSsim), Math.max(...msSsim)])
          row.push(text(value, 3));
        const line = article.split('\n').find((each) => each.startsWith(`| ${alpha} `)) ?? '';
        for (const number of row) expect(line).toContain(number);
      }
      const wrong = cellOf('autoencoder', 'dissimilarity', 0.16, 255);
      expect(article).toContain(text(median(wrong.ssim), 3));
      expect(article).toContain(text(weightsFor(4)[0] ?? NaN, 4));
      for (const { loss, scores, steps } of MANIFESTS) {
        const name = `| α = ${loss.alpha}${
          loss.term === 'literal'
            ? suffixes[locale].slip
            : loss.range === 1
              ? ' '
              : suffixes[locale].range
        }`;
        const line = article.split('\n').find((each) => each.startsWith(name)) ?? '';
        const mean = (measure: keyof Score): number =>
          (scores.cat[measure] + scores.coffee[measure]) / 2;
        expect(line).toContain(text(mean('ssim'), 3).replace('-', '−'));
        expect(line).toContain(text(mean('msSsim'), 3));
        expect(line).toContain(text(mean('mse') * 1000, 2));
        expect(article).toContain(formatCount(steps));
      }
    }
  });

  test('MS-SSIM is 0 wherever the slip ended, as the articles say', () => {
    for (const alpha of [0, 0.16, 0.5, 0.84])
      expect(cellOf('pixels', 'literal', alpha).msSsim).toEqual([0, 0, 0, 0, 0]);
  });

  test('the table of ends and the detail of a loss come from the same files', () => {
    const key = keyOf({ of: 'pixels', term: 'literal', alpha: 0.5, range: 1 });
    const detail = detailOf(FILES, key);
    expect(detail?.curves).toHaveLength(5);
    expect(fromBase64(detail?.picture ?? '').length).toBe(64 * 64);
    expect(detailOf(FILES, 'pixels-literal-0.3-1')).toBeUndefined();
  });
});

test('a run without a worker gives what was recorded, step by step, and stops where it is told to', async () => {
  const file = FILES.find(
    ({ config: { of, loss, seed } }) =>
      of === 'pixels' && loss.term === 'literal' && loss.alpha === 0.5 && seed === 1,
  );
  const news: PictureNews[] = [];
  const session = new PictureSession({
    post: (one) => news.push(one),
    read: fromDisk,
    pause: () => Promise.resolve(),
  });
  const plan = planOf(readSettings('term:literal', DEFAULTS), load('cat'));
  await session.receive({ type: 'start', id: 1, plan, paused: true });
  for (let step = 0; step < 20; step++) await session.receive({ type: 'step' });
  const reports = news.flatMap((one) => (one.type === 'report' ? [one.report] : []));
  expect(reports.map(({ step }) => step)).toEqual(Array.from({ length: 21 }, (_, step) => step));
  const [, mse, ssim, msSsim] = file?.result.curve[1] ?? [];
  expect(reports[20]?.mse).toBeCloseTo(mse ?? NaN, 6);
  expect(reports[20]?.ssim).toBeCloseTo(ssim ?? NaN, 6);
  expect(reports[20]?.msSsim).toBeCloseTo(msSsim ?? NaN, 6);
  // Pixels are no model; a question that cannot be answered does not end their run.
  await session.receive({ type: 'hand', id: -1 });
  expect(news.pop()).toEqual({
    type: 'failed',
    id: -1,
    reason: 'worker-failed',
    detail: 'no autoencoder was trained',
  });
  await session.receive({ type: 'step' });
  expect(news.pop()).toMatchObject({ type: 'report', report: { step: 21 } });
  await session.receive({ type: 'stop' });
  await session.receive({ type: 'step' });
  expect(news).toHaveLength(21);
  await session.receive({
    type: 'start',
    id: 2,
    plan: { ...plan, picture: new Uint8Array(7) },
    paused: true,
  });
  expect(news.at(-1)).toMatchObject({ type: 'failed', id: 2 });
});

describe('pictures', () => {
  test('bad files are named in both languages', () => {
    expect(checkFile({ size: 0, type: 'image/png' })).toEqual({ reason: 'empty' });
    expect(checkFile({ size: 9, type: 'text/plain' })).toEqual({ reason: 'not-an-image' });
    expect(checkFile({ size: 5e7, type: 'image/png' })).toEqual({
      reason: 'too-many-bytes',
      value: 5e7,
    });
    expect(checkFile({ size: 9, type: '' })).toBeUndefined();
    expect(checkSides(0, 0)).toEqual({ reason: 'not-an-image' });
    expect(checkSides(4000, 3000)).toBeUndefined();
    expect(checkSides(31, 4000)).toEqual({ reason: 'too-small', value: 31 });
    const large = checkSides(8660, 5774);
    if (!large) throw new Error('50 megapixels must be refused');
    expect(STRINGS.en.problem({ ...large, name: 'a.png' })).toBe(
      '“a.png” has 50 megapixels; 40 are the most. Make it smaller first.',
    );
    expect(STRINGS['zh-cn'].problem({ ...large, name: 'a.png' })).toBe(
      '“a.png”有 5,000 万像素，最多 4,000 万。请先缩小。',
    );
  });

  test('grey is luma, on white where nothing is', () => {
    expect([
      ...toGrey(Uint8ClampedArray.of(255, 255, 255, 255, 0, 0, 0, 255, 0, 255, 0, 255, 9, 9, 9, 0)),
    ]).toEqual([255, 0, 182, 255]);
  });

  test('a bitmap has its rows from the bottom, ending at multiples of four bytes', () => {
    const palette = Array.from({ length: 256 }, (_, k) => [k, k, k] as const);
    const file = encodeBmp(Uint8Array.of(1, 2, 3, 4, 5, 6), { height: 2, width: 3 }, palette);
    expect([...file.subarray(file.length - 8)]).toEqual([4, 5, 6, 0, 1, 2, 3, 0]);
    expect(new DataView(file.buffer).getUint32(2, true)).toBe(file.length);
    expect(() => encodeBmp(Uint8Array.of(1), { height: 2, width: 3 }, palette)).toThrow(
      /expected 6 pixels, got 1/,
    );
    expect(greyAddress(new Uint8Array(16))).toMatch(/^data:image\/bmp;base64,Qk/);
    expect(mapAddress([-2, 0, 1, Number.NaN])).toMatch(/^data:image\/bmp/);
  });

  test('the photographs are all there; others are refused', () => {
    for (const id of [...TRAINING_PHOTOGRAPHS, ...TEST_PHOTOGRAPHS])
      expect(load(id).length).toBe(128 * 128);
    expect(() => parsePhotograph(new Uint8Array(5))).toThrow(/128 × 128 pixels, got 5 bytes/);
  });
});

test('the figure keeps its height whatever it shows, and marks stay inside', () => {
  const empty = {
    pictures: 1,
    ghosts: [],
    live: [],
    term: 0,
    steps: 400,
    ends: [],
    end: undefined,
  } as const;
  for (const width of [326, 756]) {
    const full = layoutPictureFigure(
      {
        ...empty,
        pictures: 4,
        ends: [{ alpha: 1, term: 1, mse: 0, ssim: -1, msSsim: 0 }],
        end: { alpha: 0, term: 0, mse: 9, ssim: 1, msSsim: 1 },
      },
      width,
    );
    expect(full.height).toBe(layoutPictureFigure(empty, width).height);
    for (const { box, marks } of full.ends)
      for (const { x, y } of marks) {
        expect(x).toBeGreaterThan(box.left);
        expect(x).toBeLessThanOrEqual(box.right);
        expect(y).toBeGreaterThanOrEqual(box.top);
        expect(y).toBeLessThanOrEqual(box.bottom);
      }
  }
});

test('files that are saved hold the curve and say what it is of', () => {
  const shown = { ...DEFAULTS, alpha: 0.16 };
  expect(fileName(shown, 'live')).toBe('ssim-loss-pixels-alpha-0.16-dissimilarity-seed-1-live');
  const csv = runCsv({
    shown,
    base: { steps: 4000 },
    curve: [
      { step: 4000, mse: 0.2, ssim: 0.1, msSsim: 0.3 },
      { step: 4001, mse: 0.1, ssim: 0.2, msSsim: 0.4 },
    ],
    detail: { picture: '', curves: [[[20, 0.1, 0.5, 0.7]]] },
  } as unknown as Parameters<typeof runCsv>[0]);
  expect(csv.split('\r\n').slice(1, 4)).toEqual([
    'published,pixels,0.16,dissimilarity,1,1,4000,0.2,0.1,0.3',
    'live,pixels,0.16,dissimilarity,1,1,4001,0.1,0.2,0.4',
    'recorded,pixels,0.16,dissimilarity,1,1,20,0.1,0.5,0.7',
  ]);
});
