import { describe, expect, test } from 'vitest';
import { HEAT_CLASSES, heatClass, heatPaths, stepLine } from '#viz/heat-map.ts';
import { layoutProbe, stepAt, unitAt } from '#viz/probe-layout.ts';
import { layoutTimeChart, TIME_DOMAIN } from '#viz/time-scale-chart.ts';

describe('heat maps', () => {
  test('zero has the middle colour, the ends the last ones, on an absolute scale', () => {
    expect([-1, -0.99, 0, 0.99, 1].map(heatClass)).toEqual([0, 0, 5, 10, 10]);
    expect([heatClass(-7), heatClass(7), heatClass(NaN)]).toEqual([0, 10, -1]);
  });

  test('every cell is in exactly one path, in its own colour', () => {
    const rows = [
      [0, 0, 1, -1],
      [1, 1, 1, NaN],
    ];
    const paths = heatPaths(rows);
    expect(paths).toHaveLength(HEAT_CLASSES);
    expect(paths[5]).toBe('M0 0h2v1h-2z');
    expect(paths[10]).toBe('M2 0h1v1h-1zM0 1h3v1h-3z');
    expect(paths[0]).toBe('M3 0h1v1h-1z');
  });

  test('a line of steps leaves gaps where there is no number', () => {
    expect(stepLine([0, 2, NaN, 1], [0, 2])).toBe('M0 1.000H1V0.000H2M3 0.500H4');
    expect(stepLine([4, 4], [4, 4])).toBe('M0 0.500H1V0.500H2');
  });
});

describe('the probe’s panels', () => {
  const at = layoutProbe(756, 40, 2, 24);

  test('the upper layer lies on top, and places lead back to steps and units', () => {
    expect(at.maps.map(({ layer }) => layer)).toEqual([2, 1]);
    expect([stepAt(-5, at, 40), stepAt(at.left + 1, at, 40), stepAt(9999, at, 40)]).toEqual([
      1, 1, 40,
    ]);
    const [upper, lower] = at.maps;
    expect(unitAt((upper?.top ?? 0) + 1, at.maps, 24)).toBe('2.1');
    expect(unitAt((lower?.bottom ?? 0) - 1, at.maps, 24)).toBe('1.24');
    expect(unitAt(0, at.maps, 24)).toBeUndefined();
  });
});

describe('time scales', () => {
  const model = (seed: number, bottom: number[], top: number[]) => ({ seed, times: [bottom, top] });
  const chart = layoutTimeChart(
    {
      layers: 2,
      seed: 1,
      panels: [
        {
          id: 'forget',
          models: [model(1, [1, 3, 9], [10, 30, 90]), model(2, [5, 5, 5], [2, 2, 2])],
          ceiling: 32,
        },
      ],
    },
    500,
  );
  const [panel] = chart.panels;

  test('a slower upper layer is a rising line', () => {
    expect(panel?.chosen).toMatchObject({ seed: 1, rises: true });
    expect(panel?.pairs).toEqual([expect.objectContaining({ seed: 2, rises: false })]);
  });

  test('dots keep apart, stay inside their column, and times outside the axis go to its ends', () => {
    expect(panel?.dots).toHaveLength(6);
    const wild = layoutTimeChart(
      {
        layers: 1,
        seed: 1,
        panels: [{ id: 'x', models: [{ seed: 1, times: [[1e9, 0, 3, null]] }] }],
      },
      240,
    ).panels[0];
    expect(wild?.dots.map(({ y }) => y)).toEqual([
      wild?.top,
      wild?.bottom,
      expect.any(Number) as number,
    ]);
    expect(TIME_DOMAIN[0]).toBeLessThan(1);
  });
});
