import { expect, test } from 'vitest';
import { chartWidths } from '#viz/chart-widths.ts';

test('the server draws both, small screens keep the narrow one, others get their own', () => {
  expect(chartWidths(0)).toEqual([756, 326]);
  expect(chartWidths(270)).toEqual([326]);
  expect(chartWidths(340)).toEqual([326]);
  expect(chartWidths(640.4)).toEqual([640]);
});
