/**
 * A Viterbi lattice as geometry: a column a token, a row a tag, a node where they meet; beneath it the marginals as a strip
 * on the same columns. The drawing is as wide as its sentence and keeps its size: long ones scroll in their frame.
 */
import { textWidth } from './parameter-bars.ts';

export interface LatticeInput {
  /** What stands over the columns, n. */
  readonly tokens: readonly string[];
  /** The rows, K. */
  readonly tags: readonly string[];
  /** Size of every node, 0…1, [n, K]. */
  readonly sizes: ArrayLike<number>;
  /** Tag of the token before on the best way to each node, [n, K]; undefined where tokens are tagged one by one. */
  readonly back: ArrayLike<number> | undefined;
  /** The tags that are chosen, [n]. */
  readonly path: ArrayLike<number>;
  /** The likeliest tag of every token by itself, [n]. */
  readonly greedy: ArrayLike<number>;
}

export interface LatticeColumn {
  readonly token: string;
  readonly left: number;
  readonly right: number;
  readonly x: number;
}

export interface LatticeNode {
  readonly token: number;
  readonly tag: number;
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/** All in pixels. */
export interface LatticeLayout {
  readonly width: number;
  readonly height: number;
  /** Where the first column begins; tags stand before it. */
  readonly left: number;
  readonly columns: readonly LatticeColumn[];
  readonly rows: readonly number[];
  readonly nodes: readonly LatticeNode[];
  /** The best way to every node, as one path; empty without `back`. */
  readonly edges: string;
  readonly path: string;
  /** What the likeliest tags would have taken, wherever that is another way; empty where it is none. */
  readonly greedy: string;
  /** Tokens whose likeliest tag is not the one chosen. */
  readonly differs: readonly number[];
  /** Top and bottom of all nodes with their numbers. */
  readonly top: number;
  readonly bottom: number;
  /** The strip's rows. */
  readonly strip: { readonly top: number; readonly row: number; readonly bottom: number };
  readonly legend: number;
}

const LEFT = 62;
const LEAST = 50;
const HEAD = 30;
const ROW = 38;
const STRIP_ROW = 21;
/** Between lattice and strip: room for the strip's title. */
const BETWEEN = 44;
const LEGEND = 34;
const [SMALLEST, LARGEST] = [2.5, 9];

/** Radius of a node: the area above the smallest grows with the size. */
const radiusOf = (size: number): number =>
  SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(Math.min(1, Math.max(0, size)));

const one = (value: number): string => String(Math.round(value * 10) / 10);

/** @throws RangeError when there is no token, or sizes do not fit. */
export function layoutLattice(input: LatticeInput): LatticeLayout {
  const { tokens, tags, sizes, back, path, greedy } = input;
  const [n, K] = [tokens.length, tags.length];
  if (n === 0 || sizes.length !== n * K || path.length !== n || greedy.length !== n)
    throw new RangeError(
      `a lattice must have 1 token or more and ${n}·${K} sizes, got ${sizes.length}`,
    );
  const columns = columnsOf(tokens);
  const width = columns.at(-1)!.right + 2;
  const rows = tags.map((_, k) => HEAD + ROW * k + ROW / 2 - 3);
  const bottom = HEAD + ROW * K + 4;
  const at = (t: number, k: number): string => `${one(columns[t]!.x)} ${one(rows[k]!)}`;
  const nodes = columns.flatMap(({ x }, token) =>
    rows.map((y, tag): LatticeNode => {
      return { token, tag, x, y, r: radiusOf(sizes[token * K + tag]!) };
    }),
  );
  let edges = '';
  if (back)
    for (let t = 1; t < n; t++)
      for (let k = 0; k < K; k++) edges += `M${at(t - 1, back[t * K + k]!)}L${at(t, k)}`;
  let other = '';
  for (let t = 1; t < n; t++)
    if (greedy[t] !== path[t] || greedy[t - 1] !== path[t - 1])
      other += `M${at(t - 1, greedy[t - 1]!)}L${at(t, greedy[t]!)}`;
  const top = bottom + BETWEEN;
  const strip = { top, row: STRIP_ROW, bottom: top + STRIP_ROW * K };
  return {
    width,
    height: strip.bottom + LEGEND,
    left: LEFT,
    columns,
    rows,
    nodes,
    edges,
    path: columns.map((_, t) => `${t === 0 ? 'M' : 'L'}${at(t, path[t]!)}`).join(''),
    greedy: other,
    differs: columns.flatMap((_, t) => (greedy[t] === path[t] ? [] : [t])),
    top: HEAD - 4,
    bottom,
    strip,
    legend: strip.bottom + 14,
  };
}

function columnsOf(tokens: readonly string[]): LatticeColumn[] {
  let left = LEFT;
  return tokens.map((token) => {
    const wide = Math.max(LEAST, Math.ceil(textWidth(token)) + 14);
    const column = { token, left, right: left + wide, x: left + wide / 2 };
    left += wide;
    return column;
  });
}

/** The way from tag `from` of the token before to tag `to` of token `t` ≥ 1. */
export const edgeBetween = (
  { columns, rows }: LatticeLayout,
  t: number,
  from: number,
  to: number,
): string =>
  `M${one(columns[t - 1]!.x)} ${one(rows[from]!)}L${one(columns[t]!.x)} ${one(rows[to]!)}`;

/** What lies at a place of the drawing: the token, and the tag where it is one's row. */
export function latticeAt(
  { columns, rows, strip, top, bottom }: LatticeLayout,
  x: number,
  y: number,
): { readonly token: number; readonly tag: number | undefined } {
  const right = columns.findIndex((column) => x < column.right);
  const token = right === -1 ? columns.length - 1 : right;
  const row =
    y >= top && y < bottom
      ? Math.floor((y - HEAD) / ROW)
      : y >= strip.top && y < strip.bottom
        ? Math.floor((y - strip.top) / strip.row)
        : -1;
  return { token, tag: row >= 0 && row < rows.length ? row : undefined };
}

/** Least share of each of the strip's colours: below 1 %, 1, 5, 20, 60, 95 % and more. */
export const SHARE_STEPS = [0, 0.01, 0.05, 0.2, 0.6, 0.95] as const;

/** Colour of a share, 0…5. */
export const shareClass = (share: number): number =>
  Math.max(
    0,
    SHARE_STEPS.findLastIndex((least) => share >= least),
  );
