/** Handles of the depth duel for browser tests: words in both languages, and what the figure shows. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { CONTROL_STRINGS } from '#components/controls/strings.ts';
import type { Locale } from '#site/locales.ts';
import { ARTICLE, ARTICLE_ZH, expect } from './site.ts';

/** A duel that takes seconds on any machine. */
export const TINY = 'units:5;length:12;seeds:2;steps:60;rate:0.02';

export interface SavedPoint {
  readonly arm: string;
  readonly seed: number;
  readonly step: number;
  readonly score: number;
}

export interface DuelPage {
  readonly figure: Locator;
  readonly words: (typeof CONTROL_STRINGS)[Locale];
  button(name: string): Locator;
  /** Waits for a state of the run: `running`, `paused`, `finished`, `failed`. */
  state(name: string | RegExp): Promise<void>;
  /** Steps of each model, from the progress bar. */
  steps(): Promise<number>;
  /** The curves as the reader saves them, from the CSV. */
  curves(): Promise<SavedPoint[]>;
}

/** Opens the article with settings and brings the demo to life. */
export async function openDuel(
  page: Page,
  settings: string,
  locale: Locale = 'en',
): Promise<DuelPage> {
  await page.goto(`${locale === 'en' ? ARTICLE : ARTICLE_ZH}?depth-duel=${settings}`);
  return duelOn(page, locale);
}

/** The demo on the page at hand, scrolled into view and hydrated. */
export async function duelOn(page: Page, locale: Locale = 'en'): Promise<DuelPage> {
  const figure = page.locator('#depth-duel');
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.locator('.demo[data-ready]')).toBeVisible();
  const status = figure.locator('.status');
  const bar = figure.getByRole('progressbar');
  const words = CONTROL_STRINGS[locale];
  return {
    figure,
    words,
    button: (name) => figure.getByRole('button', { name, exact: true }),
    state: (name) => expect(status).toHaveAttribute('data-state', name, { timeout: 180_000 }),
    steps: async () => Number(await bar.getAttribute('aria-valuenow')),
    curves: async () => {
      const saving = page.waitForEvent('download');
      await figure.getByRole('button', { name: words.save, exact: true }).click();
      await figure.getByText(words.saveAs.csv).click();
      const csv = readFileSync(await (await saving).path(), 'utf8');
      const rows = csv.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
      const names = (rows.shift() ?? '').split(',');
      return rows.map((row) => {
        const cell = (name: string): string => row.split(',')[names.indexOf(name)] ?? '';
        return {
          arm: cell('arm'),
          seed: Number(cell('seed')),
          step: Number(cell('step')),
          score: Number(cell('score')),
        };
      });
    },
  };
}
