/** What the stepper saves. Loaded when the reader asks for a file. */
import type { StackTrace } from '#math/lstm-stack.ts';
import {
  DEMO_ID,
  type GateLine,
  QUANTITIES,
  readingsOf,
  type Settings,
  type StepLines,
} from './demo.ts';
import type { Lab } from './lab.svelte.ts';
import { formatSize, formatValue, formatWeight } from './numbers.ts';
import { STEPS } from './presets.ts';
import type { StepperStrings } from './strings.ts';

/** The file's name without its ending. */
export const fileName = ({ preset, layer, unit, step }: Settings): string =>
  `${DEMO_ID}-${preset}-layer-${layer}-unit-${unit}-step-${step}`;

/** Every quantity of every unit at every step, with all digits: one line each layer, unit and step. */
export function stepperCsv({ layers, units, series }: Settings, trace: StackTrace): string {
  const rows = [['layer', 'unit', 'step', 'input', ...QUANTITIES].join(',')];
  for (let layer = 1; layer <= layers; layer++)
    for (let unit = 1; unit <= units; unit++) {
      const readings = readingsOf(trace, layer, unit);
      for (let t = 0; t < STEPS; t++)
        rows.push(
          [layer, unit, t + 1, series[t], ...QUANTITIES.map((id) => readings[id][t])].join(','),
        );
    }
  return rows.map((row) => `${row}\r\n`).join('');
}

function gateText({ gate, terms, z, value }: GateLine): string {
  const squash = gate === 'g' ? 'tanh' : 'σ';
  const sum = terms
    .map(({ source, weight, value: factor }, index) => {
      const number = index === 0 ? formatWeight(weight) : formatSize(weight);
      const sign = index === 0 ? '' : weight < 0 ? ' − ' : ' + ';
      return `${sign}${number}${source === 'b' ? '' : `·${formatValue(factor)}`}`;
    })
    .join('');
  return `${gate} = ${squash}(${sum}) = ${squash}(${formatValue(z)}) = ${formatValue(value)}`;
}

/** The six formulas with their numbers as plain text. */
export function equationLines({ gates, before, c, h }: StepLines): string[] {
  const value = Object.fromEntries(gates.map((line) => [line.gate, formatValue(line.value)]));
  return [
    ...gates.map(gateText),
    `c = ${value['f']}·${formatValue(before.c)} + ${value['i']}·${value['g']} = ${formatValue(c)}`,
    `h = ${value['o']}·tanh(${formatValue(c)}) = ${formatValue(h)}`,
  ];
}

/** Pixels that a character of a note takes, at most. */
const CHARACTER = 7;

/** Breaks a line at spaces so that it fits into `width` pixels. */
function folded(line: string, width: number): string[] {
  const most = Math.max(20, Math.floor(width / CHARACTER));
  const lines = [''];
  for (const word of line.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + word.length + 1 > most) lines.push(`    ${word}`);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}

/** The lines under a saved picture: what it shows, and the formulas of the step with their numbers. */
export function noteLines(
  { settings, lines }: Pick<Lab, 'settings' | 'lines'>,
  strings: StepperStrings,
  width: number,
): string[] {
  return [
    '',
    strings.equation(settings),
    ...equationLines(lines),
    strings.saved(strings.presets[settings.preset]),
  ].flatMap((line) => folded(line, width));
}
