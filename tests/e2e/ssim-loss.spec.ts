/** The SSIM loss demo as a reader uses it. */
import { readFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import { STRINGS } from '#components/demos/ssim-loss/strings.ts';
import type { SsimFile } from '#components/demos/ssim-loss/recorded.ts';
import type { Locale } from '#site/locales.ts';
import type { PictureManifest } from '#train/picture-file.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './site.ts';

const PATHS: Record<Locale, string> = {
  en: '/applications/mse-ssim-loss/',
  'zh-cn': '/zh-cn/applications/mse-ssim-loss/',
};
const recorded = (of: string): SsimFile['result'] =>
  (JSON.parse(readFileSync(`content/recorded/ssim-loss/${of}/seed-1.json`, 'utf8')) as SsimFile)
    .result;
const manifest = (id: string): PictureManifest =>
  JSON.parse(readFileSync(`public/models/${id}/manifest.json`, 'utf8')) as PictureManifest;
/** As it stands under a picture. */
const ssimText = (ssim: number): string => `SSIM ${ssim.toFixed(3).replace('-', '−')} `;
const ssimOf = ({ curve }: SsimFile['result']): string => ssimText(curve.at(-1)?.[2] ?? Number.NaN);

async function open(page: Page, locale: Locale, query = ''): Promise<Locator> {
  await page.goto(PATHS[locale] + query);
  const figure = page.locator('#ssim-loss');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('.demo[data-ready]')).toBeVisible();
  return figure;
}

/** A PNG of one grey, one bit a pixel. */
function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const rows = deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

for (const locale of ['en', 'zh-cn'] as const) {
  test(`${locale}: the wrong sign ends where the record says, the right one at the target`, async ({
    page,
  }) => {
    const words = STRINGS[locale];
    const controls = CONTROL_STRINGS[locale];
    const figure = await open(page, locale);
    const result = figure.locator('[data-picture="result"]');
    await expect(figure.locator('.badge').first()).toContainText(controls.badge.recorded);
    await expect(result).toContainText('SSIM 1.000');
    await figure
      .getByRole('radio', { name: words.termOptions.literal, exact: true })
      .press('Space');
    const wrong = ssimOf(recorded('pixels/literal/alpha-0.5'));
    await expect(result).toContainText(wrong); // fetched, not yet run
    await figure.getByRole('button', { name: controls.run, exact: true }).press('r');
    await expect(figure.locator('.status')).toHaveAttribute('data-state', 'finished');
    await expect(figure.locator('.badge').first()).toContainText(controls.badge.live);
    await expect(result).toContainText(wrong);
    await expect(page).toHaveURL(/ssim-loss=term:literal/);
    await expectAccessible(page, '#ssim-loss');
  });
}

test('an autoencoder trains, stops, makes one step, and is forgotten', async ({ page }) => {
  const figure = await open(page, 'en', '?ssim-loss=of:autoencoder;alpha:0.16;from:new');
  await expect(figure.locator('[data-picture="result"]')).toContainText(
    ssimOf(recorded('autoencoder/dissimilarity/alpha-0.16')),
  );
  await figure.getByRole('button', { name: 'Run', exact: true }).click();
  const updates = figure.locator('[data-updates]');
  await expect(updates).toHaveText(/^[1-9]\d* of 400/);
  await page.keyboard.press('r');
  await expect(figure.locator('.status')).toHaveAttribute('data-state', 'paused');
  await page.keyboard.press('s');
  await expect(updates).toHaveText(/ of 400/);
  await page.keyboard.press('0');
  await expect(figure.locator('.stage')).toHaveAttribute('data-source', 'recorded');
});

