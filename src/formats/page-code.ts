/**
 * Python and NumPy for what a page does around its network, and the lines that compare. The functions take the network as
 * `run`, arrays in and arrays out, so that they are the same for PyTorch and for Keras.
 */
import { charactersCode } from './characters-code.ts';
import { forecastCode } from './forecast-code.ts';
import { SCRIPT_WORDS, type ScriptLanguage, type ScriptWords } from './model-words.ts';
import { namesCode, namesReads } from './names-code.ts';
import type { PageWork } from './network.ts';
import { tagsCode } from './tags-code.ts';

/** @param weights the name of the file that holds what the page was given, too. */
export function pageCode(page: PageWork, weights: string, language: ScriptLanguage): string {
  const words = SCRIPT_WORDS[language];
  const modules = modulesOf(page).map((name) => `import ${name}`);
  return [
    ...modules,
    ...(modules.length > 0 ? [''] : []),
    'import numpy as np',
    'from safetensors import safe_open',
    '',
    `with safe_open("${weights}", "numpy") as file:`,
    `    metadata = file.metadata()  # ${words.metadata}`,
    ...(page.kind === 'names' ? namesReads(page) : []),
    '',
    codeOf(page, words),
  ].join('\n');
}

/** Of Python itself. */
function modulesOf(page: PageWork): string[] {
  switch (page.kind) {
    case 'forecast':
    case 'characters':
      return [];
    case 'tags':
      return ['re', 'unicodedata'];
    case 'names':
      return page.tokens === 'words' ? ['re', 'unicodedata'] : ['unicodedata'];
  }
}

function codeOf(page: PageWork, words: ScriptWords): string {
  switch (page.kind) {
    case 'forecast':
      return forecastCode(page, words);
    case 'tags':
      return tagsCode(page, words);
    case 'names':
      return namesCode(page, words);
    case 'characters':
      return charactersCode(page, words);
  }
}

/** What is computed, and what is compared of it and shown. `shown` comes before the comparison. */
interface Ending {
  readonly outputs?: string;
  /** By how much each number differs. */
  readonly differences: string;
  readonly unit?: string;
  readonly shown: readonly string[];
}

const DIFFERENCES = 'abs(outputs - page_outputs)';

const ENDINGS: Readonly<Record<PageWork['kind'], Ending>> = {
  forecast: {
    outputs: 'np.stack([direct(run, test_inputs), recursive(run, test_inputs)])',
    differences: 'abs(scaled(outputs) - scaled(page_outputs))',
    unit: ' standard deviations',
    shown: [
      'print("page  ", page_outputs[0, -1].round(3))',
      'print("script", outputs[0, -1].round(3))',
    ],
  },
  tags: {
    outputs:
      'np.concatenate([probabilities(run, words) for words in sentences(metadata["test.text"])])',
    differences: DIFFERENCES,
    shown: ['print(tag(run, metadata["test.text"]))'],
  },
  names: {
    outputs: 'readings(run, metadata["test.text"])',
    differences: DIFFERENCES,
    shown: ['print(names(run, metadata["test.text"]))'],
  },
  characters: {
    outputs: 'probabilities(run, metadata["test.text"])',
    differences: DIFFERENCES,
    shown: ['print(next_characters(run, metadata["test.text"]))'],
  },
};

/** The end of a script; it follows `run`, or `outputs` where the page does nothing around its network. */
export function comparisonOf(page: PageWork | undefined): string {
  const ending: Ending = page ? ENDINGS[page.kind] : { differences: DIFFERENCES, shown: [] };
  return [
    ...(ending.outputs === undefined ? [] : [`outputs = ${ending.outputs}`]),
    ...ending.shown,
    `difference = float(${ending.differences}.max())`,
    `print("outputs", tuple(page_outputs.shape))`,
    `print(f"largest difference {difference:.1e}${ending.unit ?? ''}")`,
  ].join('\n');
}
