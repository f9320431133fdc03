import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Recorded } from '../../src/experiments/experiment.ts';
import { comparable, RecordedFolder } from '../../src/experiments/recorded-folder.ts';

let root: string;
let folder: RecordedFolder;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'recorded-'));
  folder = new RecordedFolder(root);
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const PATH = 'toy/a/seed-1.json';
const file = (config: unknown, result: unknown = 1): Recorded<unknown, unknown> => ({
  experiment: 'toy',
  config,
  engine: { version: '0', backend: 'wasm', runtime: 'Node' },
  date: '2026-11-25',
  seconds: 1,
  result,
});

describe('a recorded file', () => {
  test('comes back as it was written, with every bit of its numbers', () => {
    const scores = [0.1 + 0.2, 1e-300, Math.fround(0.1), -1 / 3];
    folder.write(PATH, file({ seed: 1 }, scores));
    expect(folder.read(PATH)).toEqual(file({ seed: 1 }, scores));
    expect(readFileSync(join(root, PATH), 'utf8')).toMatch(/^\{.*\}\n$/);
  });

  test('serves a job of the same config, whatever the order of its fields, and no other', () => {
    folder.write(PATH, file({ seed: 1, spec: { layers: 2, width: 3 } }));
    const find = (config: unknown) => folder.find({ path: PATH, config });
    expect(find({ spec: { width: 3, layers: 2 }, seed: 1 })).toBeDefined();
    expect(find({ spec: { width: 3, layers: 2 }, seed: 1, rate: undefined })).toBeDefined();
    expect(find({ spec: { width: 4, layers: 2 }, seed: 1 })).toBeUndefined();
    expect(find({ seed: 1 })).toBeUndefined();
  });

  test('is not there when it was cut off, is something else, or was never written', () => {
    expect(folder.read(PATH)).toBeUndefined();
    folder.write(PATH, file({ seed: 1 }));
    for (const text of ['', '{"experiment":"toy","con', 'null', '[]', '{"seed":1}']) {
      writeFileSync(join(root, PATH), text);
      expect(folder.read(PATH)).toBeUndefined();
    }
  });

  test('is written whole or not at all', () => {
    folder.write(PATH, file({ seed: 1 }, 'first'));
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(() => {
      folder.write(PATH, file({ seed: 1 }, circle));
    }).toThrow();
    expect(folder.read(PATH)?.result).toBe('first');
    // Nothing half-written is left beside it.
    expect(readdirSync(join(root, 'toy/a'))).toEqual(['seed-1.json']);
  });

  test.each([
    '../out.json',
    'toy/../../out.json',
    '/etc/x.json',
    'toy.json',
    'toy/a.txt',
    'toy/.json',
  ])('cannot be %s', (path) => {
    expect(() => {
      folder.write(path, file(1));
    }).toThrow(/path must be like experiment\/a\/b\.json, got/);
  });
});

test('timings are left out of comparisons, and nothing else', () => {
  const result = { final: 0.5, timings: { ms: 3 } };
  expect(comparable({ timings: { ms: 9 }, final: 0.5 })).toBe(comparable(result));
  expect(comparable({ ...result, final: 0.5 + Number.EPSILON })).not.toBe(comparable(result));
  expect(comparable([1])).not.toBe(comparable([2]));
});
