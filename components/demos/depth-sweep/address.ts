/**
 * The settings of the sweep as text, `p6:yes;r8:no;steps:1000`: in the page's address, and in the articles' buttons that
 * set the demo. A stack is `p` or `r`, plain or residual, with its number of layers.
 */
import { applyState, type Field, type Fields, writeState } from '#run/url-state.ts';
import { CELLS, type Cell, DEMO_ID } from './cells.ts';
import { BACKENDS, change, DEFAULTS, RANGES, type Settings } from './demo.ts';

const keyOf = ({ kind, layers }: Cell): string => `${kind === 'plain' ? 'p' : 'r'}${layers}`;

/** What each key may be, with the values of `base` where a text says nothing. */
function fieldsFrom(base: Settings) {
  const { learningRate, steps, seeds } = RANGES;
  const cells = CELLS.map((cell): [string, Extract<Field, { kind: 'boolean' }>] => [
    keyOf(cell),
    { kind: 'boolean', default: base.cells.includes(cell.id) },
  ]);
  return {
    cells: Object.fromEntries(cells),
    others: {
      rate: { kind: 'number', ...ends(learningRate), default: base.learningRate },
      steps: { kind: 'number', ...ends(steps), step: 1, default: base.steps },
      seeds: { kind: 'number', ...ends(seeds), step: 1, default: base.seeds },
      backend: { kind: 'choice', options: BACKENDS, default: base.backend },
    } as const satisfies Fields,
  };
}

const ends = ({ min, max }: { min: number; max: number }) => ({ min, max });

/** Applies a text to settings; what is not understood changes nothing. */
export function readSettings(text: string, base: Settings): Settings {
  const fields = fieldsFrom(base);
  const chosen = applyState(text, fields.cells);
  const { rate, steps, seeds, backend } = applyState(text, fields.others);
  return change(base, {
    cells: CELLS.filter((cell) => chosen[keyOf(cell)] === true).map(({ id }) => id),
    learningRate: rate,
    steps,
    seeds,
    backend,
  });
}

/** The query of the page's address with what differs from the defaults; other parameters stay. */
export function queryWith(search: string, settings: Settings): string {
  const { cells, others } = fieldsFrom(DEFAULTS);
  const { learningRate: rate, steps, seeds, backend } = settings;
  const chosen = CELLS.map((cell) => [keyOf(cell), settings.cells.includes(cell.id)] as const);
  const values = { ...Object.fromEntries(chosen), rate, steps, seeds, backend };
  return writeState<Fields>(search, DEMO_ID, values, { ...cells, ...others });
}
