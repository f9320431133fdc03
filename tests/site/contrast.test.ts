/** Every pair of colours that the design puts together: text 4.5:1, marks and edges of controls 3:1, in both themes. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PAPER } from '#site/theme.ts';

type Theme = 'light' | 'dark';
const css = readFileSync('src/styles/tokens.css', 'utf8');
const tokens = new Map<string, Record<Theme, string>>();
for (const [, name = '', light = '', dark = ''] of css.matchAll(
  /--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g,
))
  if (!tokens.has(name)) tokens.set(name, { light, dark });

const colour = (name: string, theme: Theme): string => {
  const found = tokens.get(name);
  if (found === undefined) throw new Error(`no token --${name} in src/styles/tokens.css`);
  return found[theme];
};

// WCAG 2.2, relative luminance and contrast ratio.
const channel = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const luminance = (hex: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) =>
    channel(parseInt(hex.slice(i, i + 2), 16) / 255),
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ratio = (a: string, b: string): number => {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
};

const GROUNDS = ['paper', 'surface', 'sunk'];
const ARMS = [...'abcdef'].map((arm) => `arm-${arm}`);
const GATES = [...'ifgoch'].map((gate) => `gate-${gate}`);
const on = (fronts: string[], backs: string[]): [string, string][] =>
  fronts.flatMap((front) => backs.map((back): [string, string] => [front, back]));

const TEXT: [string, string][] = [
  ...on(
    ['ink', 'ink-2', 'ink-3', ...GATES, ...ARMS.map((arm) => `${arm}-ink`), 'baseline'],
    GROUNDS,
  ),
  ...on(['ink', 'ink-2', 'ink-3'], ['raised', 'hover']),
  ...on(['ink', 'ink-2'], ['highlight']),
  ['on-ink', 'ink'],
  ...on(['ink', 'gate-h', 'gate-c'], ['layer-1-wash', 'layer-2-wash']),
  // Shares in the name tagger's strip; the middle of the map differs by theme (`ner.css`).
  ...on(['ink'], ['seq-1', 'seq-2']),
  ...on(['on-ink'], ['seq-5', 'seq-6']),
  ['on-layer-1', 'layer-1'],
  ['on-layer-2', 'layer-2'],
];
const MARKS: [string, string][] = [
  ...on(['layer-1', 'layer-2', 'layer-3', 'layer-4', ...ARMS, 'edge', 'focus'], GROUNDS),
  ['edge', 'raised'],
  ['layer-1', 'layer-1-wash'],
  ['layer-2', 'layer-2-wash'],
  ...on(['div-0', 'div-1', 'div-9', 'div-10'], ['div-5']),
];

describe.each(['light', 'dark'] as const)('%s theme', (theme) => {
  const tooClose = (pairs: [string, string][], limit: number): string[] =>
    pairs
      .map(([front, back]) => ({
        front,
        back,
        value: ratio(colour(front, theme), colour(back, theme)),
      }))
      .filter(({ value }) => value < limit)
      .map(
        ({ front, back, value }) => `${front} on ${back}: ${value.toFixed(2)} < ${String(limit)}`,
      );

  test('text', () => {
    expect(tooClose(TEXT, 4.5)).toEqual([]);
    const middle: [string, string] = theme === 'light' ? ['ink', 'seq-3'] : ['on-ink', 'seq-4'];
    expect(tooClose([middle], 4.5)).toEqual([]);
  });

  test('marks and edges', () => {
    expect(tooClose(MARKS, 3)).toEqual([]);
  });

  test('the browser’s own bar has the colour of the page', () => {
    expect(PAPER[theme]).toBe(colour('paper', theme));
  });
});

test('black on white is 21:1', () => {
  expect(ratio('#000000', '#ffffff')).toBeCloseTo(21, 10);
});
