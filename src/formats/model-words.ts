/** The words in the scripts of `model-code.ts`, in the language of the reader. */

export const SCRIPT_LANGUAGES = ['en', 'zh-cn'] as const;
export type ScriptLanguage = (typeof SCRIPT_LANGUAGES)[number];

/** Comments are given without their `#`. */
export interface ScriptWords {
  /** One line: what was trained. */
  about: (model: { task: string; arm: string; seed: number; engine: string }) => string;
  /** Introduces the file of weights that has to lie beside. */
  beside: (file: string) => string;
  shape: (tokens: boolean) => string;
  residual: string;
  lastStep: string;
  everyStep: string;
  bothEnds: string;
  logits: string;
  /** Why the comparison is made in float64. */
  float64: string;
  /** The page's own outputs on a few sequences of its test set. */
  pageOutputs: string;
  fits: string;
  kerasCell: string;
}

export const SCRIPT_WORDS: Record<ScriptLanguage, ScriptWords> = {
  en: {
    about: ({ task, arm, seed, engine }) =>
      `Trained in a web page: task ${task}, model ${arm}, seed ${seed}, engine ${engine}.`,
    beside: (file) => `Reads ${file}, which must lie in the same folder.`,
    shape: (tokens) => (tokens ? '(batch, time)' : '(batch, time, inputs)'),
    residual: 'from layer 2 up a layer’s input is added to its output',
    lastStep: 'top layer, last step',
    everyStep: 'top layer, every step',
    bothEnds: 'forward and backward, each at its end',
    logits: 'logits',
    float64: 'the page’s reference computes in float64',
    pageOutputs: 'what the page computed for these inputs',
    fits: 'fails unless every name and shape fits',
    kerasCell: 'Keras: inputs first, one bias; the order of the gates is the same',
  },
  'zh-cn': {
    about: ({ task, arm, seed, engine }) =>
      `在网页中训练：任务 ${task}，模型 ${arm}，种子 ${seed}，引擎 ${engine}。`,
    beside: (file) => `需要读取 ${file}，请放在同一文件夹里。`,
    shape: (tokens) => (tokens ? '（批量, 时间）' : '（批量, 时间, 输入）'),
    residual: '从第 2 层起，把一层的输入加到它的输出上',
    lastStep: '顶层，最后一步',
    everyStep: '顶层，每一步',
    bothEnds: '正向与反向，各取读完时的状态',
    logits: 'logits（未经 softmax）',
    float64: '网页的参考实现用 float64 计算',
    pageOutputs: '网页对这些输入算出的结果',
    fits: '名字或形状有一处对不上就会报错',
    kerasCell: 'Keras：输入维在前，只有一个偏置；门的顺序相同',
  },
};
