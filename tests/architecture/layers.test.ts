/**
 * The one-way rule: an import may only point down the layers, and never in a circle.
 *
 *   pages, layouts → components → run → train → engine → kernels, formats → {tasks, viz, model, search} → math
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = process.cwd();

/** What the files of a layer may import, besides their own layer. */
const MAY_IMPORT: Record<string, string[]> = {
  math: [],
  model: ['math'],
  tasks: ['math', 'model'],
  viz: ['math', 'model'],
  formats: ['math', 'model'],
  search: ['math', 'site'],
  kernels: ['math'],
  engine: ['kernels', 'formats', 'model', 'math'],
  train: ['engine', 'tasks', 'formats', 'model', 'math'],
  run: ['train', 'engine', 'model', 'tasks', 'formats'],
  site: ['formats'],
  components: [
    'engine',
    'run',
    'viz',
    'tasks',
    'model',
    'formats',
    'search',
    'math',
    'site',
    'styles',
    'train',
  ],
  experiments: ['train', 'engine', 'kernels', 'tasks', 'model', 'math', 'formats', 'components'],
  layouts: ['components', 'site', 'styles'],
  pages: ['layouts', 'components', 'site', 'styles'],
  styles: [],
  build: ['site', 'search'],
};

/** Value imports that are forbidden although the layer may import types from there. */
const TYPES_ONLY: [from: string, to: string][] = [
  ['components', 'train'],
  ['components', 'engine'],
  ['run', 'engine'],
  ['viz', 'model'],
];

const layerOf = (file: string): string => {
  const [top = '', second = ''] = relative(ROOT, file).split(/[\\/]/);
  return top === 'src' ? second : top;
};

interface Import {
  from: string;
  to: string;
  typeOnly: boolean;
}

const files = ['src', 'components'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|svelte|astro)$/.test(name))
    .map((name) => join(ROOT, folder, name)),
);

const IMPORT =
  /(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"]([^'"]+)['"]/g;

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(IMPORT)].flatMap(([, type, a, b, url]) => {
    const target = (a ?? b ?? url ?? '').replace(/\?.*$/, '');
    let to: string | undefined;
    if (target.startsWith('#components/')) to = join(ROOT, target.slice(1));
    else if (target.startsWith('#content/')) to = join(ROOT, target.slice(1));
    else if (target.startsWith('#')) to = join(ROOT, 'src', target.slice(1));
    else if (target.startsWith('.')) to = join(dirname(file), target);
    // The address of the worker is no import: the page only starts it.
    return to === undefined
      ? []
      : [{ from: file, to, typeOnly: type !== undefined || url !== undefined }];
  });
}

const edges = files.flatMap(importsOf);

test('files are found and import one another', () => {
  expect(files.length).toBeGreaterThan(40);
  expect(edges.length).toBeGreaterThan(60);
});

test('imports point downwards only', () => {
  const upward = edges.filter(({ from, to, typeOnly }) => {
    const [a, b] = [layerOf(from), layerOf(to)];
    if (a === b || b === 'content' || !(a in MAY_IMPORT)) return false;
    if (!(MAY_IMPORT[a] ?? []).includes(b)) return true;
    return !typeOnly && TYPES_ONLY.some(([x, y]) => x === a && y === b);
  });
  expect(upward.map(({ from, to }) => `${relative(ROOT, from)} → ${relative(ROOT, to)}`)).toEqual(
    [],
  );
});

test('every folder under src has its place in the order', () => {
  expect(
    [...new Set(files.map(layerOf))].filter(
      (layer) => !(layer in MAY_IMPORT) && !layer.endsWith('.ts'),
    ),
  ).toEqual([]);
});

test('components name no engine and no TensorFlow.js', () => {
  const bad = files
    .filter((file) => ['components', 'run', 'viz'].includes(layerOf(file)))
    .filter((file) =>
      /from ['"]@tensorflow|import\(['"]@tensorflow/.test(readFileSync(file, 'utf8')),
    );
  expect(bad).toEqual([]);
});

test('no imports in a circle', () => {
  const next = new Map<string, string[]>();
  for (const { from, to, typeOnly } of edges) {
    if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, path: string[]): void => {
    if (path.includes(file)) {
      circles.push(
        [...path.slice(path.indexOf(file)), file].map((f) => relative(ROOT, f)).join(' → '),
      );
      return;
    }
    if (done.has(file)) return;
    for (const target of next.get(file) ?? []) walk(target, [...path, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  expect(circles).toEqual([]);
});
