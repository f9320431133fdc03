/**
 * Last rehype plugin: turns what KaTeX and rehype-citation only mark into a failed build.
 * Without it a formula with a parse error is printed in red and `[@unknown2020key]` as it stands.
 */
import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';

/** A BibTeX key that no citation plugin has replaced. */
const CITATION = /\[?@[a-z]+\d{4}[a-z]+/i;

/** The part of a VFile that is read here. */
interface StrictFile {
  readonly path: string;
  readonly messages: readonly { readonly source?: string | undefined; readonly reason: string }[];
}

/** @throws Error naming the file and what is wrong with it. */
export function rehypeStrict() {
  return (tree: Root, file: StrictFile): void => {
    const fail = (what: string): never => {
      throw new Error(`${file.path}: ${what}`);
    };
    // rehype-katex reports an error as a message and then renders the formula leniently.
    for (const { source, reason } of file.messages)
      if (source === 'rehype-katex') fail(`bad formula: ${reason}`);
    visit(tree, 'element', (node: Element) => {
      if (node.tagName === 'code' || node.tagName === 'pre') return 'skip';
      // KaTeX sets an undefined macro in its error colour instead of raising an error.
      const style = node.properties?.['style'];
      if (typeof style === 'string' && style.includes('#cc0000'))
        fail('a formula uses an undefined macro');
      return undefined;
    });
    visit(tree, 'text', (node, _index, parent) => {
      if (parent?.type === 'element' && ['code', 'annotation'].includes(parent.tagName)) return;
      const match = CITATION.exec(node.value);
      if (match) fail(`unknown citation ${match[0]}`);
    });
  };
}
