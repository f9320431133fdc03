/**
 * A worked example of Viterbi's algorithm: three tokens, three tags, and scores chosen so that the best tag of every token
 * by itself makes a path that BIO forbids. Pure: numbers and coordinates; ViterbiExample.astro draws them.
 */
import { type Crf, FORBIDDEN, isForbidden, type Lattice, viterbi } from '#math/crf.ts';

export const EXAMPLE_TAGS = ['O', 'B-PER', 'I-PER'] as const;
const K = EXAMPLE_TAGS.length;

/** E(t, j), [3, 3], a row a token. */
export const EXAMPLE_EMISSIONS = [2, 0.1, 0, 1.2, 1, 0.3, 0.2, 0.4, 1.6] as const;

/** Start and end score nothing, but that no sentence starts with I. A(i, j), [3, 3], a row the tag before. */
export const EXAMPLE_CRF: Crf = {
  transitions: [0.5, 0.2, FORBIDDEN, -0.2, -1, 1, 0.2, -0.5, 0.3],
  start: [0, 0, FORBIDDEN],
  end: [0, 0, 0],
};

/** All in CSS pixels: 343 is the text's width on a phone of 375. */
const LEFT = 106;
const STRIDE = 98;
const TOP = 76;
const RISE = 74;
export const RADIUS = 19;
export const SIZE = { width: 343, height: 318 } as const;

export interface ExampleNode {
  readonly x: number;
  readonly y: number;
  readonly emission: number;
  /** The best score of a path that ends here; undefined where none may. */
  readonly best: number | undefined;
  readonly onPath: boolean;
  /** The tag with the largest emission of its token. */
  readonly greedy: boolean;
}

export interface ExampleEdge {
  readonly line: string;
  readonly kind: 'path' | 'best' | 'other' | 'forbidden';
}

export interface ExampleDrawing {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  readonly nodes: readonly ExampleNode[];
  /** Those that lie on top come last. */
  readonly edges: readonly ExampleEdge[];
  readonly lattice: Lattice;
}

const ORDER = ['forbidden', 'other', 'best', 'path'] as const;

export function viterbiExample(): ExampleDrawing {
  const lattice = viterbi(EXAMPLE_CRF, EXAMPLE_EMISSIONS);
  const columns = Array.from(lattice.path, (_, t) => LEFT + STRIDE * t);
  const rows = EXAMPLE_TAGS.map((_, k) => TOP + RISE * k);
  const nodes = columns.flatMap((x, t) =>
    rows.map((y, k): ExampleNode => {
      const own = EXAMPLE_EMISSIONS.slice(t * K, (t + 1) * K);
      const [emission = NaN, best = NaN] = [own[k], lattice.best[t * K + k]];
      return {
        x,
        y,
        emission,
        best: isForbidden(best) ? undefined : best,
        onPath: lattice.path[t] === k,
        greedy: emission === Math.max(...own),
      };
    }),
  );
  const edges = nodes
    .flatMap((from, n) =>
      nodes.flatMap((to, m) =>
        Math.floor(m / K) === Math.floor(n / K) + 1
          ? { line: lineBetween(from, to), kind: kindOf(from, n, to, m) }
          : [],
      ),
    )
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return { columns, rows, nodes, edges, lattice };

  /** Of the step from node n to node m of the next token. */
  function kindOf(from: ExampleNode, n: number, to: ExampleNode, m: number): ExampleEdge['kind'] {
    const score = EXAMPLE_CRF.transitions[(n % K) * K + (m % K)] ?? NaN;
    if (isForbidden(score) || from.best === undefined) return 'forbidden';
    if (lattice.back[m] !== n % K) return 'other';
    return from.onPath && to.onPath ? 'path' : 'best';
  }
}

/** From circle to circle, with a little air. */
function lineBetween(from: ExampleNode, to: ExampleNode): string {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const gap = (RADIUS + 1) / Math.hypot(dx, dy);
  const at = (share: number): string =>
    `${(from.x + share * dx).toFixed(1)} ${(from.y + share * dy).toFixed(1)}`;
  return `M${at(gap)}L${at(1 - gap)}`;
}
