/**
 * A worked example of Viterbi's algorithm: three tokens, three tags, and scores chosen so that the best tag of every token
 * by itself makes a path that BIO forbids. Pure: numbers and coordinates; ViterbiExample.astro draws them.
 */
import { type Crf, FORBIDDEN, type Lattice, viterbi } from '#math/crf.ts';

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

export const isForbidden = (score: number): boolean => score <= FORBIDDEN / 2;

/** All in CSS pixels: 343 is the text's width on a phone of 375. */
const LEFT = 106;
const STRIDE = 98;
const TOP = 58;
const RISE = 74;
export const RADIUS = 19;
export const SIZE = { width: 343, height: 278 } as const;

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
  const n = lattice.path.length;
  const columns = Array.from({ length: n }, (_, t) => LEFT + STRIDE * t);
  const rows = EXAMPLE_TAGS.map((_, k) => TOP + RISE * k);
  const nodes = columns.flatMap((x, t) =>
    rows.map((y, k): ExampleNode => {
      const own = EXAMPLE_EMISSIONS.slice(t * K, (t + 1) * K);
      const best = lattice.best[t * K + k]!;
      return {
        x,
        y,
        emission: own[k]!,
        best: isForbidden(best) ? undefined : best,
        onPath: lattice.path[t] === k,
        greedy: own[k] === Math.max(...own),
      };
    }),
  );
  const edges = columns
    .slice(1)
    .flatMap((x, t) =>
      rows.flatMap((from, i) => rows.map((to, j) => edge([columns[t]!, from, i], [x, to, j], t))),
    )
    .sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return { columns, rows, nodes, edges, lattice };

  function edge(
    [x1, y1, i]: readonly [number, number, number],
    [x2, y2, j]: readonly [number, number, number],
    t: number,
  ): ExampleEdge {
    const [dx, dy] = [x2 - x1, y2 - y1];
    const gap = (RADIUS + 1) / Math.hypot(dx, dy);
    const at = (share: number): string =>
      `${(x1 + share * dx).toFixed(1)} ${(y1 + share * dy).toFixed(1)}`;
    const isBest = lattice.back[(t + 1) * K + j] === i;
    const kind =
      isForbidden(EXAMPLE_CRF.transitions[i * K + j]!) || (t === 0 && isForbidden(lattice.best[i]!))
        ? 'forbidden'
        : !isBest
          ? 'other'
          : lattice.path[t] === i && lattice.path[t + 1] === j
            ? 'path'
            : 'best';
    return { line: `M${at(gap)}L${at(1 - gap)}`, kind };
  }
}
