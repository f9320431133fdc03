/**
 * All Python of an article as one file to take along: a script (`.py`) and a notebook (`.ipynb`, nbformat 4.5), for each
 * framework and in the reader's language. Pure.
 */
import { notebookText, type NotebookCell } from '#formats/notebook.ts';
import type { Locale } from './locales.ts';
import { codeIn, errorOf, FRAMEWORKS, type Framework, type PythonBlock } from './python.ts';

export const FILE_KINDS = ['py', 'ipynb'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** What stands at the head of a file. */
export interface Heading {
  readonly title: string;
  /** Of the article, absolute. */
  readonly url: string;
}

/** Address of a file without language prefix and leading slash: `code/depth/time-scales-pytorch.py`. */
export const fileAddress = (page: string, framework: Framework, kind: FileKind): string =>
  `code/${page}-${framework}.${kind}`;

/** Packages to be had from PyPI besides the framework: those that a block imports by name. */
function requirements(blocks: readonly PythonBlock[]): string {
  const [{ run }] = blocks as [PythonBlock];
  const imported = (name: string): boolean =>
    blocks.some(({ source }) => new RegExp(`^\\s*(?:import|from) ${name}\\b`, 'm').test(source));
  return Object.entries(run.versions)
    .filter(([name]) => name === run.backend || name === 'torch' || imported(name))
    .map(([name, version]) => `${name}==${version}`)
    .join(' ');
}

/** Lines that make a run of Keras the one that was recorded; none where Keras was not. */
const backendLines = ({ run }: PythonBlock): string[] =>
  run.backend === null
    ? []
    : ['import os', '', `os.environ.setdefault("KERAS_BACKEND", "${run.backend}")`];

const indented = (code: string): string => code.replace(/^(?=.)/gm, '    ');

/** A block that is meant to fail must not end the script. */
function scriptBlock(block: PythonBlock, locale: Locale): string {
  const code = codeIn(block, locale);
  const error = errorOf(block);
  if (error === undefined) return code;
  return `try:\n${indented(code)}\nexcept Exception as error:\n    print(f"{type(error).__name__}: {error}")`;
}

/** The script, with `# %%` before each block, which editors run one by one. */
export function scriptOf(blocks: readonly PythonBlock[], locale: Locale, head: Heading): string {
  const [first] = blocks as [PythonBlock];
  const about = [
    `# ${head.title} · ${FRAMEWORKS[first.framework]}`,
    `# ${head.url}`,
    `# pip install ${requirements(blocks)}`,
  ].join('\n');
  const backend = backendLines(first).join('\n');
  const parts = blocks.map((block) => `# %% ${block.name}\n${scriptBlock(block, locale)}`);
  return `${[about, ...(backend === '' ? [] : [backend]), ...parts].join('\n\n')}\n`;
}

/** A block as a cell with what it printed, and with its error where it is meant to end in one. */
function codeCell(block: PythonBlock, locale: Locale): NotebookCell {
  const error = errorOf(block);
  const [printed = '', failure = ''] =
    error === undefined
      ? [block.output]
      : block.output.split(new RegExp(`^(?=(?:\\w+\\.)*${error}: )`, 'm'));
  return {
    kind: 'code',
    id: block.name,
    text: codeIn(block, locale),
    outputs: [
      ...(printed === '' ? [] : [{ printed: `${printed.trimEnd()}\n` }]),
      ...(error === undefined
        ? []
        : [{ error, message: failure.replace(/^\S+: /, ''), traceback: failure }]),
    ],
  };
}

/** The notebook, with the recorded output in its cells. */
export function notebookOf(blocks: readonly PythonBlock[], locale: Locale, head: Heading): string {
  const [first] = blocks as [PythonBlock];
  const backend = backendLines(first).join('\n');
  const about = `# ${head.title}\n\n${FRAMEWORKS[first.framework]} · <${head.url}>\n\n\`pip install ${requirements(blocks)}\``;
  return notebookText([
    { kind: 'markdown', id: 'about', text: about },
    ...(backend === ''
      ? []
      : [{ kind: 'code', id: 'backend', text: backend, outputs: [] } as const]),
    ...blocks.map((block) => codeCell(block, locale)),
  ]);
}
