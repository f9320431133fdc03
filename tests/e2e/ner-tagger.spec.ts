/** The name tagger as a reader uses it. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import { scoreText } from '#components/demos/ner-tagger/look.ts';
import { STRINGS } from '#components/demos/ner-tagger/strings.ts';
import { viterbi } from '#math/crf.ts';
import type { Locale } from '#site/locales.ts';
import { NER_VARIANTS } from '#tasks/ner/languages.ts';
import { TAGS } from '#tasks/ner/tags.ts';
import english from '../../public/models/ner-en/manifest.json' with { type: 'json' };
import chinese from '../../public/models/ner-zh/manifest.json' with { type: 'json' };
import { expectAccessible } from './accessible.ts';
import { expect, test } from './site.ts';

const MANIFESTS = { en: english, 'zh-cn': chinese } as const;
const controls = CONTROL_STRINGS.en;

async function open(page: Page, locale: Locale, query = ''): Promise<Locator> {
  const root = locale === 'en' ? '' : '/zh-cn';
  await page.goto(`${root}/applications/ner-bilstm-cnn-crf/${query}`);
  const figure = page.locator('#ner-tagger');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('.demo[data-ready]')).toBeVisible();
  return figure;
}

/** What the page must show of a token of the recorded example's first sentence. */
function recorded(locale: Locale, t: number): { tag: string; delta: string; value: number } {
  const { chain, sentences } = MANIFESTS[locale].example.reading;
  const emissions = sentences[0]?.emissions.flat() ?? [];
  const { start, end } = chain;
  const { best, path } = viterbi({ transitions: chain.transitions.flat(), start, end }, emissions);
  const value = best[t * TAGS.length + (path[t] ?? 0)] ?? NaN;
  return { tag: TAGS[path[t] ?? 0] ?? '', delta: scoreText(value), value };
}

for (const locale of ['en', 'zh-cn'] as const)
  test(`${locale}: a token is chosen with the keys, and its formula shows what the CRF computes`, async ({
    page,
  }) => {
    const figure = await open(page, locale, '?ner-tagger=token:1');
    const formula = figure.locator('.ner-formula');
    await figure.getByRole('slider', { name: STRINGS[locale].choose }).focus();
    for (const t of [1, 2, 3]) {
      await page.keyboard.press('ArrowRight');
      const { tag, delta, value } = recorded(locale, t);
      await expect(formula).toHaveAttribute('data-token', String(t));
      await expect(formula).toHaveAttribute('data-tag', tag);
      await expect(formula).toHaveAttribute('data-delta', value.toFixed(4));
      await expect(formula.locator('.math b').first()).toHaveText(delta);
    }
    await page.keyboard.press('ArrowDown');
    await expect(formula).toHaveAttribute(
      'data-tag',
      TAGS[Math.min(TAGS.length - 1, TAGS.indexOf(recorded(locale, 3).tag as 'O') + 1)] ?? '',
    );
    await page.keyboard.press('Home');
    await expect(formula).toHaveAttribute('data-token', '0');
    await page.keyboard.press('End');
    const last = MANIFESTS[locale].example.reading.sentences.at(-1)?.tokens.length ?? 0;
    await expect(formula).toHaveAttribute('data-token', String(last - 1));
    await expectAccessible(page, '#ner-tagger');
  });

for (const locale of ['en', 'zh-cn'] as const)
  test(`${locale}: what is typed is read; what cannot be read is named, and nothing is lost`, async ({
    page,
  }) => {
    const words = STRINGS[locale];
    const figure = await open(page, locale);
    const text = figure.getByRole('textbox', { name: words.text });
    const { example } = MANIFESTS[locale];
    const tokens = example.reading.sentences.flatMap((sentence) => sentence.tokens);
    const names = example.reading.sentences.flatMap(({ entities }) => entities);
    await expect(figure.locator('.entity')).toHaveCount(names.length);
    await expect(text).toHaveValue(example.text);

    // Another sentence, then the example again, as the worker reads it: the same names as in the record.
    await figure.getByRole('button', { name: words.example(2, '').trim() }).click();
    await expect(figure.locator('.status')).toHaveAttribute('data-reading', 'false');
    await expect(figure.locator('.stage')).not.toHaveAttribute('data-stale');
    await expect(figure.locator('.ner-sentence')).not.toContainText(example.text.slice(0, 12));
    await text.fill(example.text);
    await expect(figure.locator('.entity')).toHaveCount(names.length);
    await expect(figure.getByRole('slider', { name: words.choose })).toHaveAttribute(
      'aria-valuemax',
      String(tokens.length),
    );

    for (const bad of ['', '🐟', locale === 'en' ? '老人与海' : 'The old man', 'x'.repeat(1001)]) {
      await text.fill(bad);
      await expect(figure.getByRole('alert')).toBeVisible();
      await expect(text).toHaveValue(bad);
      await expect(figure.locator('.stage')).toHaveAttribute('data-stale', 'text');
      await expect(figure.locator('.entity')).toHaveCount(names.length);
    }
    await text.fill(example.text);
    await expect(figure.getByRole('alert')).toHaveCount(0);

    // The other language has its own text; this one comes back as it was.
    const other = locale === 'en' ? 'zh' : 'en';
    await figure.getByText(words.models[other], { exact: true }).click();
    await expect(text).toHaveValue(MANIFESTS[locale === 'en' ? 'zh-cn' : 'en'].example.text);
    await expect(figure.locator('.stage')).not.toHaveAttribute('data-stale');
    await figure.getByText(words.models[locale === 'en' ? 'en' : 'zh'], { exact: true }).click();
    await expect(text).toHaveValue(example.text);
  });

