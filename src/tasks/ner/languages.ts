/** The two languages and what the model can be without. */

export const NER_LANGUAGES = ['en', 'zh'] as const;
export type NerLanguage = (typeof NER_LANGUAGES)[number];

/** Below the site's root. */
export const nerFolder = (language: NerLanguage): string => `data/ner-${language}`;

/** The whole model, and what is left of it without a part: without its CRF, its CNN, its LSTM, and without CNN and CRF. */
export const NER_VARIANTS = ['full', 'no-crf', 'no-cnn', 'no-lstm', 'lstm-only'] as const;
export type NerVariant = (typeof NER_VARIANTS)[number];

/** The parts that a variant has, beside word vectors and the linear layer. */
export const partsOf = (variant: NerVariant) => ({
  cnn: variant !== 'no-cnn' && variant !== 'lstm-only',
  lstm: variant !== 'no-lstm',
  crf: variant !== 'no-crf' && variant !== 'lstm-only',
});

/** A sentence that is in no file of data: what the page begins with. */
export const NER_EXAMPLES: Readonly<Record<NerLanguage, string>> = {
  en: 'Yesterday Clara Osei flew from Lisbon to meet the Delta Rowing Club.',
  zh: '昨天，林若溪从青岛飞往柏林，拜访了星河出版社。',
};
