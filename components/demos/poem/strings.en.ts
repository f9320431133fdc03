/** English words of the poem writer. */
import { INPUT_LIMITS } from '#tasks/verse-input.ts';
import { formatCount } from '#viz/format.ts';
import { perplexityText, sourceText } from './lines.ts';
import type { PoemStrings } from './strings.ts';

export const en: PoemStrings = {
  lang: 'en',
  name: 'Poem writer',
  instruction:
    'Give an opening or the first letters of the lines, press Write, then move the slider to see how each character was chosen.',
  verse: 'Learned from',
  verses: { quatrains: 'Tang quatrains', psalms: 'Psalms' },
  form: 'Line',
  forms: { '5': '5 characters', '7': '7 characters' },
  mode: 'Begin with',
  modes: { free: 'nothing', opening: 'an opening', acrostic: 'an acrostic' },
  text: {
    quatrains: {
      opening: 'First line in Chinese, whole or its beginning',
      acrostic: `First characters of the lines, 1 to ${INPUT_LIMITS.quatrains.initials}`,
    },
    psalms: {
      opening: `How the first line begins, up to ${INPUT_LIMITS.psalms.opening} characters`,
      acrostic: `First letters of the lines, up to ${INPUT_LIMITS.psalms.initials}`,
    },
  },
  temperature: 'Temperature',
  topK: 'Draw among the top',
  seed: 'Seed',
  write: 'Write',
  another: 'Another',
  refused: (verse, refusal) => {
    switch (refusal.reason) {
      case 'empty':
        return 'There is nothing here yet. Type something first.';
      case 'too-long':
        return `At most ${refusal.most} characters; this has ${formatCount(refusal.length)}.`;
      case 'too-many':
        return `At most ${refusal.most} lines; this has ${formatCount(refusal.length)}.`;
      case 'line-length':
        return verse === 'quatrains'
          ? `Lines must have five or seven characters; “${refusal.line}” has ${refusal.length}.`
          : `Lines may have at most ${INPUT_LIMITS.psalms.line} characters; “${refusal.line}…” has ${refusal.length}.`;
      case 'unknown':
        return verse === 'quatrains'
          ? `The model does not know “${refusal.symbols.join('” “')}”. It reads the 2,496 commonest simplified characters of its poems.`
          : `The model does not know “${refusal.symbols.join('” “')}”. It reads the letters and marks that stand in its Psalms.`;
    }
  },
  failures: {
    'no-backend': 'No engine works in this browser.',
    'no-model': 'The model did not come. The poem on the page stays.',
    'worker-failed':
      'The thread that writes has failed. The poem on the page stays; what was learned from your lines is lost.',
    'worker-silent':
      'The thread that writes has fallen silent. The poem on the page stays; what was learned from your lines is lost.',
  },
  retry: 'Try again',
  alternates: { yes: 'alternates', no: 'does not alternate', open: 'open' },
  toneKey:
    '○ level tone　● rising or departing (oblique)　入 entering (oblique)　◐ read either way　· not in the table. Beside each line: whether its 2nd, 4th (and 6th) characters alternate between level and oblique. Rhyme is not judged.',
  lineTones: (line, result) => `Line ${line}: ${result}. `,
  copied: ({ verse, copy }) =>
    copy === undefined
      ? 'Once written, the poem is compared with the training text, character by character.'
      : verse === 'quatrains'
        ? `Longest run shared with a training poem: “${copy.text}”, ${copy.text.length} characters, from “${sourceText(verse, copy.source)}”. Whole lines copied: ${copy.lines}.`
        : `Longest run shared with the training text: ${copy.text.length} characters (underlined), from “${sourceText(verse, copy.source)}”. Whole lines copied: ${copy.lines}.`,
  step: (place, total, symbol) => `Step ${place} of ${total}, ${symbol}`,
  expected: (place) => `Before step ${place} the model expected:`,
  drawn: (symbol, percent, given) =>
    given
      ? `${symbol} was given; the model had ${percent} for it.`
      : `Drawn: ${symbol}, for which the model had ${percent}.`,
  newline: 'line break',
  blank: 'space',
  layer: (layer, units) => `Layer ${layer}, ${units} units`,
  statesLabel: (layers, units) =>
    `Hidden states of ${layers} layers of ${units} units while the poem is written: a row for each unit, a column for each step.`,
  hidden: 'hidden state h',
  lesson: 'Fine-tune on your own lines',
  lessonHelp: {
    quatrains: `Paste Chinese lines of five or seven characters, one a row, up to ${INPUT_LIMITS.quatrains.lines}. The model learns here; nothing is sent.`,
    psalms: `Paste English lines, up to ${INPUT_LIMITS.psalms.lines}. The model learns here; nothing is sent.`,
  },
  model: (verse, live) => `${verse}, ${live ? 'after your lines' : 'published'}`,
  learn: 'Learn these lines',
  forget: 'Undo: back to the published model',
  learned: ({ done, total, first, latest }) =>
    `${done} of ${total} updates; perplexity of your lines from ${perplexityText(first)} to ${perplexityText(latest)}. Poems now come from the fine-tuned model.`,
  forgotten: 'This is the published model.',
  state: { idle: 'Done', writing: 'Writing…', learning: 'Learning…', failed: 'Stopped' },
  written: 'Recorded',
  about: ({ parameters, hiddenSize, perplexity, trainingTime, steps, seed, date }) =>
    `2 × ${hiddenSize} units, ${formatCount(parameters)} parameters in 8 bits; perplexity on test poems ${perplexityText(perplexity.published)}; ${formatCount(steps)} updates in ${trainingTime} s of a processor, seed ${seed}, ${date}`,
  ran: (device, ms, characters) => `${device}, ${characters} steps in ${ms.toFixed(0)} ms`,
};
