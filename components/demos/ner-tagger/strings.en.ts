/** English words of the demo. */
import { NER_LIMITS } from '#tasks/ner/tokenise.ts';
import { formatCount } from '#viz/format.ts';
import type { NerStrings } from './strings.ts';

const variantNames = {
  full: 'All parts',
  'no-crf': 'No CRF',
  'no-cnn': 'No CNN',
  'no-lstm': 'No BiLSTM',
  'lstm-only': 'BiLSTM only',
} as const;

const limits = `${NER_LIMITS.tokens} tokens and ${formatCount(NER_LIMITS.characters)} characters`;

export const en: NerStrings = {
  gap: ' ',
  name: 'Names in a sentence',
  instruction:
    'Type a sentence and see which names are found. Pick a word to see how its tag was decided. Run trains a tagger from scratch here.',
  model: 'Model',
  models: { en: 'English', zh: 'Chinese' },
  examples: 'Examples',
  example: (number, text) => `Example ${number}: ${text}`,
  text: 'Your sentence',
  hint: {
    en: `English, at most ${limits}. It stays in your browser.`,
    zh: `Chinese, at most ${limits}. It stays in your browser.`,
  },
  find: 'Find names',
  problems: {
    empty: () => 'There is nothing to read. Type at least 1 word.',
    'too-long': ({ characters }) =>
      `The text has ${formatCount(characters)} characters; it may have 1 to ${formatCount(NER_LIMITS.characters)}.`,
    'too-many-tokens': ({ tokens }) =>
      `The text has ${formatCount(tokens)} tokens; it may have 1 to ${NER_LIMITS.tokens}.`,
    'long-word': ({ word, letters }) =>
      `“${word}” has ${letters} letters; a word may have 1 to ${NER_LIMITS.letters}.`,
    broken: ({ place }) =>
      `Character ${place} is half of a surrogate pair, which is no character. Delete it.`,
    'other-script': ({ text }, model) =>
      model === 'en'
        ? `“${text}” has no Latin letter. The English model has read nothing else; switch to the Chinese one above.`
        : `“${text}” has no Chinese character. The Chinese model has read nothing else; switch to the English one above.`,
  },
  sentenceLabel: 'The sentence with its names',
  types: { PER: 'person', LOC: 'place', ORG: 'organisation' },
  noName: 'No name found in this sentence.',
  reads: (variant, live) =>
    `Read by the ${live ? 'model trained here' : 'recorded model'}, “${variant}”.`,
  stale: (why, shown, live) =>
    ({
      text: 'Below is still the last text that was read.',
      model: `Below is still the ${live ? 'model trained here' : 'recorded model'}, “${variantNames[shown]}”. Run trains the one you chose.`,
      language: 'Below is still the other language; this one is being loaded.',
    })[why],
  parts: 'Parts of the model',
  partNames: { cnn: 'Character CNN', lstm: 'BiLSTM', crf: 'CRF' },
  cnn: {
    en: 'The CNN reads the letters of each word, three at a time.',
    zh: 'A Chinese character has no letters inside, so here the CNN reads three neighbouring characters at a time.',
  },
  variants: {
    full: 'All three parts, as in the paper, at small scale.',
    'no-crf': 'Without the CRF, each token picks its own tag by softmax.',
    'no-cnn': 'Without the CNN, a token is its vector only, and an unseen one has none.',
    'no-lstm': 'Without the BiLSTM, a token sees its neighbours through the CRF only.',
    'lstm-only': 'Word vectors and BiLSTM only: no CNN, and each token picks its own tag.',
  },
  variantNames,
  held: (parts) =>
    parts.length === 1
      ? `${parts[0]} cannot be switched now: that combination was never recorded.`
      : `${parts.join(' and ')} cannot be switched now: those combinations were never recorded.`,
  seed: 'Seed',
  node: 'Nodes show',
  nodes: { emission: 'Emission', marginal: 'Marginal' },
  latticeLabel: (tokens) =>
    `Viterbi lattice, ${tokens} tokens by 7 tags, and the marginals beneath. The slider in it chooses a node with the arrow keys.`,
  choose: 'Chosen node: left and right through tokens, up and down through tags',
  chosen: (token, tag, share, known) =>
    `${token}, ${tag}, probability ${share}%${known ? '' : ', no vector of its own'}`,
  stripTitle: (linked) => `${linked ? 'Marginals' : 'Softmax of each token'}, %`,
  key: {
    edges: 'best way into each node',
    path: 'chosen path',
    greedy: (differs, breaks) =>
      `largest emissions alone: ${
        differs === 0
          ? 'the same path'
          : `${differs} ${differs === 1 ? 'token differs' : 'tokens differ'}`
      }${breaks === 0 ? '' : `, ${breaks} forbidden ${breaks === 1 ? 'step' : 'steps'}`}`,
    unknown: 'underlined: no vector of its own',
  },
  formulaTitle: (place, token, tag) => `Token ${place}, “${token}”, as ${tag}`,
  unlinked:
    'This model has no transitions. Every token takes the tag with the largest emission, whatever stands beside it.',
  unreachable: (place, tag) =>
    place === 1
      ? `No name begins with ${tag}, so no path starts here.`
      : `No allowed path reaches ${tag} at token ${place}.`,
  lastToken: (tag) =>
    `The sentence ends here: of the seven sums, that of ${tag} is largest, and its way back is the path.`,
  candidates: (before, tag) => `Ways from token ${before} into ${tag}`,
  sum: 'sum',
  forbidden: 'forbidden',
  matrixTitle: 'Transition scores A: from the row’s tag to the column’s',
  noMatrix: 'Without a CRF there are no transition scores to show.',
  from: 'from',
  start: 'start',
  end: 'end',
  cell: (from, to, score) =>
    `${from} → ${to}: ${score === undefined ? 'not used' : score === 'forbidden' ? 'forbidden' : score}`,
  curveTitle: (variant) => `F1 on held-out sentences after each epoch: ${variant}`,
  curveLabel: (recorded, last, epochs) =>
    `${recorded} recorded trainings of this variant${last === undefined ? '' : `, and the one here: F1 ${last} after epoch ${epochs}`}.`,
  curveRecorded: 'thin: recorded seeds',
  curveBoth: (last) => `thin: recorded · ◆ here: ${last}`,
  epochAxis: 'epoch',
  cellsTitle: 'Entity F1 on the test sentences',
  cellsLabel: (variant) =>
    `Entity F1 of five variants in three test cells, one dot a seed; the row of “${variant}” is marked. The numbers are in the table below.`,
  cellKey: {
    seeds: 'recorded seed, median',
    live: 'trained here',
    longestMatch: 'longest match with training names',
    mostFrequentTag: 'most frequent tag',
  },
  groups: {
    knownNames: 'Synthetic, known names',
    newNames: 'Synthetic, new names',
    annotated: 'Annotated sentences',
    seen: 'annotated, seen names',
    unseen: 'annotated, unseen names',
  },
  rowNames: {
    ...variantNames,
    longestMatch: 'Longest match',
    mostFrequentTag: 'Most frequent tag',
    live: 'Trained here',
  },
  variant: 'Model',
  tableSummary: 'F1 as a table: median over seeds, least to largest',
  result: (variant, annotated, newNames) =>
    `${variant}, ${annotated.seeds} recorded seeds: median F1 ${newNames.middle} (${newNames.low}–${newNames.high}) on new templates with new names, ${annotated.middle} (${annotated.low}–${annotated.high}) on the annotated sentences.`,
  baseline: ({ knownNames, newNames, annotated }) =>
    `Looking up the training names by longest match gets ${knownNames} where the names are known, ${newNames} where they are new, and ${annotated} on the annotated sentences.`,
  liveResult: (variant, newNames, annotated) =>
    `Trained here (${variant}): F1 ${newNames} on new templates with new names, ${annotated} on the annotated sentences.`,
  shown: 'recorded',
  taken: (language, variant, seed, live) =>
    `${live ? 'Trained here' : 'Published'}: ${language}, ${variant}, seed ${seed}`,
  provenance: (engine, seed) => `published model: all parts, seed ${seed}, made with ${engine} by`,
  facts: (parameters, annotated, entities) =>
    `${formatCount(parameters)} weights; ${annotated} annotated sentences with ${entities} names`,
  synthetic:
    'Trained on synthetic sentences only: templates filled with names. Real text is harder.',
  missing: 'The record of this language could not be loaded. Switch back and try again.',
  announce: (score) => `Trained. F1 on the annotated sentences is ${score}.`,
};
