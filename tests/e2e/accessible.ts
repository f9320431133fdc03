/** The accessibility check of a page or a part of it, in both themes. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './site.ts';

const TAGS = ['wcag2a', 'wcag21a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds, by all tags or by single rules. */
async function violations(page: Page, part: string, rules?: string[]): Promise<string[]> {
  // KaTeX's own markup is the library's to answer for; its colours are tested as tokens.
  const axe = new AxeBuilder({ page })
    .include(part)
    .exclude('.katex')
    .options({ preload: false, resultTypes: ['violations'] })
    // There are no frames here, whose results a second page would have to gather: twice as fast.
    .setLegacyMode();
  const found = await (rules ? axe.withRules(rules) : axe.withTags(TAGS)).analyze();
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
  );
}

/** Everything in the light theme; in the dark one what colours change. Leaves the page in the dark theme. */
export async function expectAccessible(page: Page, part = 'html'): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await violations(page, part), 'in the light theme').toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page, part, ['color-contrast']), 'in the dark theme').toEqual([]);
}
