/** Chinese words of the demo. */
import { NER_LIMITS } from '#tasks/ner/tokenise.ts';
import { formatCount } from '#viz/format.ts';
import type { NerStrings } from './strings.ts';

const variantNames = {
  full: '完整模型',
  'no-crf': '去掉 CRF',
  'no-cnn': '去掉 CNN',
  'no-lstm': '去掉 BiLSTM',
  'lstm-only': '只留 BiLSTM',
} as const;

const limits = `最多 ${NER_LIMITS.tokens} 个词元、${formatCount(NER_LIMITS.characters)} 个字符`;

export const zhCn: NerStrings = {
  gap: '',
  name: '找出句中的名字',
  instruction:
    '输入一句话，看模型找到哪些人名、地名和机构名。选一个词元，看它的标签是怎么定的。按“运行”，就在这里从头训练。',
  model: '模型',
  models: { en: '英文', zh: '中文' },
  examples: '例句',
  example: (number, text) => `例句 ${number}：${text}`,
  text: '你的句子',
  hint: {
    en: `英文，${limits}。内容不会离开浏览器。`,
    zh: `中文，${limits}。内容不会离开浏览器。`,
  },
  find: '标出名字',
  problems: {
    empty: () => '没有可读的内容。请至少输入 1 个词元。',
    'too-long': ({ characters }) =>
      `这段文字有 ${formatCount(characters)} 个字符，应为 1 到 ${formatCount(NER_LIMITS.characters)} 个。`,
    'too-many-tokens': ({ tokens }) =>
      `这段文字有 ${formatCount(tokens)} 个词元，应为 1 到 ${NER_LIMITS.tokens} 个。`,
    'long-word': ({ word, letters }) =>
      `“${word}”有 ${letters} 个字母；一个词应为 1 到 ${NER_LIMITS.letters} 个字母。`,
    broken: ({ place }) => `第 ${place} 个字符只是代理对的一半，不成字符。请删掉它。`,
    'other-script': ({ text }, model) =>
      model === 'en'
        ? `“${text}”里没有拉丁字母。英文模型只读过英文，请在上面换成中文模型。`
        : `“${text}”里没有汉字。中文模型只读过中文，请在上面换成英文模型。`,
  },
  sentenceLabel: '标出名字的句子',
  types: { PER: '人名', LOC: '地名', ORG: '机构名' },
  noName: '这句话里没有找到名字。',
  reads: (variant, live) => `由${live ? '这里训练的' : '预先训练的'}“${variant}”读出。`,
  stale: (why, shown, live) =>
    ({
      text: '下面仍是上次读过的文字。',
      model: `下面仍是${live ? '这里训练的' : '预先训练的'}“${variantNames[shown]}”。按“运行”训练你选的模型。`,
      language: '下面仍是另一种语言，正在载入这一种。',
    })[why],
  parts: '模型的组成',
  partNames: { cnn: '字符 CNN', lstm: 'BiLSTM', crf: 'CRF' },
  cnn: {
    en: 'CNN 读每个词的字母，一次看三个。',
    zh: '汉字里面没有字母，所以这里的 CNN 读相邻的汉字，一次看三个。',
  },
  variants: {
    full: '三个部分都在，与论文结构相同，规模较小。',
    'no-crf': '没有 CRF，每个词元各自用 softmax 选标签。',
    'no-cnn': '没有 CNN，词元只靠自己的向量；没见过的词元没有专属向量。',
    'no-lstm': '没有 BiLSTM，词元只能通过 CRF 看到邻居的标签。',
    'lstm-only': '只有词向量和 BiLSTM：没有 CNN，每个词元各自选标签。',
  },
  variantNames,
  held: (parts) => `现在不能切换 ${parts.join('和 ')}：没有录过这种组合。`,
  seed: '种子',
  node: '节点显示',
  nodes: { emission: '发射分数', marginal: '边缘概率' },
  latticeLabel: (tokens) =>
    `维特比网格，${tokens} 个词元 × 7 种标签，下面是边缘概率。图中的滑块用方向键选择节点。`,
  choose: '选中的节点：左右键换词元，上下键换标签',
  chosen: (token, tag, share, known) =>
    `${token}，${tag}，概率 ${share}%${known ? '' : '，没有专属向量'}`,
  stripTitle: (linked) => `${linked ? '边缘概率' : '各词元的 softmax'}，%`,
  key: {
    edges: '到每个节点的最优走法',
    path: '选定的路径',
    greedy: (differs, breaks) =>
      `只看最大发射分数：${differs === 0 ? '路径相同' : `${differs} 个词元不同`}${breaks === 0 ? '' : `，${breaks} 步违反 BIO`}`,
    unknown: '下划线：没有专属向量',
  },
  formulaTitle: (place, token, tag) => `第 ${place} 个词元“${token}”标为 ${tag}`,
  unlinked: '这个模型没有转移分数。每个词元只取发射分数最大的标签，不管旁边是什么。',
  unreachable: (place, tag) =>
    place === 1
      ? `名字不能以 ${tag} 开头，没有路径从这里出发。`
      : `没有合法路径能在第 ${place} 个词元到达 ${tag}。`,
  lastToken: (tag) => `句子到此结束：七个和里 ${tag} 的最大，从它往回走就是整条路径。`,
  candidates: (before, tag) => `从第 ${before} 个词元到 ${tag} 的走法`,
  sum: '和',
  forbidden: '禁止',
  matrixTitle: '转移分数 A：从行标签到列标签',
  noMatrix: '没有 CRF，就没有转移分数可看。',
  from: '从',
  start: '句首',
  end: '句尾',
  cell: (from, to, score) =>
    `${from} → ${to}：${score === undefined ? '用不到' : score === 'forbidden' ? '禁止' : score}`,
  curveTitle: (variant) => `每轮之后，留出句子上的 F1：${variant}`,
  curveLabel: (recorded, last, epochs) =>
    `这种模型已录 ${recorded} 次训练${last === undefined ? '' : `；这里的训练在第 ${epochs} 轮后 F1 为 ${last}`}。`,
  curveRecorded: '细线：已录的种子',
  curveBoth: (last) => `细线：已录 · ◆ 这里：${last}`,
  epochAxis: '轮',
  cellsTitle: '测试句子上的实体 F1',
  cellsLabel: (variant) =>
    `五种模型在三组测试句子上的实体 F1，一点是一个种子；“${variant}”一行加了底色。数字见下表。`,
  cellKey: {
    seeds: '已录的种子与中位数',
    live: '这里训练的',
    longestMatch: '与训练名字最长匹配',
    mostFrequentTag: '最常见标签',
  },
  groups: {
    knownNames: '合成句，见过的名字',
    newNames: '合成句，新名字',
    annotated: '逐句标注',
    seen: '标注句，见过的名字',
    unseen: '标注句，没见过的名字',
  },
  rowNames: {
    ...variantNames,
    longestMatch: '最长匹配',
    mostFrequentTag: '最常见标签',
    live: '这里训练的',
  },
  variant: '模型',
  tableSummary: 'F1 数据表：各种子的中位数，最小到最大',
  result: (variant, annotated, newNames) =>
    `${variant}，${annotated.seeds} 个已录的种子：新模板加新名字的 F1 中位数 ${newNames.middle}（${newNames.low}–${newNames.high}），逐句标注的句子 ${annotated.middle}（${annotated.low}–${annotated.high}）。`,
  baseline: ({ knownNames, newNames, annotated }) =>
    `只拿训练名字做最长匹配：名字见过时 F1 为 ${knownNames}，全是新名字时 ${newNames}，标注句上 ${annotated}。`,
  liveResult: (variant, newNames, annotated) =>
    `这里训练的（${variant}）：新模板加新名字的 F1 为 ${newNames}，标注句为 ${annotated}。`,
  shown: '录于',
  taken: (language, variant, seed, live) =>
    `${live ? '在这里训练' : '预先训练'}：${language}，${variant}，种子 ${seed}`,
  provenance: (engine, seed) => `预先训练的模型：完整模型，种子 ${seed}，由 ${engine} 生成，命令`,
  facts: (parameters, annotated, entities) =>
    `${formatCount(parameters)} 个权重；标注句 ${annotated} 个，含名字 ${entities} 个`,
  synthetic: '训练数据全是合成的：模板填上名字。真实文本更难。',
  missing: '这种语言的已录结果没能载入。请换回去再试。',
  announce: (score) => `训练完毕。标注句上的 F1 为 ${score}。`,
};
