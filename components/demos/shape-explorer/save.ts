/** The numbers and the name of what the explorer shows. Loaded when the reader asks for a file. */
import { pythonTuple, sizesOf } from '#model/tensor-shape.ts';
import { tableToCsv } from '#viz/csv.ts';
import { DEMO_ID, FRAMEWORKS, type Settings } from './demo.ts';
import type { ShownRun } from './explorer.svelte.ts';
import type { View } from './view.ts';
import { weightTable } from './weights.ts';

/** The file's name without its ending. */
export const fileName = ({ framework, numLayers, hiddenSize }: Settings): string =>
  `${DEMO_ID}-${framework}-${numLayers}x${hiddenSize}`;

/** Everything that is shown as one table: part, name, detail, value. */
export function shapesCsv(view: View, run: ShownRun | undefined): string {
  const table = weightTable(view.settings);
  return tableToCsv(
    ['part', 'name', 'detail', 'value'],
    [
      ...Object.entries(view.settings).map(([name, value]) => ['setting', name, '', String(value)]),
      ...view.tensors.map((tensor) => [
        'shape',
        tensor.name,
        pythonTuple(tensor.axes.map(({ letters }) => letters)),
        pythonTuple(sizesOf(tensor)),
      ]),
      ...FRAMEWORKS.flatMap((framework) =>
        table.rows.flatMap((row) => {
          const tensor = row[framework];
          const place = `${framework} layer ${row.layer}${row.backward ? ' backward' : ''}`;
          return tensor ? [[place, tensor.name, pythonTuple(tensor.shape), tensor.size]] : [];
        }),
      ),
      ...view.said.map(({ kind, text }) => ['message', kind, text, '']),
      ...(run?.comparisons ?? []).map(({ left, right, difference }) => [
        `largest difference, ${run?.source ?? ''}`,
        left,
        right,
        difference,
      ]),
    ],
  );
}
