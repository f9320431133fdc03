/** A bad formula or an unknown citation must stop the build, and Chinese bold must be bold. */
import { unified } from '@astrojs/markdown-remark';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { markdownOptions } from '../../src/build/markdown.ts';

const render = async (markdown: string): Promise<string> => {
  const processor = await unified(markdownOptions).createRenderer({} as never);
  return (await processor.render(markdown, { fileURL: new URL('file:///article.md') })).code;
};

// Astro reports a failed file on the console before it throws.
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

test('formulas carry the gates’ classes', async () => {
  const html = await render('$\\cell{c_t} = \\gatef{f_t} \\odot \\cell{c_{t-1}}$');
  expect(html).toContain('class="enclosing gc"');
  expect(html).toContain('class="enclosing gf"');
});

test('a citation becomes a link to the reference list', async () => {
  const html = await render('Tuned models differ little [@melis2018state].\n\n[^ref]\n');
  expect(html).toContain('href="#bib-melis2018state"');
  expect(html).toContain('id="bib-melis2018state"');
});

test.each([
  ['a parse error', '$\\frac{1$'],
  ['a strict-mode error', '$x 中$'],
  ['an undefined macro', '$\\gatex{f}$'],
  ['an unknown citation', 'As shown [@nobody1999nothing].'],
  ['an unknown citation beside a known one', 'See [@melis2018state; @nobody1999nothing].'],
])('%s fails', async (_what, markdown) => {
  await expect(render(markdown)).rejects.toThrow();
});

test('Chinese bold next to punctuation is bold', async () => {
  expect(await render('**注意：**这里，**“强调”**的词')).toContain('<strong>注意：</strong>这里');
});
