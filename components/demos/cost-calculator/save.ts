/** The numbers and the name of what the calculator shows. Loaded when the reader asks for a file. */
import { weightTensors } from '#model/framework-weights.ts';
import type { TimedModel } from './calculator.svelte.ts';
import { DEMO_ID, type DepthRow, type Settings, shapeOf } from './demo.ts';
import { formulaRows } from './formulas.ts';

/** The file's name without its ending. */
export const fileName = ({ numLayers, hiddenSize, inputSize }: Settings): string =>
  `${DEMO_ID}-${numLayers}x${hiddenSize}-${inputSize}-inputs`;

/** Everything that is shown as one table: part, name, detail, value. */
export function costCsv(
  settings: Settings,
  depths: readonly DepthRow[],
  models: readonly TimedModel[],
  source: 'live' | 'recorded',
): string {
  const shape = shapeOf(settings);
  const rows: (readonly (string | number)[])[] = [
    ...Object.entries(settings).map(([name, value]) => ['setting', name, '', String(value)]),
    ...formulaRows(settings).map(({ id, numbers, value }) => [
      'quantity',
      id,
      numbers,
      value ?? '',
    ]),
    ...(['pytorch', 'keras'] as const)
      .filter((framework) => framework === 'pytorch' || shape.projection === 0)
      .flatMap((framework) =>
        weightTensors(shape, framework).map(
          ({ name, layer, backward, shape: dimensions, size }) => [
            `${framework} layer ${layer}${backward ? ' backward' : ''}`,
            name,
            dimensions.join(' x '),
            size,
          ],
        ),
      ),
    ...depths.flatMap(({ numLayers, equalWidth, equalParameters, oneLayer }) => [
      ['equal width', `${numLayers} x ${settings.hiddenSize}`, '', equalWidth],
      [
        'equal parameters',
        `${numLayers} x ${equalParameters.width}`,
        equalParameters.mismatch,
        equalParameters.total,
      ],
      [
        `as one layer`,
        `${numLayers} x ${settings.hiddenSize} as 1 x ${oneLayer.width}`,
        oneLayer.mismatch,
        oneLayer.total,
      ],
    ]),
    ...models.map(({ name, shape: { B, T, I, H, L }, ms }) => [
      `ms per step, ${source}`,
      name,
      `${L} x ${H}; ${I} inputs; ${T} steps; ${B} sequences`,
      ms ?? '',
    ]),
  ];
  return [['part', 'name', 'detail', 'value'], ...rows]
    .map((row) => `${row.map((cell) => quoted(String(cell))).join(',')}\r\n`)
    .join('');
}

const quoted = (cell: string): string =>
  /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
