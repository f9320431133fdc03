/** The search dialog over the built index: keys, focus, announcements, both languages, faults and hostile content. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './accessible.ts';
import { ARTICLE, ARTICLE_ZH, expect, test } from './site.ts';

/** The article that is offered where nothing was found. */
const FIRST = '/inside/lstm-cell/';

const dialogOf = (page: Page): Locator => page.getByRole('dialog');
const fieldOf = (page: Page): Locator => dialogOf(page).getByRole('textbox');
const resultsOf = (page: Page): Locator => dialogOf(page).locator('a.hit');
const path = (page: Page): string => new URL(page.url()).pathname;

/** Opens the search by its key and types a question. */
async function ask(page: Page, query: string): Promise<void> {
  await page.keyboard.press('/');
  await expect(fieldOf(page)).toBeFocused();
  await fieldOf(page).fill(query);
}

for (const key of ['/', 'Control+k', 'Meta+k'])
  test(`${key} opens a dialog with one text field, Escape closes it and gives the focus back`, async ({
    page,
  }) => {
    await page.goto(ARTICLE);
    const link = page.getByRole('banner').getByRole('link', { name: '中文' });
    await link.focus();
    await page.keyboard.press(key);
    await expect(dialogOf(page)).toBeVisible();
    await expect(dialogOf(page)).toHaveAttribute('aria-modal', 'true');
    await expect(dialogOf(page).locator('input')).toHaveCount(1);
    await expect(fieldOf(page)).toBeFocused();
    await expect(fieldOf(page)).toHaveValue('');
    await page.keyboard.press('Escape');
    await expect(dialogOf(page)).toHaveCount(0);
    await expect(link).toBeFocused();
  });

test('the button opens it, and so does it a second time', async ({ page }) => {
  await page.goto('/');
  const button = page.locator('[data-open-search]').first();
  for (let time = 0; time < 2; time++) {
    await button.click();
    await expect(fieldOf(page)).toBeFocused();
    await dialogOf(page).getByRole('button', { name: 'Close the search' }).click();
    await expect(dialogOf(page)).toHaveCount(0);
    await expect(button).toBeFocused();
  }
});

test('what is typed before the dialog has arrived is not lost', async ({ page }) => {
  await page.goto('/');
  await page.route('**/_astro/open.*.js', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400));
    await route.continue();
  });
  await page.keyboard.type('/gradients');
  await expect(fieldOf(page)).toHaveValue('gradients');
});

test('a slash typed into a field stays there', async ({ page }) => {
  await page.goto(ARTICLE);
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.id = 'probe';
    document.querySelector('main')?.append(input);
  });
  await page.locator('#probe').focus();
  await page.keyboard.type('1/2');
  await expect(page.locator('#probe')).toHaveValue('1/2');
  await expect(dialogOf(page)).toHaveCount(0);
});

for (const [start, query, target] of [
  ['/zh-cn/', '单层LSTM和双层LSTM有什么区别', ARTICLE_ZH],
  ['/zh-cn/', '单层LSTM和多层LSTM的区别', '/zh-cn/depth/single-vs-multi-layer/'],
  ['/zh-cn/', '多层lstm与单层lstm区别', '/zh-cn/depth/single-vs-multi-layer/'],
  ['/', 'what is the difference between a single-layer and a two-layer LSTM', ARTICLE],
  // Asked in the other language: answered there, and said so.
  ['/', '单层LSTM和双层LSTM有什么区别', ARTICLE_ZH],
  ['/zh-cn/', 'what is the difference between a single-layer and a two-layer LSTM', ARTICLE],
] as const)
  test(`from ${start}, Enter after “${query}” opens the article`, async ({ page }) => {
    await page.goto(start);
    await ask(page, query);
    await expect(resultsOf(page).first()).toHaveAttribute('href', target);
    await expect(dialogOf(page).locator('.understood b')).toHaveCount(3);
    const foreign = (start === '/') === target.startsWith('/zh-cn/');
    await expect(dialogOf(page).locator('.other')).toHaveCount(foreign ? 1 : 0);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === target);
  });

test('Enter pressed at once waits for the answer', async ({ page }) => {
  await page.goto('/');
  await ask(page, 'does stacking LSTM layers solve the vanishing or exploding gradient problem');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === ARTICLE && url.hash === '#depth-and-gradients');
});

