/**
 * The depth guide as data: four questions, and the rule that turns the answers into a recommendation. The rule is the
 * one that the article `depth/choosing-depth` prints; it is a rule of thumb and rests on what is cited there.
 */

export const DEMO_ID = 'depth-guide';

/** What the model has to do: answer at each step without the future, label what is there, or map long sequences. */
export const TASKS = ['next', 'label', 'map'] as const;
/** How many training sequences there are: below 1,000, to 100,000, above. */
export const DATA = ['small', 'medium', 'large'] as const;
/** Whether an answer must come at once, on a small device or at every step of a stream. */
export const LATENCY = ['loose', 'strict'] as const;
/** What has been seen so far. */
export const SYMPTOMS = ['nothing', 'underfits', 'overfits', 'forgets', 'unstable'] as const;

export interface Case {
  readonly task: (typeof TASKS)[number];
  readonly data: (typeof DATA)[number];
  readonly latency: (typeof LATENCY)[number];
  readonly symptom: (typeof SYMPTOMS)[number];
}

export const DEFAULTS: Case = {
  task: 'next',
  data: 'medium',
  latency: 'loose',
  symptom: 'nothing',
};

/** Things to do, in the order in which to do them. */
export const ADVICE = [
  'baseline',
  'rate',
  'clip',
  'forget-bias',
  'dropout',
  'fewer',
  'wider',
  'second',
  'deep',
  'residual',
  'both-ways',
  'one-way',
  'latency',
  'compare',
] as const;
export type Advice = (typeof ADVICE)[number];

export interface Recommendation {
  /** How many layers to train next. */
  readonly layers: 1 | 2 | 4;
  /** Read the sequence from both ends. */
  readonly bothWays: boolean;
  readonly advice: readonly Advice[];
}

/** What to train next. */
export function recommend({ task, data, latency, symptom }: Case): Recommendation {
  const bothWays = task !== 'next' && latency === 'loose';
  const rich = task === 'map' && data === 'large';
  const layers = layersFor(symptom, rich, latency);
  const wanted: readonly [boolean, Advice][] = [
    [symptom === 'nothing', 'baseline'],
    [symptom !== 'overfits', 'rate'],
    [symptom === 'unstable', 'clip'],
    [symptom === 'forgets', 'forget-bias'],
    [symptom === 'overfits' || (layers > 1 && data !== 'large'), 'dropout'],
    [symptom === 'overfits' || symptom === 'unstable', 'fewer'],
    [symptom === 'underfits', 'wider'],
    [layers === 2, 'second'],
    [layers === 4, 'deep'],
    [layers === 4, 'residual'],
    [bothWays, 'both-ways'],
    [!bothWays, 'one-way'],
    [latency === 'strict', 'latency'],
    [layers > 1, 'compare'],
  ];
  return {
    layers,
    bothWays,
    advice: ADVICE.filter((id) => wanted.some(([is, advice]) => is && advice === id)),
  };
}

/** Depth is added for one symptom only, underfitting, and from the start only where translation and speech needed it. */
function layersFor(symptom: Case['symptom'], rich: boolean, latency: Case['latency']): 1 | 2 | 4 {
  if (symptom === 'overfits' || symptom === 'unstable') return 1;
  if (symptom === 'underfits') return rich && latency === 'loose' ? 4 : 2;
  return rich ? 2 : 1;
}
