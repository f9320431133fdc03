import { describe, expect, it } from 'vitest';
import { type BarsInput, layoutParameterBars, textWidth } from '#viz/parameter-bars.ts';

const input: BarsInput = {
  groups: [
    {
      title: 'equal width',
      rows: [
        {
          label: '1 × 128',
          end: '71,168',
          segments: [
            { kind: 'input', layer: 1, size: 5120 },
            { kind: 'recurrent', layer: 1, size: 65_536 },
            { kind: 'bias', layer: 1, size: 512 },
          ],
        },
        {
          label: '2 × 128',
          end: '202,752',
          segments: [{ kind: 'recurrent', layer: 2, size: 202_752 }],
        },
      ],
    },
    {
      title: 'equal parameters',
      rows: [
        { label: '1 × 128', end: '71,168', segments: [{ kind: 'input', layer: 1, size: 71_168 }] },
      ],
    },
  ],
  legend: [
    { kind: 'input', text: 'input weights' },
    { kind: 'recurrent', text: 'recurrent weights' },
    { kind: 'bias', text: 'biases' },
  ],
};

describe.each([756, 326, 240])('at %i pixels', (width) => {
  const chart = layoutParameterBars(input, width);

  it('lengths are proportional to parameters, on one scale for all groups', () => {
    const long = chart.bars.map(({ segments }) =>
      segments.reduce((sum, segment) => sum + segment.width, 0),
    );
    expect(long[0]! / long[1]!).toBeCloseTo(71_168 / 202_752, 10);
    expect(long[2]).toBeCloseTo(long[0]!, 10);
    const [first, second] = chart.bars[0]!.segments;
    expect(second!.x).toBeCloseTo(first!.x + first!.width, 10);
    expect(first!.width / second!.width).toBeCloseTo(5120 / 65_536, 10);
  });

  it('everything lies inside, and rows do not overlap', () => {
    for (const { end } of chart.bars)
      expect(end.x + textWidth(end.text)).toBeLessThanOrEqual(width + 1);
    for (const { x, text } of chart.legend) expect(x + textWidth(text)).toBeLessThanOrEqual(width);
    const tops = chart.bars.map(({ segments }) => segments[0]!.y);
    for (const [index, top] of tops.entries())
      if (index > 0) expect(top - tops[index - 1]!).toBeGreaterThanOrEqual(20);
    expect(chart.height).toBeGreaterThan(Math.max(...tops) + 16);
  });
});

it('a model without parameters has a bar of no length', () => {
  const empty = layoutParameterBars(
    { groups: [{ title: '', rows: [{ label: '', end: '0', segments: [] }] }], legend: [] },
    300,
  );
  expect(empty.bars[0]!.segments).toEqual([]);
  expect(Number.isFinite(empty.bars[0]!.end.x)).toBe(true);
});
