/**
 * Tensors as boxes with named axes, all to one scale: time or cells to the right, the batch into the depth, the numbers of
 * a step or state upwards. An axis too short to see is drawn at the least length.
 */
import type { NamedTensor } from '#model/tensor-shape.ts';
import { NARROW } from './chart-widths.ts';

/** Whose colour a box has: what goes in, h, or c. */
export type BoxKind = 'input' | 'hidden' | 'cell';

export interface BoxInput {
  readonly tensor: NamedTensor;
  readonly kind: BoxKind;
  /** Which part belongs to the backward direction: the upper half, or every second cell. */
  readonly backward?: 'upper-half' | 'odd-cells' | 'all' | undefined;
}

/** One axis: the edge of the box that it runs along, and its label. */
export interface BoxAxis {
  /** Number of the tensor's axis, from 0. */
  readonly axis: number;
  readonly from: Point;
  readonly to: Point;
  readonly text: string;
  readonly label: Point & { readonly anchor: 'start' | 'middle' | 'end'; readonly turned: boolean };
}

type Point = { readonly x: number; readonly y: number };

export interface Box {
  readonly name: string;
  readonly kind: BoxKind;
  readonly title: Point;
  /** Faces and lines as SVG paths. */
  readonly front: string;
  readonly top: string;
  readonly side: string;
  readonly grid: string;
  /** Over what belongs to the backward direction; empty where nothing does. */
  readonly hatch: string;
  readonly axes: readonly BoxAxis[];
}

export interface BoxLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
}

/** Room around a box within its place: for the title, the turned label, the labels at the right and below. */
const ROOM = { top: 30, left: 26, right: 58, bottom: 26 };
const TALLEST = 168;
/** Shortest edge, and the least distance of lines that divide a face. */
const LEAST = 7;
const GRID = 5;
/** Length of a turned label. */
const LABEL = 60;
/** Direction of the batch axis. */
const DEPTH = { x: 0.5, y: 0.42 };

/** What runs to the right, into the depth and upwards: numbers of the tensor's axes, or undefined. */
function directions({ axes }: NamedTensor): {
  x: number | undefined;
  z: number | undefined;
  y: number | undefined;
} {
  const find = (...roles: string[]): number | undefined => {
    const found = axes.findIndex(({ role }) => roles.includes(role));
    return found < 0 ? undefined : found;
  };
  return { x: find('time', 'cells'), z: find('batch'), y: find('input', 'shown', 'units') };
}

const sizeOf = ({ axes }: NamedTensor, axis: number | undefined): number =>
  axis === undefined ? 1 : (axes[axis]?.size ?? 1);

/** @param width of the drawing, px. */
export function layoutShapeBoxes(inputs: readonly BoxInput[], width: number): BoxLayout {
  const columns = width < NARROW ? 2 : Math.min(4, Math.max(3, inputs.length));
  const placeWidth = width / columns;
  const broad = placeWidth - ROOM.left - ROOM.right;
  const scale = Math.min(
    24,
    ...inputs.map(({ tensor }) => {
      const { x, y, z } = directions(tensor);
      const [across, up, deep] = [sizeOf(tensor, x), sizeOf(tensor, y), sizeOf(tensor, z)];
      return Math.min(broad / (across + DEPTH.x * deep), TALLEST / (up + DEPTH.y * deep));
    }),
  );
  const boxes: Box[] = [];
  let top = 0;
  for (let first = 0; first < inputs.length; first += columns) {
    const row = inputs.slice(first, first + columns);
    // The boxes of a row stand on one line; the highest touches its title's room, and a turned label has its own.
    const highest = Math.max(LABEL, ...row.map(({ tensor }) => heightOf(tensor, scale)));
    const floor = top + ROOM.top + highest;
    for (const [n, input] of row.entries()) {
      const left = n * placeWidth;
      boxes.push(boxAt(input, { x: left + ROOM.left, y: floor }, left, top, scale));
    }
    top = floor + ROOM.bottom + 8;
  }
  return { width, height: top, boxes };
}

function heightOf(tensor: NamedTensor, scale: number): number {
  const { y, z } = directions(tensor);
  const deep = z === undefined ? 0 : edge(sizeOf(tensor, z), scale) * DEPTH.y;
  return edge(sizeOf(tensor, y), scale) + deep;
}

