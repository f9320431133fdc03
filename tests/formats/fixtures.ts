/** Files that PyTorch, Keras and PyTorch's ONNX exporter wrote, with what they compute (`check_formats.py --fixtures`). */
import { readFileSync } from 'node:fs';
import type { StackWeights } from '#formats/lstm-weights.ts';
import { outputsOf } from '#formats/run-stack.ts';
import expected from './fixtures/expected.json' with { type: 'json' };

export const FIXTURES = expected;
export type Fixture = (typeof expected)[number];

export const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(file));

/** The fixture whose file's name this is. */
export function fixture(name: string): Fixture {
  const found = FIXTURES.find(({ file }) => file.endsWith(`/${name}`));
  if (found === undefined) throw new RangeError(`no fixture ${name}`);
  return found;
}

/** Largest difference between what the framework computed and what the reference computes from weights. */
export function differenceTo({ x, y }: Fixture, stack: StackWeights): number {
  // Two sequences of nine steps each.
  const outputs = outputsOf(stack, Float64Array.from(x), 9, 2);
  if (outputs.length !== y.length) return NaN;
  return Math.max(...outputs.map((value, k) => Math.abs(value - (y[k] ?? NaN))));
}
