/** The words in the scripts of `model-code.ts`, in the language of the reader. */

export const SCRIPT_LANGUAGES = ['en', 'zh-cn'] as const;
export type ScriptLanguage = (typeof SCRIPT_LANGUAGES)[number];

/** Comments are given without their `#`. */
export interface ScriptWords {
  /** One line: what the model is. */
  about: (model: { task: string; arm: string; seed: number; engine: string }) => string;
  /** Introduces the file of weights that has to lie beside. */
  beside: (file: string) => string;
  /** Of what the network reads. */
  shape: Record<'numbers' | 'tokens' | 'letters' | 'bag' | 'pictures', string>;
  /** The sum over a bag of vectors. */
  bag: string;
  residual: string;
  lastStep: string;
  everyStep: string;
  bothEnds: string;
  logits: string;
  /** Why the comparison is made in float64. */
  float64: string;
  /** The same where the page's engine is not its reference. */
  float64Engine: string;
  /** The page's own outputs on a few sequences of its test set. */
  pageOutputs: string;
  fits: string;
  kerasCell: string;
  doubled: string;
  channel: string;
  kerasConvolution: string;
  /** NumPy in, NumPy out. */
  arrays: string;
  metadata: string;
  scaled: string;
  changes: string;
  direct: string;
  recursive: string;
  symbols: string;
  firstCharacter: string;
  opening: string;
  lineEnds: string;
  afterEach: string;
  likeliest: string;
  buckets: string;
  vocabulary: string;
  rules: string;
  sentences: string;
  units: string;
  features: string;
  ofTags: string;
  likeliestTags: string;
  /** Scores of all tags, before the CRF. */
  emissions: string;
  nearTokens: string;
  eachWord: string;
  noLetter: string;
  strongest: string;
  kerasFilters: string;
  crfElsewhere: string;
  firstRows: string;
  sources: string;
  kinds: string;
  characterTokens: string;
  short: string;
  tokenLists: string;
  wordKey: string;
  letterRows: string;
  forbidden: string;
  forwardBackward: string;
  viterbi: string;
  softmax: string;
  readings: string;
  entities: string;
  namesOf: string;
}

