/** English words of the layer probe. */
import { formatCount } from '#viz/format.ts';
import type { ProbeStrings } from './strings.ts';

const NAMES: Readonly<Record<string, string>> = { ' ': 'blank', '\n': 'line break' };

export const en: ProbeStrings = {
  name: 'Layer probe',
  instruction:
    'Type a sequence, drag through its steps, and search for the unit that tracks a property of it.',
  model: 'Model',
  models: { 'dyck-2': 'Brackets', 'char-lm': 'English text' },
  typeHere: {
    'dyck-2': (longest) => `Your brackets, ( ) [ ], at most ${longest}`,
    'char-lm': (longest) => `Your text, at most ${longest} characters`,
  },
  resetText: 'Back to the sample',
  refused: {
    unknown: (symbols, allowed) =>
      `The model does not know ${symbols}. It reads ${allowed}. The last sequence is still shown.`,
    short: (length, least) =>
      `A sequence needs at least ${least} symbols; this one has ${length}. The last sequence is still shown.`,
    long: (length, most) =>
      `A sequence may have at most ${most} symbols; this one has ${formatCount(length)}. The last sequence is still shown.`,
  },
  allowed: {
    'dyck-2': '( ) [ and ] only',
    'char-lm': 'letters a to z, blanks and . , : ; ? ! - — ( ) \' "',
  },
  misfit: (step) =>
    `Bracket ${step} closes nothing of its kind. The model has never read such a string, and from there on the depth has no meaning.`,
  value: 'Show',
  values: { h: 'Hidden state', c: 'Cell state' },
  valuesInFull: { h: 'Hidden state h', c: 'Cell state, tanh c' },
  feature: 'Which unit tracks …',
  features: {
    depth: 'how many brackets are open',
    kind: 'the kind of the innermost open bracket',
    closed: 'that all are closed',
    opens: 'that a bracket opens',
    position: 'the position in the sequence',
    space: 'a blank',
    vowel: 'a vowel',
    'word-position': 'the place within the word',
    quoted: 'being inside quotation marks',
  },
  layer: (number) => `Layer ${number}`,
  unitsAxis: '24 units each, time to the right',
  step: 'Step',
  stepText: (step, total, symbol) => `step ${step} of ${total}, ${symbol}`,
  symbol: (symbol) => NAMES[symbol] ?? `“${symbol}”`,
  expected: (step, symbol) => `After step ${step}, ${symbol}, the model expects:`,
  classes: { none: () => 'nothing to close', any: (symbol) => NAMES[symbol] ?? symbol },
  truth: {
    'dyck-2': (answer) => `Correct: ${answer}`,
    'char-lm': (answer) => `Next in the text: ${answer}`,
  },
  noTruth: { 'dyck-2': 'No answer is correct here.', 'char-lm': 'The text ends here.' },
  search: (feature) => `Unit search: ${feature}`,
  unit: 'Unit',
  here: 'r here',
  unseen: (sequences) => `r on ${sequences} others`,
  pick: (unit, r) => `Mark unit ${unit}, correlation ${r}`,
  showAll: (count) => `All ${count} units`,
  showFew: 'Only the best',
  control: 'Best of the untrained control',
  controlBest: (unit, r) => `${unit}: ${r}`,
  caveat:
    'A correlation is not a cause: the model may not use this unit for that. With 48 units one always fits a short sequence well, so compare with the untrained control and with the sequences the model was not trained on.',
  trace: (unit, r) => `unit ${unit}, r = ${r}`,
  r: (r) => (r === null || Number.isNaN(r) ? '–' : r.toFixed(2).replace('-', '−')),
  chartLabel: (model, text, feature, best) =>
    `State of every unit of both layers, ${model}, while the model reads ${text}. Below, ${feature} beside the marked unit. Best unit: ${best}. The list below holds the correlations.`,
  loading: 'Fetching the weights …',
  failed: 'The weights did not arrive, so only the recorded sample can be shown.',
  retry: 'Fetch again',
  scoreOf: (score) => `test score ${score}`,
  trainedBy: (steps, seed, date) =>
    `2 × 24 units, ${formatCount(steps)} updates, seed ${seed}, ${date}, by`,
  shown: 'computed here in float64',
};
