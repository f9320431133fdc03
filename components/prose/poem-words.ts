/** The words around the recorded comparison on verse. */
import type { Locale } from '#site/locales.ts';
import type { ArmRow, PoemResults } from './poem-results.ts';

export interface PoemWords {
  readonly label: string;
  readonly model: string;
  readonly perplexity: string;
  readonly parameters: string;
  readonly copied: string;
  readonly alternating: string;
  readonly real: string;
  readonly nGram: (order: number) => string;
  readonly arm: (row: ArmRow) => string;
  readonly range: (median: string, low: string, high: string) => string;
  readonly note: (results: PoemResults) => string;
}

const ratesOf = ({ arms }: PoemResults): string[] => arms.map(({ rate }) => String(rate));

const en: PoemWords = {
  label: 'Perplexity of n-grams and of one and two LSTM layers on test poems',
  model: 'Model',
  perplexity: 'Perplexity (logarithmic)',
  parameters: 'Parameters',
  copied: 'Copied run',
  alternating: 'Lines alternate',
  real: 'Test poems',
  nGram: (order) => ['unigram', 'bigram', 'trigram'][order - 1] ?? `${String(order)}-gram`,
  arm: ({ arm, width }) => (arm === 'one' ? `1 layer of ${width}` : `2 layers of ${width}`),
  range: (median, low, high) => `${median} (${low}–${high})`,
  note: (results) => {
    const [one = '', two = ''] = ratesOf(results);
    const verdict =
      results.better === undefined
        ? 'The seeds of both overlap: no clear difference between one layer and two.'
        : `Every seed with ${results.better === 'one' ? 'one layer' : 'two layers'} beats every seed with ${results.better === 'one' ? 'two' : 'one'}; by chance alone that has a probability of 2 in 252.`;
    return `${results.date}, ${results.arms[0]?.perplexities.length ?? 0} seeds, ${results.arms[0]?.steps ?? 0} updates each; learning rate ${one} for one layer and ${two} for two, chosen on held-out poems. ${verdict}`;
  },
};

const zhCn: PoemWords = {
  label: 'n 元模型、单层与双层 LSTM 在测试诗上的困惑度',
  model: '模型',
  perplexity: '困惑度（对数轴）',
  parameters: '参数量',
  copied: '照抄最长',
  alternating: '平仄相间',
  real: '测试诗',
  nGram: (order) => `${['一', '二', '三', '四', '五'][order - 1] ?? String(order)}元`,
  arm: ({ arm, width }) => (arm === 'one' ? `1 层 × ${width}` : `2 层 × ${width}`),
  range: (median, low, high) => `${median}（${low}–${high}）`,
  note: (results) => {
    const [one = '', two = ''] = ratesOf(results);
    const verdict =
      results.better === undefined
        ? '两组种子的范围相互重叠：单层与双层看不出差别。'
        : `${results.better === 'one' ? '单层' : '双层'}的每个种子都好过${results.better === 'one' ? '双层' : '单层'}的每个种子；纯属偶然的概率是 252 分之 2。`;
    return `${results.date}，各 ${results.arms[0]?.perplexities.length ?? 0} 个种子，每个更新 ${results.arms[0]?.steps ?? 0} 次；学习率在验证诗上选定：单层 ${one}，双层 ${two}。${verdict}`;
  },
};

export const POEM_WORDS = { en, 'zh-cn': zhCn } as const satisfies Record<Locale, PoemWords>;