for (const locale of ['en', 'zh-cn'] as const)
  test(`${locale}: Run shows what published weights make of a picture; they can be trained further, or not used`, async ({
    page,
  }) => {
    const words = STRINGS[locale];
    const controls = CONTROL_STRINGS[locale];
    const { scores, steps, date } = manifest('autoencoder-dissimilarity-0.5');
    const asked: string[] = [];
    page.on('request', (request) => {
      if (/picture-worker|\/models\//.test(request.url())) asked.push(request.url());
    });
    const figure = await open(page, locale, '?ssim-loss=of:autoencoder');
    const stage = figure.locator('.stage');
    const result = figure.locator('[data-picture="result"]');
    const play = figure.locator('button.primary');
    await expect(figure.locator('.ssim-weights')).toContainText(date);
    expect(asked).toEqual([]); // before Run

    const start = Date.now();
    await play.click();
    await expect(stage).toHaveAttribute('data-source', 'published');
    test
      .info()
      .annotations.push({ type: 'published after ms', description: `${Date.now() - start}` });
    await expect(result).toContainText(ssimText(scores.cat.ssim));
    await expect(result).toContainText(words.multiScale(scores.cat.msSsim.toFixed(3), 4));
    await expect(figure.locator('.badge').first()).toContainText(controls.badge.recorded);
    await expect(figure.locator('.status')).toHaveAttribute('data-state', 'paused');
    await expect(figure.locator('[data-published]')).toContainText(date);
    await expect(figure.locator('[data-updates]')).toHaveText(controls.stepOf(steps, steps + 400));
    await expectAccessible(page, '#ssim-loss');

    await page.keyboard.press('s');
    await expect(stage).toHaveAttribute('data-step', `${steps + 1}`);
    await expect(figure.locator('.badge').first()).toContainText(controls.badge.live);
    await play.click();
    await expect
      .poll(async () => Number(await stage.getAttribute('data-step')))
      .toBeGreaterThan(steps + 1);
    await play.click();
    await expect(figure.locator('.status')).toContainText(
      locale === 'en' ? /\d ms per step/ : /每步 [\d.,]+ 毫秒/,
    );

    // Another photograph, by the weights as published.
    await figure.getByRole('button', { name: controls.moreSettings }).click();
    await figure.getByRole('radio', { name: words.pictureOptions.coffee }).press('Space');
    await play.click();
    await expect(result).toContainText(ssimText(scores.coffee.ssim));
    // The reader's own.
    await figure
      .locator('input[type="file"]')
      .setInputFiles({ name: 'own.png', mimeType: 'image/png', buffer: png(64, 64) });
    await expect(stage).toHaveAttribute('data-source', 'none');
    await play.click();
    await expect(stage).toHaveAttribute('data-source', 'published');
    await expect(result).toContainText('SSIM ');

    await figure.getByRole('radio', { name: words.fromOptions.new, exact: true }).press('Space');
    await expect(page).toHaveURL(/from:new/);
    await play.click();
    await expect(figure.locator('[data-updates]')).toHaveText(
      locale === 'en' ? /^[1-9]\d* of 400/ : /400/,
    );
    await expect(stage).toHaveAttribute('data-source', 'live');
  });

for (const locale of ['en', 'zh-cn'] as const)
  test(`${locale}: weights that are not those of the manifest are refused; new ones work; nothing published is said`, async ({
    page,
  }) => {
    const words = STRINGS[locale];
    await page.route(/weights\.safetensors/, (route) => route.fulfill({ body: 'no weights' }));
    const figure = await open(page, locale, '?ssim-loss=of:autoencoder;alpha:0.16');
    await figure.locator('button.primary').click();
    const alert = figure.getByRole('alert');
    await expect(alert).toContainText(words.badWeights.text);
    await expect(alert).toContainText('sha256 must be');
    await expectAccessible(page, '#ssim-loss');
    await alert.getByRole('button', { name: words.trainNew }).click();
    await expect(figure.locator('.stage')).toHaveAttribute('data-source', 'live');
    await expect(alert).toHaveCount(0);
    await page.keyboard.press('0');

    const none = await open(page, locale, '?ssim-loss=of:autoencoder;alpha:0.3');
    await expect(none.locator('.ssim-weights')).toContainText('α');
    await expect(none.locator('.ssim-weights')).not.toHaveAttribute('data-offered');
    await none.locator('button.primary').click();
    await expect(none.locator('.stage')).toHaveAttribute('data-source', 'live');
  });

test('own pictures: what is wrong is said in the reader’s language, a good one becomes the target', async ({
  page,
}) => {
  const words = STRINGS['zh-cn'];
  const figure = await open(page, 'zh-cn');
  const input = figure.locator('input[type="file"]');
  const bad = [
    [{ name: 'a.png', mimeType: 'image/png', buffer: Buffer.alloc(0) }, { reason: 'empty' }],
    [
      { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') },
      { reason: 'not-an-image' },
    ],
    [
      { name: 'b.png', mimeType: 'image/png', buffer: Buffer.from('no picture') },
      { reason: 'not-an-image' },
    ],
    [
      { name: 's.png', mimeType: 'image/png', buffer: png(40, 20) },
      { reason: 'too-small', value: 20 },
    ],
    [
      { name: 'l.png', mimeType: 'image/png', buffer: png(8660, 5774) },
      { reason: 'too-many-pixels', value: 8660 * 5774 },
    ],
  ] as const;
  for (const [file, problem] of bad) {
    await input.setInputFiles(file);
    await expect(figure.getByRole('alert')).toHaveText(
      words.problem({ ...problem, name: file.name }),
    );
  }
  await input.setInputFiles({ name: 'fine.png', mimeType: 'image/png', buffer: png(200, 300) });
  await expect(figure.getByText(words.ownShown('fine.png'))).toBeVisible();
  await expect(figure.getByRole('alert')).toHaveCount(0);
  await expect(figure.locator('.stage')).toHaveAttribute('data-source', 'none');
  await figure.getByRole('button', { name: CONTROL_STRINGS['zh-cn'].run, exact: true }).click();
  await expect(figure.locator('.status')).toHaveAttribute('data-state', 'finished');
  await figure.getByRole('button', { name: words.dropOwn }).click();
  await expect(figure.locator('.stage')).toHaveAttribute('data-source', 'recorded');
});

test('a worker that does not load is reported, the record stays', async ({ page, troubles }) => {
  troubles.expected.push('Failed to load resource');
  await page.route(/picture-worker/, (route) => route.fulfill({ status: 404 }));
  const figure = await open(page, 'en');
  await figure.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(figure.getByRole('alert')).toContainText(
    CONTROL_STRINGS.en.failures['worker-failed'].title,
  );
  await expect(figure.locator('[data-picture="result"]')).toContainText('SSIM 1.000');
});
