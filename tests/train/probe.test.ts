/** Gradient maps: the engine against the float64 reference, the recorded files against what is computed now. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RecordedGrid } from '#components/demos/gradient-grid/recorded.ts';
import type { Backend } from '#engine/backend.ts';
import { createReferenceBackend } from '#engine/reference.ts';
import { createWasmBackend } from '#engine/wasm/backend.ts';
import { recordedPath, shortMap } from '../../src/experiments/gradient-grid.ts';
import { mean } from '#math/statistics.ts';
import { createRng, streamSeed } from '#math/rng.ts';
import {
  averageNorms,
  type GradientNorms,
  type GradientProbe,
  probeSpecification,
  slopeOf,
} from '#model/gradient-map.ts';
import { initialParameters } from '#model/initialise.ts';
import { DEFAULT_OPTIMIZER } from '#model/optimizer.ts';
import { measureGradients } from '#train/probe.ts';
import type { ProbeNews } from '#train/probe-protocol.ts';
import { ProbeSession } from '#train/probe-session.ts';
import { readKernels } from '../kernels/setup.ts';

let wasm: Backend;
beforeAll(async () => {
  wasm = await createWasmBackend({ relaxed: false, source: readKernels });
});

const probe = (part: Partial<GradientProbe> = {}): GradientProbe => ({
  numLayers: 2,
  initialisation: 'pytorch',
  forgetBias: 1,
  residual: false,
  ...part,
});

/** Largest relative difference of two measurements. */
function worst(a: GradientNorms, b: GradientNorms): number {
  const flat = ({ input, h, c, weights }: GradientNorms) => [
    ...input,
    ...h.flatMap((row) => [...row]),
    ...c.flatMap((row) => [...row]),
    ...weights,
  ];
  const other = flat(b);
  return Math.max(...flat(a).map((value, k) => Math.abs(value / (other[k] ?? NaN) - 1)));
}

describe('against the float64 reference', () => {
  test.each([
    probe({ numLayers: 1, forgetBias: 0 }),
    probe({ numLayers: 4, initialisation: 'keras' }),
    probe({ numLayers: 8, forgetBias: -1 }),
    probe({ numLayers: 8, forgetBias: 5, residual: true }),
  ])('%o agrees to 1e-4, at 1e-33 as at 10', async (one) => {
    const [fast, exact] = [
      await measureGradients(wasm, one, 1),
      await measureGradients(createReferenceBackend(), one, 1),
    ];
    expect(worst(fast, exact)).toBeLessThan(1e-4);
  });

  test('the top layer’s last hidden state gets the direction itself, of length 1', async () => {
    const { h } = await measureGradients(wasm, probe({ numLayers: 3 }), 2);
    expect(h[2]?.[0]).toBeCloseTo(1, 5);
    expect(h[1]?.[0]).toBeLessThan(0.5);
  });
});

