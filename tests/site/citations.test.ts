/** How citations and code blocks come out of the Markdown pipeline. */
import { unified } from '@astrojs/markdown-remark';
import { expect, test } from 'vitest';
import { markdownOptions } from '../../src/build/markdown.ts';

const render = async (markdown: string): Promise<string> => {
  const processor = await unified(markdownOptions).createRenderer({} as never);
  return (await processor.render(markdown, { fileURL: new URL('file:///article.md') })).code;
};

test('a citation is raised, in brackets, and stays with its word', async () => {
  const html = await render('Tuned models differ little [@melis2018state].\n\n[^ref]\n');
  expect(html).toMatch(
    /little\u2060<span class="cite"[^>]*>\[<a href="#bib-melis2018state">1<\/a>\]<\/span>\./,
  );
});

test('addresses in the reference list are links', async () => {
  const html = await render('So [@melis2018state].\n\n[^ref]\n');
  expect(html).toContain('<a href="https://arxiv.org/abs/1707.05589">arxiv.org/abs/1707.05589</a>');
});

test('addresses elsewhere are left alone', async () => {
  const html = await render('<p>See https://example.org here</p>');
  expect(html).not.toContain('<a ');
});
