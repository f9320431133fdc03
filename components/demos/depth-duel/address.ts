/**
 * The duel's settings as text, `task:adding;keep:width;units:24`: in the page's address, and in the articles' buttons
 * that set the demo. The keys stay valid when names in the code change.
 */
import {
  applyState,
  type Fields,
  givenIn,
  linkText,
  type Values,
  writeState,
} from '#run/url-state.ts';
import { ARM_IDS, type ArmId } from './arms.ts';
import {
  ARM_SETS,
  armSets,
  BACKENDS,
  change,
  DEFAULTS,
  defaultsFor,
  DEMO_ID,
  KEEP,
  knownSet,
  ranges,
  type Settings,
} from './demo.ts';
import { TASK_IDS, taskOf } from './tasks.ts';

const textOf = (arms: readonly ArmId[]): string => arms.join('');
const SETS = [...new Set(KEEP.flatMap((keep) => ARM_SETS[keep].map(textOf)))];

/** What each key may be, with the values of `base` where a text says nothing. */
function fieldsFrom(base: Settings) {
  const { hiddenSize, sequenceLength, learningRate, seeds, steps } = ranges(base.task);
  const rate = (arm: ArmId) =>
    ({
      kind: 'number',
      ...ends(learningRate),
      default: base.rates[arm] ?? base.learningRate,
    }) as const;
  return {
    task: { kind: 'choice', options: TASK_IDS, default: base.task },
    keep: { kind: 'choice', options: KEEP, default: base.keep },
    arms: { kind: 'choice', options: SETS, default: textOf(base.arms) },
    units: { kind: 'number', ...ends(hiddenSize), step: 1, default: base.hiddenSize },
    length: { kind: 'number', ...ends(sequenceLength), step: 1, default: base.sequenceLength },
    rate: { kind: 'number', ...ends(learningRate), default: base.learningRate },
    rateA: rate('A'),
    rateB: rate('B'),
    rateC: rate('C'),
    rateD: rate('D'),
    rateE: rate('E'),
    rateF: rate('F'),
    seeds: { kind: 'number', ...ends(seeds), step: 1, default: base.seeds },
    steps: { kind: 'number', ...ends(steps), step: 1, default: base.steps },
    backend: { kind: 'choice', options: BACKENDS, default: base.backend },
  } as const satisfies Fields;
}

const ends = ({ min, max }: { min: number; max: number }) => ({ min, max });

type DuelValues = Values<ReturnType<typeof fieldsFrom>>;

/** Applies a text to settings. A new task brings its defaults along; what is not understood changes nothing. */
export function readSettings(text: string, base: Settings): Settings {
  const given = givenIn(linkText(text));
  const { task } = applyState(text, fieldsFrom(base));
  const begun = change(base, { task });
  // A common rate is that of every arm, unless the text gives an arm its own.
  const { rate } = applyState(text, { rate: fieldsFrom(begun).rate }, { rate: NaN });
  const start = Number.isNaN(rate) ? begun : { ...begun, learningRate: rate, rates: {} };
  const { learningRate } = start;
  const values = applyState(text, fieldsFrom(start));
  const rates = ARM_IDS.map((arm) => [arm, values[`rate${arm}`]] as const);
  return {
    task,
    ...meeting(values, given.has('keep')),
    hiddenSize: values.units,
    sequenceLength: values.length,
    learningRate,
    rates: Object.fromEntries(rates.filter(([, rate]) => rate !== learningRate)),
    seeds: values.seeds,
    steps: values.steps,
    backend: values.backend,
  };
}

/** Which arms meet: a set says what is kept equal, where the text does not. */
function meeting(
  { task, keep, arms }: DuelValues,
  keepGiven: boolean,
): Pick<Settings, 'keep' | 'arms'> {
  const facts = taskOf(task);
  const wanted = ARM_IDS.filter((arm) => arms.includes(arm));
  const holds = (kept: Settings['keep']): boolean =>
    armSets(facts, kept).some((set) => textOf(set) === arms);
  const kept = keepGiven || holds(keep) ? keep : (KEEP.find(holds) ?? keep);
  return { keep: kept, arms: knownSet(facts, kept, wanted) };
}

function valuesOf(settings: Settings): DuelValues {
  const rate = (arm: ArmId): number => settings.rates[arm] ?? settings.learningRate;
  return {
    task: settings.task,
    keep: settings.keep,
    arms: textOf(settings.arms),
    units: settings.hiddenSize,
    length: settings.sequenceLength,
    rate: settings.learningRate,
    rateA: rate('A'),
    rateB: rate('B'),
    rateC: rate('C'),
    rateD: rate('D'),
    rateE: rate('E'),
    rateF: rate('F'),
    seeds: settings.seeds,
    steps: settings.steps,
    backend: settings.backend,
  };
}

/**
 * The query of the page's address with what differs from the defaults of the task, and the task where it is not
 * the first; without the parameter for the defaults. Other parameters stay.
 */
export function queryWith(search: string, settings: Settings): string {
  const { task, keep, learningRate } = settings;
  const initial = defaultsFor(task);
  const fields = fieldsFrom(initial);
  const own = fieldsFrom(
    learningRate === initial.learningRate ? initial : { ...initial, learningRate, rates: {} },
  );
  return writeState(search, DEMO_ID, valuesOf(settings), {
    ...own,
    rate: fields.rate,
    task: { ...fields.task, default: DEFAULTS.task },
    arms: { ...fields.arms, default: textOf(knownSet(taskOf(task), keep)) },
  });
}
