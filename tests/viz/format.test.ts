import { expect, test } from 'vitest';
import {
  formatCount,
  formatDifference,
  formatMilliseconds,
  formatPercent,
  formatPower,
  formatProbability,
  formatScore,
  formatSetting,
} from '#viz/format.ts';

test.each([
  [0.00038123, '0.00038'],
  [0.1667, '0.17'],
  [1, '1.0'],
  [2.4e-7, '2.4 × 10⁻⁷'],
  [12345, '12,345'],
  [0, '0'],
])('score %d is %s', (score, text) => {
  expect(formatScore(score)).toBe(text);
});

test.each([
  [0, '1'],
  [-4, '0.0001'],
  [-6, '10⁻⁶'],
  [3, '1,000'],
])('ten to the %d is %s', (exponent, text) => {
  expect(formatPower(exponent)).toBe(text);
});

test('shares, differences, probabilities, times and settings', () => {
  expect([0.95, 0.25, 1, 0, 0.012].map(formatPercent)).toEqual([
    '95%',
    '25%',
    '100%',
    '0%',
    '1.2%',
  ]);
  expect([0.0323, -0.0124, 0, 1.84].map(formatDifference)).toEqual([
    '+3.2%',
    '−1.2%',
    '0.0%',
    '+184%',
  ]);
  expect([0.0625, 1, 0.0004].map(formatProbability)).toEqual(['0.063', '1', '< 0.001']);
  expect([0.853, 3.41, 123.4].map(formatMilliseconds)).toEqual(['0.85', '3.4', '123']);
  expect([0.01, 3e-4, 50, 0.1].map(formatSetting)).toEqual(['0.01', '0.0003', '50', '0.1']);
  expect(formatCount(12833)).toBe('12,833');
});