test('the CRF is switched off, some updates are made, paused, and forgotten', async ({ page }) => {
  const words = STRINGS.en;
  const figure = await open(page, 'en');
  const stage = figure.locator('.stage');
  const status = figure.locator('.status');
  const done = figure.getByRole('progressbar');
  await figure.getByRole('switch', { name: words.partNames.crf }).click();
  await expect(stage).toHaveAttribute('data-stale', 'model');
  await expect(figure.locator('.ner-held')).toContainText(words.variants['no-crf']);
  // Without CRF and LSTM nothing was recorded: the switch stays where it is, and why is said.
  const lstm = figure.getByRole('switch', { name: words.partNames.lstm });
  await lstm.press('Space');
  await expect(lstm).toBeChecked();
  await expect(figure.locator('.ner-held')).toContainText(words.held([words.partNames.lstm]));

  await figure.getByRole('button', { name: controls.step }).click();
  await expect(status).toHaveAttribute('data-state', 'paused');
  await expect(done).toHaveAttribute('aria-valuenow', '1');
  await page.keyboard.press('s');
  await expect(done).toHaveAttribute('aria-valuenow', '2');
  await page.keyboard.press('r');
  await expect(status).toHaveAttribute('data-state', 'running');
  await page.keyboard.press('r');
  await expect(status).toHaveAttribute('data-state', 'paused');
  // Read anew, by the model as it now is: without transitions.
  await figure.getByRole('button', { name: words.find }).click();
  await expect(stage).toHaveAttribute('data-variant', 'no-crf');
  await expect(figure.locator('.ner-formula')).toContainText(words.unlinked);
  await expect(figure.getByText(words.noMatrix)).toBeVisible();
  await page.keyboard.press('0');
  await expect(status).toHaveAttribute('data-state', 'idle');
  await expect(stage).toHaveAttribute('data-variant', 'full');
});

test('the matrix tells its scores to pointer and keys, and forbidden steps as such', async ({
  page,
}) => {
  const words = STRINGS.en;
  const figure = await open(page, 'en', '?ner-tagger=token:2');
  const { transitions } = english.example.reading.chain;
  const readout = figure.locator('.ner-readout');
  await figure.locator('[data-at="1.2"]').hover();
  await expect(readout).toHaveText(
    words.cell('B-PER', 'I-PER', scoreText(transitions[1]?.[2] ?? NaN)),
  );
  await page.mouse.move(0, 0);
  await figure.locator('.ner-matrix td[tabindex="0"]').focus();
  for (let k = 0; k < 8; k++) await page.keyboard.press('ArrowUp');
  for (let k = 0; k < 8; k++) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(readout).toHaveText(words.cell('O', 'I-PER', 'forbidden'));
});

test('the scores of every recorded training can be saved', async ({ page }) => {
  const figure = await open(page, 'en');
  await figure.getByRole('button', { name: controls.save, exact: true }).click();
  const coming = page.waitForEvent('download');
  await figure.getByRole('button', { name: controls.saveAs.scores }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^ner-tagger-en-\w+-scores\.csv$/);
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(new Set(lines.slice(1).map((line) => line.split(',')[0]))).toEqual(
    new Set(['recorded', 'baseline']),
  );
  expect(new Set(lines.slice(1).map((line) => line.split(',')[1]))).toEqual(
    new Set([...NER_VARIANTS, 'longestMatch', 'mostFrequentTag']),
  );
  await expect(figure.locator('.message')).toHaveText(controls.saved(file.suggestedFilename()));
});

test('the address holds the settings', async ({ page }) => {
  const figure = await open(page, 'en', '?ner-tagger=crf:no;seed:7;token:3;node:marginal');
  await expect(figure.getByRole('switch', { name: STRINGS.en.partNames.crf })).not.toBeChecked();
  await expect(figure.locator('#ner-tagger-seed')).toHaveText('7');
  await expect(figure.locator('.ner-formula')).toHaveAttribute('data-token', '2');
  await expect(figure.getByRole('radio', { name: STRINGS.en.nodes.marginal })).toBeChecked();
  await figure.getByRole('switch', { name: STRINGS.en.partNames.crf }).click();
  await expect(page).toHaveURL(/ner-tagger=seed:7;node:marginal;token:3/);
});

test('a worker that does not load is reported, the record stays', async ({ page, troubles }) => {
  troubles.expected.push('Failed to load resource');
  await page.route(/ner-worker/, (route) => route.fulfill({ status: 404 }));
  const figure = await open(page, 'en');
  await figure.getByRole('button', { name: STRINGS.en.find }).click();
  await expect(figure.getByRole('alert')).toContainText(controls.failures['worker-failed'].title);
  await expect(figure.locator('.entity')).toHaveCount(
    english.example.reading.sentences.flatMap(({ entities }) => entities).length,
  );
});
