/** The reader's path through the weight converter: convert, check, download; and files that are not what they seem. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { STRINGS } from '#components/demos/weight-converter/strings.ts';
import { convert, readWeights } from '#formats/convert.ts';
import type { Locale } from '#site/locales.ts';
import { formatScore } from '#viz/format.ts';
import { differenceTo, fixture } from '../formats/fixtures.ts';
import { expect, test } from './site.ts';

const PATHS: Record<Locale, string> = {
  en: '/frameworks/weight-conversion/',
  'zh-cn': '/zh-cn/frameworks/weight-conversion/',
};

async function open(page: Page, locale: Locale, query = ''): Promise<Locator> {
  await page.goto(PATHS[locale] + query);
  const figure = page.locator('#weight-converter');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('.demo[data-ready]')).toBeVisible();
  return figure;
}

/** What is converted and downloaded. */
async function download(page: Page, figure: Locator): Promise<{ name: string; file: Uint8Array }> {
  const saving = page.waitForEvent('download');
  await figure.getByRole('button', { name: /^(Download|下载)/ }).click();
  const saved = await saving;
  return {
    name: saved.suggestedFilename(),
    file: new Uint8Array(readFileSync(await saved.path())),
  };
}

/** Drops a file onto the controls. */
async function drop(figure: Locator, path: string): Promise<void> {
  const bytes = [...readFileSync(path)];
  const data = await figure.page().evaluateHandle((numbers) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(numbers)], 'dropped.safetensors'));
    return transfer;
  }, bytes);
  await figure.locator('.wc-drop').dispatchEvent('drop', { dataTransfer: data });
}

for (const locale of ['en', 'zh-cn'] as const) {
  test(`${locale}: the PyTorch example becomes a Keras model that computes what PyTorch computed`, async ({
    page,
  }) => {
    const requested: string[] = [];
    page.on('request', (request) => requested.push(request.url()));
    const figure = await open(page, locale);
    await expect(figure.locator('.wc-recipe')).toContainText(
      locale === 'en' ? 'Transpose' : '转置',
    );
    // Nothing of the example or the library is fetched before it is wanted.
    expect(requested.filter((url) => /weight-converter\/|hdf5/.test(url))).toEqual([]);
    await figure.getByRole('button', { name: STRINGS[locale].convert }).focus();
    await page.keyboard.press('r');
    const { stack } = await readWeights(
      new Uint8Array(readFileSync('public/models/weight-converter/pytorch-2x5.safetensors')),
    );
    const expected = await convert(stack, 'keras', 'x');
    expect(expected.difference).toBeGreaterThan(0);
    const shown = figure.locator('[data-difference]');
    await expect(shown).toHaveText(formatScore(expected.difference));
    const { name, file } = await download(page, figure);
    expect(name).toBe('pytorch-2x5.keras');
    const back = await readWeights(file);
    expect(differenceTo(fixture('pytorch-2x5.safetensors'), back.stack)).toBeLessThan(1e-6);
  });
}

test('a file of the reader’s is recognised, drawn and converted; one without room in the target is refused', async ({
  page,
}) => {
  const figure = await open(page, 'en', '?weight-converter=target:onnx;layer:2');
  const input = figure.locator('input[type=file]');
  await input.setInputFiles('tests/formats/fixtures/keras-1x4-bi.keras');
  await expect(figure.locator('.wc-stage')).toHaveAttribute('data-format', 'keras-archive');
  await expect(figure.locator('.wc-facts')).toContainText('two directions');
  await expect(figure.locator('.wc-facts')).toContainText('256 numbers');
  await expect(
    figure.getByRole('img', { name: /lstm_0\.B, 2 × 32, blocks i, o, f, g/ }),
  ).toBeVisible();
  await figure.getByRole('button', { name: STRINGS.en.convert }).click();
  await expect(figure.locator('[data-difference]')).toBeVisible();
  const { name, file } = await download(page, figure);
  expect(name).toBe('keras-1x4-bi.onnx');
  expect(differenceTo(fixture('keras-1x4-bi.keras'), (await readWeights(file)).stack)).toBeLessThan(
    1e-6,
  );

  await drop(figure, 'tests/formats/fixtures/pytorch-2x4-bi-proj2.safetensors');
  await expect(figure.locator('.field-error')).toContainText('proj_size must be 0');
  await figure.getByRole('combobox', { name: STRINGS.en.target }).selectOption('pytorch');
  await expect(figure.locator('.field-error')).toHaveCount(0);
});

test('files that are no weights are refused in the reader’s language, and the page goes on', async ({
  page,
}) => {
  const words = STRINGS['zh-cn'].refused;
  const figure = await open(page, 'zh-cn');
  const give = (name: string, buffer: Buffer) =>
    figure.locator('input[type=file]').setInputFiles({ name, mimeType: '', buffer });
  const alert = figure.getByRole('alert');
  await give('model.pt', Buffer.from([0x80, 2, 0x8a, 10]));
  await expect(alert).toContainText(words.pickle.title);
  await give('<img src=x onerror=alert(1)>.onnx', Buffer.from('<script>'));
  await expect(alert).toContainText(words.unknown.title);
  const damaged = readFileSync('tests/formats/fixtures/keras-weights-2x4.weights.h5');
  damaged.fill(0xff, 96, 2000);
  await give('model.weights.h5', damaged);
  await expect(alert).toContainText(words.structure.title);
  const huge = test.info().outputPath('huge.safetensors');
  writeFileSync(huge, new Uint8Array(64 * 2 ** 20 + 1));
  await figure.locator('input[type=file]').setInputFiles(huge);
  await expect(alert).toContainText('67108865');
  await figure.getByRole('combobox', { name: STRINGS['zh-cn'].example }).selectOption('onnx');
  await expect(alert).toHaveCount(0);
  await expect(figure.locator('.wc-facts')).toContainText('ONNX');
});

test('a file that keeps the parser busy for ever: the worker is ended, and the next file is read', async ({
  page,
}) => {
  test.slow();
  // No file is known that does this to the library; so the library is replaced by one that every file does it to.
  await page.route(/hdf5_hl.*\.js/, (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: `
        export const ready = Promise.resolve({
          FS: { writeFile() { for (;;); }, unlink() {} },
          activate_throwing_error_handler() {},
        });
        export class File {}
        export default {};`,
    }),
  );
  const figure = await open(page, 'en');
  const input = figure.locator('input[type=file]');
  await input.setInputFiles('tests/formats/fixtures/keras-weights-2x4.weights.h5');
  await expect(figure.getByRole('alert')).toContainText(STRINGS.en.refused['worker-silent'].title, {
    timeout: 30_000,
  });
  await expect.poll(() => page.workers().length).toBe(0);
  await input.setInputFiles('tests/formats/fixtures/pytorch-2x4-bi.safetensors');
  await expect(figure.locator('.wc-facts')).toContainText('two directions');
  await expect(figure.getByRole('alert')).toHaveCount(0);
});
