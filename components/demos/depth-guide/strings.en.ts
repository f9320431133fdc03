/** English words of the depth guide. */
import type { GuideStrings } from './strings.ts';

export const en: GuideStrings = {
  name: 'How many layers for my case?',
  instruction: 'Answer four questions. The recommendation says what to train next, and why.',
  questions: {
    task: 'The model',
    data: 'Training sequences',
    latency: 'An answer is due',
    symptom: 'What you have seen',
  },
  task: {
    next: 'predicts the next steps, or generates',
    label: 'labels words, sentences, recordings',
    map: 'translates, transcribes speech',
  },
  data: { small: 'fewer than 1,000', medium: '1,000 to 100,000', large: 'more than 100,000' },
  latency: { loose: 'some time later', strict: 'at every step, at once' },
  symptom: {
    nothing: 'nothing yet',
    underfits: 'training error stays high',
    overfits: 'good in training, worse in validation',
    forgets: 'it misses what lies far back',
    unstable: 'more layers made it worse or unstable',
  },
  headline: ({ layers, bothWays }) => {
    const ways = bothWays ? ', read both ways' : '';
    if (layers === 1) return `Train one layer${ways}.`;
    if (layers === 2) return `Train two layers${ways}, against one at equal parameters.`;
    return `Go up to four layers${ways}, with residual connections.`;
  },
  advice: {
    baseline:
      'First beat something without a network: the last value, a linear model, n-gram counts, the most frequent tag.',
    rate: 'Tune the learning rate for this very number of layers; a rate that suits one depth may stop another.',
    clip: 'Clip the norm of the gradient, for instance to 1.',
    'forget-bias':
      'Memory is set by the forget gates: start their bias at 1 or 2, or at the logarithm of the span. Leave the number of layers alone.',
    dropout: 'Use dropout between layers and before the head, and choose it on validation data.',
    fewer: 'Take layers away before you repair them: one layer is the measure for all others.',
    wider: 'Try more units first. A wider layer costs no further step in the chain.',
    second: 'Then add a second layer, with both at the same number of parameters.',
    deep: 'Add layers one at a time, up to four; beyond that, plain stacks are reported to fail.',
    residual: 'Add the input of each layer to its output from the second layer on.',
    'both-ways':
      'The whole sequence is there before the answer: let a second direction read it from the end.',
    'one-way':
      'One direction only: a backward one would have to wait for the end, or would read what it is to predict.',
    latency:
      'Each further layer is one more computation that an answer has to wait for; count it into your limit.',
    compare:
      'Compare over several seeds, on the same data, and allow for the result that there is no difference.',
  },
  reading: {
    'forget-bias': {
      page: 'depth/gradients-in-time-and-depth',
      text: 'Gradients in time and depth',
    },
    fewer: { page: 'depth/when-depth-hurts', text: 'When depth hurts' },
    second: { page: 'depth/single-vs-two-layer', text: 'One layer or two' },
    residual: { page: 'depth/when-depth-hurts', text: 'When depth hurts' },
    'both-ways': { page: 'depth/two-layer-vs-bidirectional', text: 'Two layers or two directions' },
    compare: { page: 'depth/equal-parameters', text: 'Equal parameters' },
  },
  rule: 'A rule of thumb, printed in full below. It has not seen your data.',
};
