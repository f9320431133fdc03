import { expect, it } from 'vitest';
import { addLookUpGradient, lookUp } from '#math/embedding.ts';

const table = Float64Array.of(1, 2, 3, 4, 5, 6); // three tokens, two numbers each

it('gives each token its row', () => {
  expect([...lookUp(table, [2, 0, 2], 2)]).toEqual([5, 6, 1, 2, 5, 6]);
});

it('adds up the gradients of all occurrences, on top of what is there', () => {
  const gradient = Float64Array.of(100, 0, 0, 0, 0, 0);
  addLookUpGradient(Float64Array.of(1, 2, 3, 4, 5, 6), [2, 0, 2], gradient, 2);
  expect([...gradient]).toEqual([103, 4, 0, 0, 6, 8]);
});

it.each([-1, 3, 0.5, NaN])('refuses token %s of three', (token) => {
  expect(() => lookUp(table, [token], 2)).toThrow(`token must be 0…2, got ${token}`);
});
