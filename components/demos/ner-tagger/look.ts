/** How nodes and numbers of the figure look. */
import type { Analysis } from './analysis.ts';

/** What the nodes stand for. */
export const NODE_VALUES = ['emission', 'marginal'] as const;
export type NodeValue = (typeof NODE_VALUES)[number];

/** A score as formulas print it: `−1.20`. */
export function scoreText(score: number): string {
  const text = Math.abs(score).toFixed(2);
  return score < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A share in per cent, as it stands in a cell: `<1`, `7`, `100`; never 100 for less than 99.5 %. */
export const shareText = (share: number): string =>
  share < 0.01 ? '<1' : String(Math.round(100 * share));

/** What stands under a node. */
export const nodeNumber = (number: number, value: NodeValue): string =>
  value === 'emission' ? scoreText(number) : `${shareText(number)}%`;

/** Sizes of the nodes, 0…1: marginals, or emissions between the least and the largest of the sentence. */
export function nodeSizes({ marginals, emissions }: Analysis, value: NodeValue): number[] {
  if (value === 'marginal') return [...marginals];
  const [least, most] = [Math.min(...emissions), Math.max(...emissions)];
  return emissions.map((emission) => (most > least ? (emission - least) / (most - least) : 0.5));
}

/** Where a key leads; undefined where it leads nowhere. `tag` undefined: whichever the token is given. */
export function arrowTo(
  key: string,
  token: number,
  tag: number,
  tokens: number,
  tags: number,
): { readonly token: number; readonly tag: number | undefined } | undefined {
  const last = tokens - 1;
  switch (key) {
    case 'ArrowLeft':
      return { token: Math.max(0, token - 1), tag: undefined };
    case 'ArrowRight':
      return { token: Math.min(last, token + 1), tag: undefined };
    case 'Home':
      return { token: 0, tag: undefined };
    case 'End':
      return { token: last, tag: undefined };
    case 'ArrowUp':
      return { token, tag: Math.max(0, tag - 1) };
    case 'ArrowDown':
      return { token, tag: Math.min(tags - 1, tag + 1) };
    default:
      return undefined;
  }
}
