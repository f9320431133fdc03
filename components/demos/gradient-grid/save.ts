/** The numbers and the name of what the grid shows. Loaded when the reader asks for a file. */
import { DEMO_ID, type Shown } from './demo.ts';

/** The file's name without its ending. */
export const fileName = ({ settings, source, updates }: Shown): string =>
  [
    DEMO_ID,
    `${settings.layers}-layers`,
    settings.weights,
    settings.links,
    `bias${settings.bias}`,
    updates === undefined ? 'untrained' : `step-${updates}`,
    source,
  ].join('-');

/** One line for each row and lag: `row` is `input`, `h1`, `c1`, …; `log10` of the gradient's length (RFC 4180). */
export function gridCsv({ map, single, settings, source, updates }: Shown): string {
  const rows: (readonly [string, readonly number[]])[] = [
    ['input', map.input],
    ...map.h.map((values, layer) => [`h${layer + 1}`, values] as const),
    ...map.c.map((values, layer) => [`c${layer + 1}`, values] as const),
    ...(single ? [['input of one layer', single.input] as const] : []),
  ];
  const about = [
    settings.layers,
    settings.weights,
    settings.bias,
    settings.links,
    updates ?? '',
    source,
  ];
  return [
    ['layers', 'weights', 'forget_bias', 'links', 'updates', 'source', 'row', 'lag', 'log10'],
    ...rows.flatMap(([row, values]) => values.map((value, lag) => [...about, row, lag, value])),
  ]
    .map((line) => `${line.join(',')}\r\n`)
    .join('');
}