test('arrows move through field and results, typing returns to the field, Enter opens', async ({
  page,
}) => {
  await page.goto('/about/how-the-demos-work/');
  await ask(page, 'single-layer and two-layer LSTM parameters');
  await expect(resultsOf(page).nth(1)).toBeVisible();
  await page.keyboard.press('ArrowUp');
  await expect(fieldOf(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(resultsOf(page).nth(0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(resultsOf(page).nth(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(resultsOf(page).last()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(resultsOf(page).last()).toBeFocused();
  await page.keyboard.press('Home');
  await expect(resultsOf(page).nth(0)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(fieldOf(page)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('s');
  await expect(fieldOf(page)).toBeFocused();
  await expect(fieldOf(page)).toHaveValue(/s$/);
  // The results of the longer query take the place of the old ones.
  await expect(dialogOf(page).locator('.results[aria-busy=false]')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  const href = await resultsOf(page).nth(0).getAttribute('href');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname + url.hash === href);
});

test('a result on the same page closes the dialog and goes there', async ({ page }) => {
  await page.goto(ARTICLE);
  await ask(page, 'what does num_layers=2 mean in PyTorch nn.LSTM');
  await expect(resultsOf(page).first()).toHaveAttribute('href', `${ARTICLE}#in-code`);
  await resultsOf(page).first().click();
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(page.locator('#in-code')).toBeInViewport();
});

test('results are links in named groups, marked as text', async ({ page }) => {
  await page.goto('/');
  await ask(page, 'single-layer versus two-layer LSTM');
  await expect(dialogOf(page).getByRole('link').first()).toBeVisible();
  await expect(dialogOf(page).getByRole('region', { name: 'Answer' })).toBeVisible();
  await expect(dialogOf(page).getByRole('region', { name: /^Claims/ })).toBeVisible();
  await expect(dialogOf(page).locator('mark').first()).toHaveText(/single-layer/i);
});

test('counts and misses are announced politely', async ({ page }) => {
  await page.goto('/');
  const status = dialogOf(page).getByRole('status');
  await ask(page, 'vanishing gradients');
  await expect(status).toHaveText(/^\d+ results?[.:] /);
  await fieldOf(page).fill('pizza napoletana');
  await expect(status).toHaveText('Nothing found for “pizza napoletana”.');
  await expect(resultsOf(page).first()).toHaveAttribute('href', FIRST);
});

test('before typing there are questions to ask, and the arrows reach them', async ({ page }) => {
  await page.goto('/zh-cn/');
  await page.keyboard.press('/');
  const example = dialogOf(page).locator('.examples button').first();
  await expect(example).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(example).toBeFocused();
  const question = (await example.textContent()) ?? '';
  await page.keyboard.press('Enter');
  await expect(fieldOf(page)).toHaveValue(question);
  await expect(dialogOf(page).getByRole('region', { name: '答案' })).toBeVisible();
});

test('a composition is not searched and its Enter opens nothing', async ({ page }) => {
  await page.goto('/zh-cn/');
  await page.keyboard.press('/');
  await expect(fieldOf(page)).toBeFocused();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', {
    text: 'shuangceng',
    selectionStart: 10,
    selectionEnd: 10,
  });
  await expect(dialogOf(page).locator('.examples')).toBeVisible();
  await session.send('Input.insertText', { text: '双层' });
  await expect(resultsOf(page).first()).toHaveAttribute('href', /^\/zh-cn\/depth\//);
  expect(path(page)).toBe('/zh-cn/');
});

test('a missing index is said, leads to the articles, and can be tried again', async ({
  page,
  troubles,
}) => {
  troubles.expected.push('404', 'ERR_FAILED');
  await page.goto('/');
  await page.route('**/pagefind/**', (route) => route.fulfill({ status: 404, body: '' }));
  await ask(page, 'vanishing gradients');
  await expect(dialogOf(page)).toContainText('could not be opened');
  await expect(dialogOf(page).getByRole('status')).toHaveText(/could not be opened/);
  await expect(resultsOf(page).first()).toHaveAttribute('href', FIRST);
  await page.unroute('**/pagefind/**');
  await dialogOf(page).getByRole('button', { name: 'Try again' }).click();
  await expect(dialogOf(page).getByRole('region', { name: 'Answer' })).toBeVisible();
});

test('an index cut off on its way does not throw', async ({ page, troubles }) => {
  troubles.expected.push('ERR_FAILED');
  await page.goto('/');
  await page.route('**/pagefind/**/pagefind.js', (route) => route.abort());
  await ask(page, 'vanishing gradients');
  await expect(dialogOf(page)).toContainText('could not be opened');
});

test('neither a query nor an index can bring in HTML or a foreign address', async ({ page }) => {
  const evil = '<img src=x onerror="document.title=\'owned\'">';
  const record = (url: string) => ({
    id: url,
    score: 1,
    fragment: {
      url,
      content: `layers ${evil}`,
      meta: { title: `layers ${evil}`, answer: `layers ${evil}`, area: evil },
      filters: { type: ['question'] },
    },
  });
  const records = [
    '/depth/',
    'javascript:alert(1)',
    '//evil.example/',
    'https://evil.example/',
  ].map(record);
  await page.route('**/pagefind/en/pagefind.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: `const records = ${JSON.stringify(records)};
        export const createInstance = () => ({ init: async () => {}, search: async () => ({
          results: records.map(({ fragment, ...rest }) => ({ ...rest, data: async () => fragment })) }) });`,
    }),
  );
  await page.goto('/');
  const title = await page.title();
  await ask(page, `layers ${evil}`);
  await expect(resultsOf(page)).toHaveCount(1);
  await expect(resultsOf(page)).toHaveAttribute('href', '/depth/');
  await expect(resultsOf(page)).toContainText(evil);
  await expect(dialogOf(page).locator('img')).toHaveCount(0);
  expect(await page.title()).toBe(title);
});

test('fits screens 320, 390 and 1280 px wide', async ({ page }) => {
  await page.goto('/zh-cn/');
  await ask(page, '单层LSTM和双层LSTM有什么区别');
  await expect(resultsOf(page).first()).toBeVisible();
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 640 });
    const box = await dialogOf(page).boundingBox();
    expect(box?.x ?? -1).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(640);
    const overflow = await dialogOf(page).evaluate((dialog) =>
      [dialog, ...dialog.querySelectorAll('.results, .understood, .search-foot')].map(
        (element) => element.scrollWidth - element.clientWidth,
      ),
    );
    expect(Math.max(...overflow)).toBeLessThanOrEqual(0);
  }
});

for (const [start, query] of [
  ['/', ''],
  ['/', 'single-layer versus two-layer LSTM'],
  ['/zh-cn/', '单层和双层的区别'],
  ['/zh-cn/', '红烧肉'],
] as const)
  test(`axe finds nothing in the dialog at ${start} with “${query}”, in either theme`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.goto(start);
    await ask(page, query);
    await expect(resultsOf(page).first()).toBeVisible();
    await expectAccessible(page, 'dialog');
  });
