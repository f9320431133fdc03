/** What `frameworks/from-keras-to-pytorch` claims of its two programs, by what they were recorded to print. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const losses = (block: string): number[] =>
  readFileSync(
    join(process.cwd(), 'content/code/frameworks/from-keras-to-pytorch', `${block}.out`),
    'utf8',
  )
    .trim()
    .split(/\s+/)
    .map(Number);
const apart = (block: string): number => {
  const [torch, keras] = [losses(`${block}.pytorch`), losses(`${block}.keras`)];
  expect(torch).toHaveLength(20);
  expect(keras).toHaveLength(20);
  return Math.max(...torch.map((loss, step) => Math.abs(loss - (keras[step] ?? NaN))));
};

test('after the recipe 20 losses agree to one unit in the fifth decimal', () => {
  expect(apart('04-agree')).toBeLessThan(1.5e-5);
});

test('as they come they do not', () => {
  expect(apart('03-as-it-comes')).toBeGreaterThan(0.1);
});
