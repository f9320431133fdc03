/**
 * Numbers the side notes of an article in the order of its text. CSS counters could, but not across the parts of a long
 * page that the browser has not laid out yet (`content-visibility`, see src/styles/prose.css).
 */
import type { Root } from 'hast';
import { visit } from 'unist-util-visit';

/** What is needed of a JSX element that MDX leaves in the tree. */
interface JsxElement {
  readonly type: string;
  readonly name?: string | null;
  readonly attributes?: { type: 'mdxJsxAttribute'; name: string; value: string }[];
}

/** Rehype plugin: gives every `<SideNote>` its `number`, from 1. */
export function rehypeNoteNumbers() {
  return (tree: Root): void => {
    let number = 0;
    visit(tree, (node) => {
      const { name, attributes } = node as JsxElement;
      if (name !== 'SideNote') return;
      number += 1;
      attributes?.push({ type: 'mdxJsxAttribute', name: 'number', value: String(number) });
    });
  };
}
