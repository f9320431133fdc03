/** The dropout masks: where each framework drops, for how long, what is counted, and the settings in the address. */
import { describe, expect, test } from 'vitest';
import {
  DEFAULTS,
  queryWith,
  readSettings,
  type Settings,
  SHAPE,
} from '#components/demos/dropout-masks/demo.ts';
import { countsOf, placesOf, survival } from '#components/demos/dropout-masks/masks.ts';
import { fileName, masksCsv } from '#components/demos/dropout-masks/save.ts';
import { dropoutKey, dropoutMask } from '#model/dropout.ts';
import { layoutMasks, stepUnder } from '#viz/mask-layout.ts';

const { steps: T, units: H } = SHAPE;
const settings = (part: Partial<Settings> = {}): Settings => ({ ...DEFAULTS, ...part });
/** Places with masks, as `up 2` or `on 1`. */
const masked = (framework: 'pytorch' | 'keras', part: Partial<Settings> = {}): string[] =>
  placesOf(framework, settings(part))
    .filter(({ masks }) => masks.length > 0)
    .map(({ way, layer }) => `${way} ${layer}`);

describe('places', () => {
  test('PyTorch drops between layers only, and nowhere with one layer', () => {
    expect(masked('pytorch', { layers: 3 })).toEqual(['up 3', 'up 2']);
    expect(masked('pytorch', { layers: 1 })).toEqual([]);
  });

  test('Keras drops the inputs of every layer, or h of the step before, with a mask a gate', () => {
    expect(masked('keras', { layers: 2 })).toEqual(['up 2', 'up 1']);
    const places = placesOf('keras', settings({ layers: 2, argument: 'recurrent' }));
    expect(places.map(({ masks }) => masks.length)).toEqual([0, 4, 0, 4, 0]);
  });

  test('nothing is dropped in evaluation', () => {
    for (const framework of ['pytorch', 'keras'] as const)
      expect(masked(framework, { mode: 'evaluation' })).toEqual([]);
  });
});

describe('masks', () => {
  test('PyTorch’s are those of this site’s engines, update for update', () => {
    const [, , place] = placesOf('pytorch', settings({ seed: 7, update: 3, p: 0.3 }));
    const engine = dropoutMask(dropoutKey(7, 2, 1), 0.3, T, 1, H);
    const flat = Array.from({ length: T }, (_, t) => place?.masks[0]?.map((unit) => unit[t]));
    expect(flat.flat()).toEqual([...engine]);
  });

  test('Keras’ stay for the whole sequence, differ from layer to layer and from gate to gate', () => {
    const all = placesOf('keras', settings({ layers: 2 })).flatMap(({ masks }) => masks);
    for (const unit of all.flat()) expect(new Set(unit).size).toBe(1);
    expect(all[0]).not.toEqual(all[1]);
    const gates = placesOf('keras', settings({ argument: 'recurrent', layers: 1 }))[1]?.masks ?? [];
    expect(new Set(gates.map((mask) => JSON.stringify(mask))).size).toBe(4);
  });

  test('counts: shares near p, whole units gone in Keras only', () => {
    const counts = { pytorch: [0, 0, 0], keras: [0, 0, 0] };
    for (let seed = 1; seed <= 60; seed++)
      for (const framework of ['pytorch', 'keras'] as const) {
        const { values, dropped, gone } = countsOf(
          placesOf(framework, settings({ seed, p: 0.3 })),
          5,
        );
        counts[framework] = [values, dropped, gone].map((n, k) => n + (counts[framework][k] ?? 0));
      }
    const share = ([values = 0, dropped = 0]: number[]) => dropped / values;
    expect(share(counts.pytorch)).toBeCloseTo(0.3, 1);
    expect(share(counts.keras)).toBeCloseTo(0.3, 1);
    expect(counts.pytorch[2]).toBe(0);
    expect(counts.keras[2]).toBeGreaterThan(300);
  });

  test('the step’s own counts, and what is expected to survive', () => {
    const places = placesOf('pytorch', settings());
    const { now } = countsOf(places, 9);
    const mask = places[2]?.masks[0] ?? [];
    expect(now).toEqual({
      values: H,
      dropped: mask.filter((unit) => unit[8] === 0).length,
      changed: mask.filter((unit) => unit[8] !== unit[7]).length,
    });
    expect(survival(places, 0.5)).toBe(0.5);
    expect(survival(placesOf('keras', settings()), 0.5)).toBe(0.25);
    expect(survival(placesOf('keras', settings({ argument: 'recurrent' })), 0.5)).toBe(1);
  });
});

test('settings are read, kept in range, and written where they differ', () => {
  const set = readSettings('layers:9,p:0.3,argument:recurrent', DEFAULTS);
  expect(set).toEqual({ ...DEFAULTS, layers: 4, p: 0.3, argument: 'recurrent' });
  expect(readSettings('p:x;mode:sleep;step:99', set)).toEqual({ ...set, step: T });
  expect(queryWith('', set)).toBe('?dropout-masks=argument:recurrent;p:0.3;layers:4');
});

test('panels lie side by side where there is room; a place on the drawing is a step', () => {
  const input = {
    stacks: (['pytorch', 'keras'] as const).map((id) => {
      const places = placesOf(id, settings());
      return {
        id,
        strips: places.map(({ masks }) => masks),
        means: countsOf(places, 1).means,
      };
    }),
    steps: T,
    most: 2,
  };
  const [wide, narrow] = [layoutMasks(input, 756), layoutMasks(input, 326)];
  expect(wide.panels.map(({ titleY }) => titleY)).toEqual([14, 14]);
  expect(narrow.height).toBeGreaterThan(wide.height);
  for (const { panels, width } of [wide, narrow])
    for (const { left, right } of panels) {
      expect(left).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(width);
      expect(stepUnder(left + 0.5, panels, T)).toBe(1);
      expect(stepUnder(right, panels, T)).toBe(T);
    }
  expect(stepUnder(378, wide.panels, T)).toBeUndefined();
});

test('saved numbers hold one line for each factor', () => {
  expect(masksCsv(settings()).trim().split('\r\n')).toHaveLength(1 + 3 * T * H);
  expect(masksCsv(settings())).toContain('pytorch,2,from below,,1,1,');
  expect(fileName(settings())).toBe('dropout-masks-dropout-2-layers-p0.5-training-seed1-update1');
});
