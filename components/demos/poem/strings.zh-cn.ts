/** Chinese words of the poem writer. */
import { INPUT_LIMITS } from '#tasks/verse-input.ts';
import { formatCount } from '#viz/format.ts';
import { perplexityText, sourceText } from './lines.ts';
import type { PoemStrings } from './strings.ts';

export const zhCn: PoemStrings = {
  lang: 'zh-Hans',
  name: '写诗',
  instruction: '选体裁，给首句或藏头的字，按“写诗”；再拖动滑块，看每个字是怎么选出来的。',
  verse: '学的是',
  verses: { quatrains: '唐人绝句', psalms: '英文《诗篇》' },
  form: '体裁',
  forms: { '5': '五言', '7': '七言' },
  mode: '起句',
  modes: { free: '不限', opening: '给首句', acrostic: '藏头' },
  text: {
    quatrains: {
      opening: '首句，写全或只写开头几个字',
      acrostic: `藏头的字，1 到 ${INPUT_LIMITS.quatrains.initials} 个`,
    },
    psalms: {
      opening: `首句的开头，英文，最多 ${INPUT_LIMITS.psalms.opening} 个字符`,
      acrostic: `各行首字母，最多 ${INPUT_LIMITS.psalms.initials} 个`,
    },
  },
  temperature: '温度',
  topK: '只在前几名里抽',
  seed: '种子',
  write: '写诗',
  another: '换一首',
  refused: (verse, refusal) => {
    switch (refusal.reason) {
      case 'empty':
        return '这里还空着，至少要写 1 个字。';
      case 'too-long':
        return `最多 ${refusal.most} 个${verse === 'quatrains' ? '字' : '字符'}，这里有 ${formatCount(refusal.length)} 个。`;
      case 'too-many':
        return verse === 'quatrains'
          ? `最多 ${refusal.most} 句，这里有 ${formatCount(refusal.length)} 句。`
          : `最多 ${refusal.most} 行，这里有 ${formatCount(refusal.length)} 行。`;
      case 'line-length':
        return verse === 'quatrains'
          ? `每句须是五个字或七个字，“${refusal.line}”有 ${refusal.length} 个。`
          : `每行最多 ${INPUT_LIMITS.psalms.line} 个字符，“${refusal.line}…”有 ${refusal.length} 个。`;
      case 'unknown':
        return verse === 'quatrains'
          ? `模型不认识“${refusal.symbols.join('”“')}”。它只认得训练诗里最常见的 2,496 个简体字。`
          : `模型不认识“${refusal.symbols.join('”“')}”。它只认得英文字母和常用标点。`;
    }
  },
  failures: {
    'no-backend': '这个浏览器里没有能用的引擎。',
    'no-model': '模型没有取到。已写好的诗还在。',
    'worker-failed': '写诗的线程出错了。已写好的诗还在，微调学到的丢失了。',
    'worker-silent': '写诗的线程没有回应。已写好的诗还在，微调学到的丢失了。',
  },
  retry: '再试一次',
  alternates: { yes: '平仄相间', no: '不相间', open: '看两读字' },
  toneKey:
    '○ 平　● 上、去（仄）　入 入声（仄）　◐ 平仄两读　· 表中无此字。右边说的是二、四（六）字是否平仄相间；押韵与否不作判断。',
  lineTones: (line, result) => `第 ${line} 句：${result}。`,
  copied: ({ verse, copy }) =>
    copy === undefined
      ? '写完后与训练用的诗逐字比对。'
      : verse === 'quatrains'
        ? `与训练诗相同的最长一段：“${copy.text}”，${copy.text.length} 个字，出自“${sourceText(verse, copy.source)}”。整句照抄：${copy.lines} 句。`
        : `与训练文本相同的最长一段有 ${copy.text.length} 个字符（画线处），出自“${sourceText(verse, copy.source)}”。整行照抄：${copy.lines} 行。`,
  step: (place, total, symbol) => `第 ${place} 步，共 ${total} 步，${symbol}`,
  expected: (place) => `第 ${place} 步之前，模型认为下一个是：`,
  drawn: (symbol, percent, given) =>
    given ? `${symbol}是给定的，模型原本给它 ${percent}。` : `抽中${symbol}，模型给它 ${percent}。`,
  newline: '换行',
  blank: '空格',
  layer: (layer, units) => `第 ${layer} 层，${units} 个单元`,
  statesLabel: (layers, units) =>
    `写诗时 ${layers} 层、每层 ${units} 个单元的隐状态：每行一个单元，每列一步。`,
  hidden: '隐状态 h',
  lesson: '用你的诗句微调',
  lessonHelp: {
    quatrains: `贴上五言或七言的句子，每行或每个标点之间一句，最多 ${INPUT_LIMITS.quatrains.lines} 句。模型在本页学，不上传。`,
    psalms: `贴上英文诗行，最多 ${INPUT_LIMITS.psalms.lines} 行。模型在本页学，不上传。`,
  },
  model: (verse, live) => `${verse}，${live ? '学过你的诗句' : '预先训练'}`,
  learn: '学这些诗句',
  forget: '撤销，恢复原模型',
  learned: ({ done, total, first, latest }) =>
    `更新 ${done}/${total} 次，这些诗句的困惑度从 ${perplexityText(first)} 变为 ${perplexityText(latest)}。现在写的诗用的是微调后的模型。`,
  forgotten: '现在是发布时的模型。',
  state: { idle: '已写完', writing: '正在写……', learning: '正在学……', failed: '已停止' },
  written: '已录',
  about: ({ parameters, hiddenSize, perplexity, trainingTime, steps, seed, date }) =>
    `2 × ${hiddenSize} 个单元，${formatCount(parameters)} 个参数，8 位；测试诗困惑度 ${perplexityText(perplexity.published)}；训练 ${formatCount(steps)} 步，CPU 用时 ${trainingTime} 秒，种子 ${seed}，${date}`,
  ran: (device, ms, characters) => `${device}，${characters} 步用 ${ms.toFixed(0)} 毫秒`,
};
