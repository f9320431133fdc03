/**
 * Every number of the calculator with its formula, once in letters and once with the settings put in. Both come from
 * one text, so that they cannot differ, and a test works out the numbers again from what is printed.
 */
import { trainingCost } from '#model/cost.ts';
import { biasVectors, countWeights, type Framework } from '#model/framework-weights.ts';
import { formatCount } from '#viz/format.ts';
import { type Settings, shapeOf } from './demo.ts';

export const QUANTITIES = [
  'pytorch',
  'keras',
  'embedding',
  'head',
  'pytorchTotal',
  'kerasTotal',
  'perTimeStep',
  'forward',
  'training',
  'activations',
  'optimizer',
  'chain',
  'shortestChain',
] as const;
export type Quantity = (typeof QUANTITIES)[number];

export interface FormulaRow {
  readonly id: Quantity;
  /** `4H(I + H + 2) + (L − 1)·4H(H + H + 2)`. */
  readonly letters: string;
  /** The same with numbers: `4·128·(10 + 128 + 2) + (2 − 1)·4·128·(128 + 128 + 2)`. */
  readonly numbers: string;
  /** Undefined where a framework cannot build the model. */
  readonly value: number | undefined;
  readonly unit: 'count' | 'numbers' | 'steps';
}

/** A formula with `·` between all factors; `v` turns the letter of a setting into what is to be printed. */
type Template = (v: (letter: Letter) => string) => string;
type Letter = 'I' | 'H' | 'L' | 'T' | 'B' | 'P' | 'V' | 'O';

/** Leaves out the dots that letters do not need: `4·H·(I + H)` → `4H(I + H)`. */
const dropDots = (text: string): string => text.replaceAll(/(?<=[0-9A-Zmn])·(?=[A-Z(mn])/g, '');

/** `first + (L − 1)·further`, or the first alone. */
const overLayers = (first: Template, further: Template, deep: boolean): Template =>
  deep ? (v) => `${first(v)} + (${v('L')} − 1)·${further(v)}` : first;

function layerTemplates(settings: Settings) {
  const { directions, projection, numLayers } = settings;
  const both = directions === 'two' ? '2·' : '';
  const shown: Letter = projection > 0 ? 'P' : 'H';
  const layers = (more: (v: (letter: Letter) => string) => readonly string[], biases: number) => {
    const one =
      (first: boolean): Template =>
      (v) => {
        const reads = first ? v('I') : `${both}${v(shown)}`;
        const bias = biases > 0 ? ` + ${biases}` : '';
        const product = `4·${v('H')}·(${reads} + ${v(shown)}${bias})`;
        const terms = [product, ...(projection > 0 ? [`${v('P')}·${v('H')}`] : []), ...more(v)];
        const text = terms.join(' + ');
        return terms.length > 1 && (!first || both !== '') ? `${both}(${text})` : `${both}${text}`;
      };
    return overLayers(one(true), one(false), numLayers > 1);
  };
  return {
    parameters: (framework: Framework) =>
      layers(() => [], biasVectors(shapeOf(settings), framework)),
    perTimeStep: layers((v) => [`3·${v('H')}`], 0),
    both,
    shown,
  };
}

/** All quantities of the settings, in the order of `QUANTITIES`; those that there are not are left out. */
export function formulaRows(settings: Settings): FormulaRow[] {
  const shape = shapeOf(settings);
  const { inputSize: I, hiddenSize: H, numLayers: L, projection: P } = shape;
  const { sequenceLength: T, batchSize: B, vocabulary: V, outputSize: O } = shape;
  const values = { I, H, L, T, B, P, V, O };
  const { parameters, perTimeStep, both, shown } = layerTemplates(settings);
  const cost = trainingCost(shape);
  const torch = countWeights(shape, 'pytorch');
  const keras = P > 0 ? undefined : countWeights(shape, 'keras');
  const stack = (count: typeof torch | undefined): number | undefined =>
    count && count.total - count.embedding - count.head;
  const surrounded = V > 0 || O > 0;
  // Long sums are not printed twice: m and N stand for rows above.
  const known = { m: cost.perTimeStep, N: torch.total };
  const row = (
    id: Quantity,
    template: (v: (letter: Letter | 'm' | 'N' | 'F') => string) => string,
    value: number | undefined,
    unit: FormulaRow['unit'] = 'count',
  ): FormulaRow => ({
    id,
    letters: dropDots(template((letter) => letter)),
    numbers: template((letter) =>
      formatCount(
        letter === 'm' || letter === 'N'
          ? known[letter]
          : letter === 'F'
            ? cost.forward
            : values[letter],
      ),
    ),
    value,
    unit,
  });
  const together = (count: typeof torch | undefined): string =>
    [stack(count), count?.embedding, count?.head]
      .filter((part) => part !== undefined && part > 0)
      .map((part) => formatCount(part ?? 0))
      .join(' + ');
  const total = (id: Quantity, count: typeof torch | undefined): FormulaRow => ({
    id,
    letters: '',
    numbers: together(count),
    value: count?.total,
    unit: 'count',
  });
  const every = settings.reads === 'every';
  return [
    row('pytorch', parameters('pytorch'), stack(torch)),
    row('keras', parameters('keras'), stack(keras)),
    ...(V > 0 ? [row('embedding', (v) => `${v('V')}·${v('I')}`, torch.embedding)] : []),
    ...(O > 0 ? [row('head', (v) => `(${both}${v(shown)} + 1)·${v('O')}`, torch.head)] : []),
    ...(surrounded ? [total('pytorchTotal', torch), total('kerasTotal', keras)] : []),
    row('perTimeStep', perTimeStep, cost.perTimeStep),
    row(
      'forward',
      (v) =>
        O > 0
          ? `${v('B')}·(${v('T')}·${v('m')} + ${every ? `${v('T')}·` : ''}${both}${v(shown)}·${v('O')})`
          : `${v('B')}·${v('T')}·${v('m')}`,
      cost.forward,
    ),
    row('training', (v) => `3·${v('F')}`, cost.training),
    row(
      'activations',
      (v) =>
        `${both}${P > 0 ? `(7·${v('H')} + ${v('P')})` : `7·${v('H')}`}·${v('L')}·${v('T')}·${v('B')}`,
      cost.activations,
      'numbers',
    ),
    row('optimizer', (v) => `4·${v('N')}`, 4 * torch.total, 'numbers'),
    row('chain', (v) => `${both}${v('L')}·${v('T')}`, cost.chain, 'steps'),
    row(
      'shortestChain',
      (v) => (both === '' ? `${v('T')} + ${v('L')} − 1` : `${v('L')}·${v('T')}`),
      cost.shortestChain,
      'steps',
    ),
  ];
}
