/** Side notes are numbered in the order of the text. */
import { expect, test } from 'vitest';
import { rehypeNoteNumbers } from '../../src/build/notes.ts';

const jsx = (name: string, children: unknown[] = []) => ({
  type: 'mdxJsxTextElement',
  name,
  attributes: [] as { name: string; value: string }[],
  children,
});

test('notes are numbered from 1, other components are left alone', () => {
  const [first, claim, inner] = [jsx('SideNote'), jsx('Claim'), jsx('SideNote')];
  const tree = {
    type: 'root',
    children: [
      { type: 'element', tagName: 'p', properties: {}, children: [first, claim] },
      { type: 'element', tagName: 'ul', properties: {}, children: [jsx('Aside', [inner])] },
    ],
  };
  rehypeNoteNumbers()(tree as never);
  expect(first.attributes).toMatchObject([{ name: 'number', value: '1' }]);
  expect(inner.attributes).toMatchObject([{ name: 'number', value: '2' }]);
  expect(claim.attributes).toEqual([]);
});