describe('recorded', () => {
  const read = (part: Omit<GradientProbe, 'numLayers'>) =>
    JSON.parse(readFileSync(`content/recorded/${recordedPath(part)}`, 'utf8')) as RecordedGrid;

  test.each([
    probe({ numLayers: 4 }),
    probe({ numLayers: 1, initialisation: 'keras', forgetBias: 4 }),
    probe({ numLayers: 3, forgetBias: 0, residual: true }),
  ])('%o is what is computed now, bit for bit', async ({ numLayers, ...kind }) => {
    const { config, result } = read(kind);
    const norms: GradientNorms[] = [];
    for (const seed of config.seeds)
      norms.push(await measureGradients(wasm, { numLayers, ...kind }, seed));
    expect(shortMap(averageNorms(norms))).toEqual(result.maps[config.layers.indexOf(numLayers)]);
  });

  test('what the article says of the records holds', () => {
    const { initialisation, residual } = probe();
    const slope = (forgetBias: number, layers: number): number =>
      mean(read({ initialisation, residual, forgetBias }).result.maps[layers - 1]?.slopes ?? [NaN]);
    expect(slope(1, 1) - slope(0, 1)).toBeCloseTo(0.125, 3);
    expect(slope(0, 2) - slope(0, 1)).toBeCloseTo(0.021, 3);
    expect(slope(4, 8)).toBeGreaterThan(slope(4, 1));
    const { maps } = read({ initialisation, residual, forgetBias: 1 }).result;
    const [one, two, eight] = [maps[0], maps[1], maps[7]];
    const now = (map = one) => map?.input[0] ?? NaN;
    // Eight layers start about a million times lower: seven crossings of a factor of about seven each.
    expect(now(one) - now(eight)).toBeCloseTo(6, 0);
    expect(10 ** ((now(one) - now(eight)) / 7)).toBeCloseTo(7.2, 0);
    expect(slopeOf(two?.h[1] ?? [])).toBeCloseTo(-0.066, 3);
  });

  test('one layer with inputs of a fifth fades as slowly as the second layer of a stack', async () => {
    const spec = probeSpecification(probe({ numLayers: 1 }));
    const slope = async (scale: number): Promise<number> => {
      const slopes: number[] = [];
      for (const seed of [1, 2, 3, 4, 5]) {
        const parameters = initialParameters(spec, seed);
        const trainer = await wasm.createTrainer({
          spec,
          parameters,
          optimizer: DEFAULT_OPTIMIZER,
        });
        const rng = createRng(streamSeed(seed, 'gradient-map', 'inputs'));
        const inputs = Float32Array.from({ length: 100 * 32 }, () => scale * rng.normal());
        const targets = Float32Array.of(-1e9);
        const batch = { batchSize: 1, sequenceLength: 100, inputs, targets };
        const dH = (await trainer.inspect(batch, 0)).layers[0]?.dH ?? new Float32Array();
        const length = (lag: number) =>
          Math.log10(Math.hypot(...dH.subarray((99 - lag) * 32, (100 - lag) * 32)));
        slopes.push(slopeOf(Array.from({ length: 81 }, (_, lag) => length(lag))));
        trainer.dispose();
      }
      return mean(slopes);
    };
    expect(await slope(1)).toBeCloseTo(-0.09, 3);
    expect(await slope(0.2)).toBeCloseTo(-0.067, 3);
  });
});

describe('a session', () => {
  const order = (id: number, seeds: number[], part: Partial<GradientProbe> = {}) => ({
    id,
    seeds,
    probes: [probe({ numLayers: 1, ...part })],
  });

  test('answers seed by seed, and drops an order for a newer one', async () => {
    const news: ProbeNews[] = [];
    const session = new ProbeSession(
      (one) => news.push(one),
      () => Promise.resolve(wasm),
    );
    const first = session.receive(order(1, [1, 2, 3, 4, 5]));
    await session.receive(order(2, [1, 2]));
    await first;
    expect(news.map(({ id, type }) => [id, type])).toEqual([
      [2, 'measured'],
      [2, 'measured'],
    ]);
    expect(news.map((one) => one.type === 'measured' && one.done)).toEqual([1, 2]);
  });

  test('says what it cannot do, and answers the next order', async () => {
    const news: ProbeNews[] = [];
    let tries = 0;
    const session = new ProbeSession(
      (one) => news.push(one),
      () => (++tries === 1 ? Promise.reject(new Error('no memory')) : Promise.resolve(wasm)),
    );
    await session.receive(order(1, [1]));
    await session.receive(order(2, [1], { numLayers: 9 }));
    await session.receive(order(3, [1]));
    expect(news[0]).toMatchObject({ type: 'failed', reason: 'no-backend', detail: 'no memory' });
    expect(news[1]).toMatchObject({ type: 'failed', reason: 'bad-plan' });
    expect(news[1]).toHaveProperty('detail', 'numLayers must be 1…8, got 9');
    expect(news[2]).toMatchObject({ type: 'measured', id: 3, backend: 'wasm' });
  });
});
