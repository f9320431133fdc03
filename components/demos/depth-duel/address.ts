/**
 * The duel's settings as text, `task:adding;keep:width;units:24`: in the page's address, and in the articles' buttons
 * that set the demo. The keys stay valid when names in the code change.
 */
import { type Fields, parseState, type Values, writeState } from '#run/url-state.ts';
import {
  BACKENDS,
  change,
  DEFAULTS,
  defaultsFor,
  DEMO_ID,
  KEEP,
  ranges,
  type Settings,
} from './demo.ts';
import { TASK_IDS } from './tasks.ts';

/** Longest text that is read as settings, in characters. */
const LONGEST = 200;

/** What each key may be, with the values of `base` where a text says nothing. */
function fieldsFrom(base: Settings) {
  const { hiddenSize, sequenceLength, learningRate, seeds, steps } = ranges(base.task);
  return {
    task: { kind: 'choice', options: TASK_IDS, default: base.task },
    keep: { kind: 'choice', options: KEEP, default: base.keep },
    units: { kind: 'number', ...ends(hiddenSize), step: 1, default: base.hiddenSize },
    length: { kind: 'number', ...ends(sequenceLength), step: 1, default: base.sequenceLength },
    rate: { kind: 'number', ...ends(learningRate), default: base.learningRate },
    seeds: { kind: 'number', ...ends(seeds), step: 1, default: base.seeds },
    steps: { kind: 'number', ...ends(steps), step: 1, default: base.steps },
    backend: { kind: 'choice', options: BACKENDS, default: base.backend },
  } as const satisfies Fields;
}

const ends = ({ min, max }: { min: number; max: number }) => ({ min, max });

type DuelValues = Values<ReturnType<typeof fieldsFrom>>;

/** Applies a text to settings. A new task brings its defaults along; what is not understood changes nothing. */
export function readSettings(text: string, base: Settings): Settings {
  const plain = text.slice(0, LONGEST).replaceAll(',', ';');
  const { task } = parseState(plain, fieldsFrom(base));
  const start = change(base, { task });
  const values = parseState(plain, fieldsFrom(start));
  return {
    task,
    keep: values.keep,
    hiddenSize: values.units,
    sequenceLength: values.length,
    learningRate: values.rate,
    seeds: values.seeds,
    steps: values.steps,
    backend: values.backend,
  };
}

const valuesOf = (settings: Settings): DuelValues => ({
  task: settings.task,
  keep: settings.keep,
  units: settings.hiddenSize,
  length: settings.sequenceLength,
  rate: settings.learningRate,
  seeds: settings.seeds,
  steps: settings.steps,
  backend: settings.backend,
});

/**
 * The query of the page's address with what differs from the defaults of the task, and the task where it is not
 * the first; without the parameter for the defaults. Other parameters stay.
 */
export function queryWith(search: string, settings: Settings): string {
  const fields = fieldsFrom(defaultsFor(settings.task));
  const task = { ...fields.task, default: DEFAULTS.task };
  return writeState(search, DEMO_ID, valuesOf(settings), { ...fields, task });
}
