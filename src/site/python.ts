/**
 * The Python that articles show: `content/code/<section>/<slug>/<NN>-<name>.<framework>.py`, beside each file what it
 * printed (`.out`), and for the article under which versions (`recorded.json`, by tests/reference/check_articles.py).
 * Pure: files in, blocks out.
 */
import type { Locale } from './locales.ts';

/** The frameworks in the order of their tabs, with the names that they call themselves. */
export const FRAMEWORKS = { pytorch: 'PyTorch', keras: 'Keras' } as const;
export type Framework = keyof typeof FRAMEWORKS;

/** What one framework's blocks ran under. */
export interface RunRecord {
  /** ISO date. */
  readonly date: string;
  /** Package → version. */
  readonly versions: Readonly<Record<string, string>>;
  /** Keras' backend; null where Keras was not imported. */
  readonly backend: string | null;
  /** `<NN>-<name>` → SHA-256 of the file as it was run. */
  readonly blocks: Readonly<Record<string, string>>;
}

/** One block of an article in one framework. */
export interface PythonBlock {
  readonly name: string;
  readonly framework: Framework;
  /** As it lies on disk, with the comments of both languages. */
  readonly source: string;
  /** What it printed, without the last line break; empty where it prints nothing. */
  readonly output: string;
  readonly run: RunRecord;
}

/** Contents of `content/code`, by path from the project's root with a leading slash. */
export interface CodeFiles {
  readonly text: Readonly<Record<string, string>>;
  readonly records: Readonly<Record<string, Partial<Record<Framework, RunRecord>>>>;
}

const FILE = /^\d\d-([a-z0-9]+(?:-[a-z0-9]+)*)\.(pytorch|keras)\.py$/;

/**
 * All blocks of an article in the order in which they run, those of a framework together.
 * @param page `<section>/<slug>`
 * @throws Error naming a file whose name is no block's, or that has not been run.
 */
export function blocksOf({ text, records }: CodeFiles, page: string): PythonBlock[] {
  const folder = `/content/code/${page}/`;
  const blocks = Object.keys(text)
    .filter((path) => path.startsWith(folder) && path.endsWith('.py'))
    .sort()
    .map((path): PythonBlock => {
      const file = path.slice(folder.length);
      const [, name, framework] = FILE.exec(file) ?? [];
      if (name === undefined)
        throw new Error(`${path} should be named <NN>-<name>.<pytorch|keras>.py`);
      const output = text[path.replace(/py$/, 'out')];
      const run = records[`${folder}recorded.json`]?.[framework as Framework];
      if (output === undefined || run === undefined)
        throw new Error(`${path} has not been run: npm run check:python -- ${page}`);
      return {
        name,
        framework: framework as Framework,
        source: text[path] ?? '',
        output: output.trimEnd(),
        run,
      };
    });
  return (Object.keys(FRAMEWORKS) as Framework[]).flatMap((framework) =>
    blocks.filter((block) => block.framework === framework),
  );
}

const RAISES = /^# raises: (\w+)\n/;

/** The error that a block is meant to end in (`# raises: ValueError` on its first line). */
export const errorOf = ({ source }: PythonBlock): string | undefined => RAISES.exec(source)?.[1];

const ZH = /^\s*# zh: /;
const OWN_LINE = /^\s*#/;
/** Two spaces before the sign, as PEP 8 has it; a `#` within a string has not. */
const TRAILING = / {2}# .*$/;

/**
 * The code of a block with the comments of a language. Lines `# zh: …` replace the comment above them, be it lines of
 * its own or the end of a line of code; on English pages they are left out.
 * @throws Error naming a Chinese comment below a line that has none.
 */
export function codeIn({ source }: Pick<PythonBlock, 'source'>, locale: Locale): string {
  const lines: string[] = [];
  let replacing = false;
  for (const line of source.replace(RAISES, '').trimEnd().split('\n')) {
    const mark = ZH.exec(line);
    if (mark === null) {
      replacing = false;
      lines.push(line);
    } else if (locale === 'zh-cn') {
      const words = line.slice(mark[0].length);
      const last = lines.at(-1) ?? '';
      if (!replacing && TRAILING.test(last) && !OWN_LINE.test(last)) {
        lines.push(`${(lines.pop() ?? '').replace(TRAILING, '')}  # ${words}`);
      } else {
        if (!replacing && !OWN_LINE.test(last))
          throw new Error(`no comment above “${line.trim()}”`);
        while (!replacing && OWN_LINE.test(lines.at(-1) ?? '')) lines.pop();
        lines.push(line.replace('# zh: ', '# '));
      }
      replacing = true;
    }
  }
  return lines.join('\n');
}

/** `PyTorch 2.13.0`, `Keras 3.15.1 (torch 2.13.0)`: what a block ran under, the backend with its version. */
export function ranUnder({ framework, run }: PythonBlock): string {
  const version = (name: string): string => `${name} ${run.versions[name] ?? '?'}`;
  const torch = version('torch').replace('torch', 'PyTorch');
  if (framework === 'pytorch') return torch;
  const backend = run.backend === 'torch' ? torch : version(run.backend ?? '?');
  return `${version('keras').replace('keras', 'Keras')} (${backend})`;
}