const path = (points: readonly Point[]): string =>
  `M${points.map(({ x, y }) => `${round(x)} ${round(y)}`).join('L')}Z`;
const line = (a: Point, b: Point): string =>
  `M${round(a.x)} ${round(a.y)}L${round(b.x)} ${round(b.y)}`;
const round = (value: number): number => Math.round(value * 10) / 10;
/** Longest edge that is drawn: with the least length of every axis, nothing may leave its place. */
const edge = (size: number, scale: number): number => Math.max(LEAST, size * scale);

function boxAt(
  { tensor, kind, backward }: BoxInput,
  corner: Point,
  left: number,
  top: number,
  scale: number,
): Box {
  const axis = directions(tensor);
  const count = { x: sizeOf(tensor, axis.x), y: sizeOf(tensor, axis.y), z: sizeOf(tensor, axis.z) };
  const w = edge(count.x, scale);
  const h = edge(count.y, scale);
  const deep = axis.z === undefined ? 0 : edge(count.z, scale);
  /** The point at shares of width, height and depth. */
  const at = (x: number, y: number, z: number): Point => ({
    x: corner.x + x * w + z * deep * DEPTH.x,
    y: corner.y - y * h - z * deep * DEPTH.y,
  });
  const face = (x0: number, x1: number, y0: number, y1: number): string =>
    path([at(x0, y0, 0), at(x1, y0, 0), at(x1, y1, 0), at(x0, y1, 0)]);
  const inner = (n: number, size: number): number[] =>
    size / n < GRID ? [] : Array.from({ length: n - 1 }, (_, k) => (k + 1) / n);
  const grid = [
    ...inner(count.x, w).flatMap((x) => [
      line(at(x, 0, 0), at(x, 1, 0)),
      line(at(x, 1, 0), at(x, 1, 1)),
    ]),
    ...inner(count.y, h).flatMap((y) => [
      line(at(0, y, 0), at(1, y, 0)),
      line(at(1, y, 0), at(1, y, 1)),
    ]),
    ...inner(count.z, deep * DEPTH.x * 2).flatMap((z) => [
      line(at(0, 1, z), at(1, 1, z)),
      line(at(1, 0, z), at(1, 1, z)),
    ]),
  ].join('');
  const odd = Array.from({ length: Math.floor(count.x / 2) }, (_, k) => 2 * k + 1);
  const hatch =
    backward === 'upper-half'
      ? face(0, 1, 0.5, 1)
      : backward === 'odd-cells'
        ? odd.map((cell) => face(cell / count.x, (cell + 1) / count.x, 0, 1)).join('')
        : backward === 'all'
          ? face(0, 1, 0, 1)
          : '';
  const along = (
    number: number | undefined,
    from: Point,
    to: Point,
    label: BoxAxis['label'],
  ): BoxAxis[] => {
    const named = number === undefined ? undefined : tensor.axes[number];
    if (named === undefined || number === undefined) return [];
    return [{ axis: number, from, to, text: `${named.letters} = ${named.size}`, label }];
  };
  const middle = at(1, 0, 0.5);
  const axes = [
    ...along(axis.x, at(0, 0, 0), at(1, 0, 0), {
      x: Math.max(corner.x + w / 2, left + ROOM.left + 14),
      y: corner.y + 16,
      anchor: 'middle',
      turned: false,
    }),
    ...along(axis.z, at(1, 0, 0), at(1, 0, 1), {
      x: middle.x + 7,
      y: middle.y + 7,
      anchor: 'start',
      turned: false,
    }),
    ...along(axis.y, at(0, 0, 0), at(0, 1, 0), {
      x: corner.x - 9,
      y: Math.min(corner.y - h / 2, corner.y - 26),
      anchor: 'middle',
      turned: true,
    }),
  ].sort((a, b) => a.axis - b.axis);
  return {
    name: tensor.name,
    kind,
    title: { x: left + 8, y: top + 16 },
    front: face(0, 1, 0, 1),
    top: deep > 0 ? path([at(0, 1, 0), at(1, 1, 0), at(1, 1, 1), at(0, 1, 1)]) : '',
    side: deep > 0 ? path([at(1, 0, 0), at(1, 1, 0), at(1, 1, 1), at(1, 0, 1)]) : '',
    grid,
    hatch,
    axes,
  };
}
