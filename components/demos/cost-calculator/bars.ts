/** From the settings to the bars of the figure: one to four layers, at equal width and at equal parameters. */
import { countWeights, weightTensors } from '#model/framework-weights.ts';
import { formatCount } from '#viz/format.ts';
import type { BarsInput, Segment } from '#viz/parameter-bars.ts';
import { countedIn, type DepthRow, type Settings, shapeOf } from './demo.ts';
import type { CostStrings } from './strings.ts';

/** Depths that are drawn: the layers' colours are four. */
const DRAWN = 4;
/** Order within a bar and in the legend. */
const KINDS = ['embedding', 'input', 'recurrent', 'projection', 'bias', 'head'] as const;

/** One model's parameters by layer and kind, both directions together; kinds that there are not are left out. */
export function segmentsOf(settings: Settings): Segment[] {
  const { numLayers } = settings;
  const sizes = new Map<string, number>();
  for (const { kind, layer, size } of weightTensors(shapeOf(settings), countedIn(settings))) {
    const key = `${layer} ${kind}`;
    sizes.set(key, (sizes.get(key) ?? 0) + size);
  }
  const found = (layer: number, kinds: readonly Segment['kind'][]): Segment[] =>
    kinds.flatMap((kind) => {
      const size = sizes.get(`${layer} ${kind}`);
      return size === undefined ? [] : [{ kind, layer, size }];
    });
  return [
    ...found(0, ['embedding']),
    ...Array.from({ length: numLayers }, (_, below) => found(below + 1, KINDS)).flat(),
    ...found(0, ['head']),
  ];
}

/** What to draw. */
export function barsInput(
  settings: Settings,
  rows: readonly DepthRow[],
  strings: Pick<CostStrings, 'figure' | 'kinds'>,
): BarsInput {
  const drawn = rows.filter(({ numLayers }) => numLayers <= DRAWN);
  const framework = countedIn(settings);
  const row = (numLayers: number, hiddenSize: number) => {
    const model = { ...settings, numLayers, hiddenSize };
    return {
      label: `${numLayers} × ${hiddenSize}`,
      end: formatCount(countWeights(shapeOf(model), framework).total),
      segments: segmentsOf(model),
    };
  };
  const groups = [
    {
      title: strings.figure.width,
      rows: drawn.map(({ numLayers }) => row(numLayers, settings.hiddenSize)),
    },
    {
      title: strings.figure.parameters(`1 × ${settings.hiddenSize}`),
      rows: drawn.map(({ numLayers, equalParameters }) => row(numLayers, equalParameters.width)),
    },
  ];
  const kinds = new Set(
    groups.flatMap(({ rows }) => rows.flatMap(({ segments }) => segments.map(({ kind }) => kind))),
  );
  return {
    groups,
    legend: KINDS.filter((kind) => kinds.has(kind)).map((kind) => ({
      kind,
      text: strings.kinds[kind],
    })),
  };
}
