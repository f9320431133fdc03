/**
 * The mistakes that readers make most often with LSTMs. Each has a heading of its own, and the search leads there by the
 * words that a reader has: the text of the error, or the symptom. Needs a built site: `npm run build`.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import type { SearchIndex } from '#search/pagefind.ts';
import { search } from '#search/search.ts';
import { LOCALES, pathIn, type Locale } from '#site/locales.ts';
import { openFromDisk } from './disk-index.ts';

/** An error, what is typed for it, and where it is explained: page and heading. */
type Row = readonly [
  error: string,
  queries: Readonly<Record<Locale, readonly string[]>>,
  page: string,
  heading: string,
];

const ERRORS: readonly Row[] = [
  [
    '1 missing return_sequences',
    {
      en: [
        'expected ndim=3, found ndim=2',
        "ValueError: Input 0 with name 'None' of layer 'lstm_3' is incompatible with the layer: expected ndim=3, found ndim=2. Full shape received: (None, 16)",
        'Input 0 is incompatible with layer lstm_1: expected ndim=3, found ndim=2',
      ],
      'zh-cn': [
        'expected ndim=3, found ndim=2 怎么解决',
        "ValueError: Input 0 with name 'None' of layer 'lstm_3' is incompatible with the layer: expected ndim=3, found ndim=2. Full shape received: (None, 16)",
      ],
    },
    'frameworks/keras-lstm',
    'expected-ndim-3',
  ],
  [
    'keras-contrib under Keras 3',
    {
      en: [
        "AttributeError: module 'keras.backend' has no attribute 'any'",
        'keras_contrib CRF Keras 3',
      ],
      'zh-cn': [
        "AttributeError: module 'keras.backend' has no attribute 'any'",
        'keras_contrib 的 CRF 报错 keras.backend has no attribute',
      ],
    },
    'applications/ner-bilstm-cnn-crf',
    'keras-contrib',
  ],
  [
    'TimeDistributed without return_sequences',
    {
      en: [
        'ValueError: `TimeDistributed` Layer should be passed an `input_shape` with at least 3 dimensions, received: (None, 96)',
      ],
      'zh-cn': [
        '`TimeDistributed` Layer should be passed an `input_shape` with at least 3 dimensions, received: (None, 96)',
      ],
    },
    'applications/ner-bilstm-cnn-crf',
    'return-sequences',
  ],
  [
    'the mask does not fit the loss of a CRF',
    {
      en: ['CRF loss mask shape, The size of tensor a (3) must match the size of tensor b (5)'],
      'zh-cn': ['CRF 损失函数与掩码形状不一致'],
    },
    'applications/ner-bilstm-cnn-crf',
    'mask-and-loss',
  ],
  [
    'the mask is lost on the way',
    {
      en: ['Keras mask lost after Conv1D', 'Concatenate mask all True Keras'],
      'zh-cn': ['Keras 的 mask 经过 Conv1D 之后丢了'],
    },
    'applications/ner-bilstm-cnn-crf',
    'masks',
  ],
  [
    'accuracy and padding in place of F1',
    {
      en: ['NER accuracy is high but no entities are found'],
      'zh-cn': ['NER 准确率很高却一个实体也没识别出来'],
    },
    'applications/ner-bilstm-cnn-crf',
    'accuracy',
  ],
  [
    '11 forget bias set twice',
    {
      en: ['forget gate bias set to 1 in bias_ih and bias_hh, is it 2'],
      'zh-cn': ['bias_ih 和 bias_hh 的遗忘门都设成 1，遗忘门偏置是 2 吗'],
    },
    'frameworks/weight-conversion',
    'forget-bias',
  ],
  [
    '12 gate order taken for i, f, o, g',
    {
      en: ['converted LSTM weights give different outputs, gate order'],
      'zh-cn': ['转换权重后 LSTM 输出对不上，门的次序'],
    },
    'frameworks/weight-conversion',
    'gate-order',
  ],
  [
    '13 comparing 1 × H with 2 × H',
    {
      en: ['why is comparing num_layers=1 with num_layers=2 at the same hidden_size unfair'],
      'zh-cn': ['为什么 hidden_size 不变比较 num_layers=1 和 num_layers=2 不公平'],
    },
    'depth/equal-parameters',
    'no-test-of-depth',
  ],
  [
    '14 scaler fitted on all data, no persistence baseline',
    {
      en: [
        'scaler fit_transform on all data before the train test split, data leakage LSTM',
        'my LSTM forecast only copies the last value, persistence baseline',
      ],
      'zh-cn': ['归一化在划分训练集测试集之前做，数据泄漏', 'LSTM 预测只是在复制上一个值'],
    },
    'frameworks/keras-lstm',
    'scaler-leak',
  ],
  [
    '15 stateful and shuffle',
    {
      en: ['stateful=True shuffle=True', 'stateful LSTM Keras shuffle=False'],
      'zh-cn': ['stateful=True shuffle=True', 'stateful LSTM 为什么要 shuffle=False'],
    },
    'frameworks/keras-lstm',
    'stateful-shuffle',
  ],
  [
    '16 one seed',
    {
      en: ['I trained each model once with one random seed, which one is better'],
      'zh-cn': ['两个模型各训练一次、只用一个随机种子，能比出哪个好吗'],
    },
    'depth/equal-parameters',
    'one-seed',
  ],
];

const indexes = new Map<Locale, SearchIndex>();
beforeAll(async () => {
  for (const locale of LOCALES)
    indexes.set(locale, await openFromDisk(join(process.cwd(), 'dist'), locale));
});

describe.each(LOCALES)('in %s the search leads to the heading of', (locale) => {
  it.each(ERRORS)('%s', async (_, queries, page, heading) => {
    const index = indexes.get(locale);
    if (!index) throw new Error(`no index in ${locale}`);
    for (const query of queries[locale]) {
      const { groups } = await search(query, index);
      expect(groups.answer[0]?.href, query).toBe(`${pathIn(locale, page)}#${heading}`);
    }
  });
});
