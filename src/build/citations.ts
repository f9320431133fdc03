/**
 * How citations look: `text (1,2)` of rehype-citation's Vancouver style becomes a raised [1,2] close to its word, and
 * the addresses in the reference list become links.
 */
import type { Element, ElementContent, Root, Text } from 'hast';
import { visit } from 'unist-util-visit';

const ADDRESS = /https?:\/\/[^\s<>]+[^\s<>.,;)]/g;

const isCitation = ({ tagName, properties }: Element): boolean =>
  tagName === 'span' && String(properties['id'] ?? '').startsWith('citation--');

const text = (value: string): Text => ({ type: 'text', value });

/** Rehype plugin; runs after rehype-citation. */
export function rehypeCitationLook() {
  return (tree: Root): void => {
    visit(tree, 'element', (node, index, parent) => {
      if (isCitation(node) && parent && index !== undefined) {
        node.properties['className'] = ['cite'];
        for (const child of node.children)
          if (child.type === 'text') child.value = child.value.replace('(', '[').replace(')', ']');
        const before = parent.children[index - 1];
        // A word joiner, so that no line begins with a reference.
        if (before?.type === 'text') before.value = `${before.value.trimEnd()}\u2060`;
      }
      const classes = node.properties['className'];
      if (Array.isArray(classes) && classes.includes('references')) linkAddresses(node);
    });
  };
}

function linkAddresses(list: Element): void {
  visit(list, 'text', (node, index, parent) => {
    if (!parent || index === undefined || parent.type !== 'element' || parent.tagName === 'a')
      return;
    const parts: ElementContent[] = [];
    let end = 0;
    for (const match of node.value.matchAll(ADDRESS)) {
      parts.push(text(node.value.slice(end, match.index)), {
        type: 'element',
        tagName: 'a',
        properties: { href: match[0] },
        children: [text(match[0].replace(/^https?:\/\//, ''))],
      });
      end = match.index + match[0].length;
    }
    if (parts.length === 0) return;
    parent.children.splice(index, 1, ...parts, text(node.value.slice(end)));
    return index + parts.length + 1;
  });
}