export const SCRIPT_WORDS: Record<ScriptLanguage, ScriptWords> = {
  en: {
    about: ({ task, arm, seed, engine }) =>
      `From a web page: task ${task}, model ${arm}, seed ${seed}, engine ${engine}.`,
    beside: (file) => `Reads ${file}, which must lie in the same folder.`,
    shape: {
      numbers: '(batch, time, inputs)',
      tokens: '(batch, time)',
      letters: '(batch, time, 1 + letters): row of the word, rows of its letters',
      bag: '(batch, time, features)',
      pictures: '(batch, height, width), grey, 0 to 1',
    },
    bag: 'a word is the sum of its features’ vectors',
    residual: 'from layer 2 up a layer’s input is added to its output',
    lastStep: 'top layer, last step',
    everyStep: 'top layer, every step',
    bothEnds: 'forward and backward, each at its end',
    logits: 'logits',
    float64: 'the page’s outputs were computed in float64',
    float64Engine: 'more exact than the page, which computes in float32',
    pageOutputs: 'what the page computed for these inputs',
    fits: 'fails unless every name and shape fits',
    kerasCell: 'Keras: inputs first, one bias; the order of the gates is the same',
    doubled: 'every pixel twice in both directions',
    channel: 'one channel',
    kerasConvolution: 'Keras: height, width, inputs, outputs',
    arrays: 'NumPy arrays in and out',
    metadata: 'texts beside the numbers',
    scaled: 'in standard deviations from the mean, both of the training part',
    changes: 'the model tells changes from the last value',
    direct: 'all steps at once',
    recursive: 'one step, read as if it were known by the next',
    symbols: 'a symbol’s place is its token',
    firstCharacter: 'tokens from FIRST on are characters of a text',
    opening: 'the first token says how long the lines are',
    lineEnds: 'a line may end after so many characters',
    afterEach: 'of the next character, after the opening and after each character of the text',
    likeliest: 'the likeliest after a text whose lines end in \\n',
    buckets: 'rows for hashed parts of words',
    vocabulary: 'seen at least twice in training',
    rules: 'the page’s own way to cut a text into words',
    sentences: 'lists of words',
    units: 'UTF-16, as JavaScript counts letters',
    features: 'rows of the table: the word, its ends, its beginnings, its shape',
    ofTags: 'one row a word, one column a tag',
    likeliestTags: 'the likeliest tag of every word of any text',
    emissions: 'emissions, (batch, time, tags)',
    nearTokens: 'each token with its neighbours',
    eachWord: 'along the letters of each word',
    noLetter: '0 only fills up shorter words',
    strongest: 'each filter’s maximum over the word',
    kerasFilters: 'Keras: window, inputs, filters',
    crfElsewhere: 'decoding in NumPy reads these',
    firstRows: 'rows 0 and 1 of a table: none and unknown',
    sources: 'in two or more templates or names of the training part',
    kinds: 'letters are L, marks too, numbers N',
    characterTokens: 'every character but white space',
    short: 'a full stop after it ends no sentence',
    tokenLists: 'lists of tokens',
    wordKey: 'lower case, every digit a 0',
    letterRows: 'the word, then its letters, filled up with 0',
    forbidden: 'I-X must follow B-X or I-X',
    forwardBackward: 'forward and backward, in logarithms: p(tag) of every token',
    viterbi: 'Viterbi: the path of tags with the largest score',
    softmax: 'without a CRF: softmax on each token by itself',
    readings: 'emissions, probabilities, and 1 for the chosen tag, (3, tokens, tags)',
    entities: 'type, first token, the one after the last',
    namesOf: 'the names in any text, with their types',
  },
  'zh-cn': {
    about: ({ task, arm, seed, engine }) =>
      `取自网页：任务 ${task}，模型 ${arm}，种子 ${seed}，引擎 ${engine}。`,
    beside: (file) => `需要读取 ${file}，请放在同一文件夹里。`,
    shape: {
      numbers: '（批量, 时间, 输入）',
      tokens: '（批量, 时间）',
      letters: '（批量, 时间, 1 + 字母数）：先是词的行号，后面是各个字母的行号',
      bag: '（批量, 时间, 特征）',
      pictures: '（批量, 高, 宽），灰度，0 到 1',
    },
    bag: '一个词的向量是它各个特征的向量之和',
    residual: '从第 2 层起，把一层的输入加到它的输出上',
    lastStep: '顶层，最后一步',
    everyStep: '顶层，每一步',
    bothEnds: '正向与反向，各取读完时的状态',
    logits: 'logits（未经 softmax）',
    float64: '网页的这些结果是用 float64 算出的',
    float64Engine: '比网页更精确：网页用 float32 计算',
    pageOutputs: '网页对这些输入算出的结果',
    fits: '名字或形状有一处对不上就会报错',
    kerasCell: 'Keras：输入维在前，只有一个偏置；门的顺序相同',
    doubled: '横竖两个方向上每个像素都重复一次',
    channel: '只有一个通道',
    kerasConvolution: 'Keras 的维度顺序：高、宽、输入、输出',
    arrays: '传入和返回的都是 NumPy 数组',
    metadata: '文件里与数值放在一起的文字',
    scaled: '减去均值，再除以标准差；两者都只用训练部分算出',
    changes: '模型给出的是相对最后一个值的变化',
    direct: '一次预测全部各步',
    recursive: '每次只预测一步，再把它当作已知值接着读',
    symbols: '字符排在第几位，词元编号就是几',
    firstCharacter: '从 FIRST 起的词元才是文字',
    opening: '第一个词元说明每句几个字',
    lineEnds: '一行满这么多字符之后才可以换行',
    afterEach: '下一个字符的概率：开头之后，以及文本中每个字符之后',
    likeliest: '给出一段文本（每行以 \\n 结尾），列出最可能的下一个字符',
    buckets: '词首词尾共用的行数，行号由哈希得到',
    vocabulary: '训练文本里至少出现过两次的词',
    rules: '与网页切分单词的规则完全相同',
    sentences: '每句是一个单词列表',
    units: 'UTF-16，与 JavaScript 计算字符的方式一致',
    features: '向量表中的行号：词本身、词尾、词首、词形',
    ofTags: '每个词一行，每个词性一列',
    likeliestTags: '任意文本中每个词最可能的词性',
    emissions: '发射分数，（批量, 时间, 标签）',
    nearTokens: '每个词元连同左右相邻的词元',
    eachWord: '沿着每个词的字母滑动',
    noLetter: '0 不是字母，只用来补齐较短的词',
    strongest: '每个滤波器只留下整个词里的最大值',
    kerasFilters: 'Keras 的维度顺序：窗口、输入、滤波器',
    crfElsewhere: '用 NumPy 解码时读取',
    firstRows: '表里第 0 行留空，第 1 行表示未知',
    sources: '训练部分至少有两个模板或名字用到',
    kinds: '字母和附加符号记作 L，数字记作 N',
    characterTokens: '除空白以外，每个字符都是一个词元',
    short: '其后的句点不算句子结束',
    tokenLists: '每句是一个词元列表',
    wordKey: '换成小写，数字一律记作 0',
    letterRows: '先是词，后面是各个字母，不够的用 0 补齐',
    forbidden: 'I-X 只能跟在 B-X 或 I-X 之后',
    forwardBackward: '前向后向算法，在对数域里算：每个词元取各个标签的概率',
    viterbi: '维特比算法：总分最高的标签路径',
    softmax: '没有 CRF：每个词元各自做 softmax',
    readings: '发射分数、概率，以及选中的标签（记 1）；（3, 词元, 标签）',
    entities: '类型、第一个词元、末尾词元的下一个',
    namesOf: '任意文本中的名字和类型',
  },
};
