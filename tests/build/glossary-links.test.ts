/** First uses of terms become links to the glossary, in running text only. */
import { unified } from '@astrojs/markdown-remark';
import { expect, test } from 'vitest';
import { markdownOptions } from '../../src/build/markdown.ts';

const render = async (markdown: string, file: string): Promise<string> => {
  const processor = await unified(markdownOptions).createRenderer({} as never);
  return (await processor.render(markdown, { fileURL: new URL(`file:///site/content/${file}`) }))
    .code;
};
const terms = (html: string): string[] =>
  [...html.matchAll(/<a href="([^"]*)" class="term"[^>]*>([^<]*)<\/a>/g)].map(
    ([, href, text]) => `${href} ${text}`,
  );

test('the first use is linked, the second is not', async () => {
  const html = await render(
    'The forget gate.\n\nA *forget gate* and a **cell state**.',
    'en/depth/x.mdx',
  );
  expect(terms(html)).toEqual([
    '/about/glossary/#forget-gate forget gate',
    '/about/glossary/#cell-state cell state',
  ]);
  expect(html).toContain('title="A sigmoid between 0 and 1');
});

test('Chinese articles link to the Chinese page', async () => {
  const html = await render('遗忘门决定快慢，隐状态不决定。', 'zh-cn/depth/x.mdx');
  expect(terms(html)).toEqual([
    '/zh-cn/about/glossary/#forget-gate 遗忘门',
    '/zh-cn/about/glossary/#hidden-state 隐状态',
  ]);
});

test('headings, links, code, formulas and citations stay as they are', async () => {
  const html = await render(
    '## The forget gate\n\n[the forget gate](#x), `forget gate`, $\\text{forget gate}$, so [@melis2018state].\n\n[^ref]\n',
    'en/depth/x.mdx',
  );
  expect(terms(html)).toEqual([]);
});

test('the glossary does not link to itself, and neither does anything that is no article', async () => {
  expect(terms(await render('The forget gate.', 'en/about/glossary.mdx'))).toEqual([]);
  expect(terms(await render('The forget gate.', '../README.md'))).toEqual([]);
});
