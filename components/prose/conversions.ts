/** The recorded comparison of converted weights with the frameworks (`npm run check:formats`), for a table. */
import type { Locale } from '#site/locales.ts';

/** One file of `content/recorded/conversions/`. */
export interface ConversionRecord {
  readonly command: string;
  /** ISO date. */
  readonly date: string;
  readonly source: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly conversions: readonly { readonly target: string; readonly difference: number }[];
}

/** The sources in the order of the table. */
export const SOURCES = ['pytorch', 'keras-weights', 'keras', 'onnx'] as const;
/** The columns of the table: a name, and the targets whose largest difference it shows. The last is computed by numpy. */
export const COLUMNS: readonly { readonly name: string; readonly targets: readonly string[] }[] = [
  { name: 'PyTorch', targets: ['pytorch'] },
  { name: '.weights.h5', targets: ['keras-weights'] },
  { name: '.keras', targets: ['keras'] },
  { name: 'ONNX', targets: ['onnx'] },
  { name: 'Core ML, WebNN, cuDNN', targets: ['coreml', 'webnn', 'webnn-ifgo', 'cudnn'] },
];

/** What the sources are called. */
export const NAMES: Readonly<Record<(typeof SOURCES)[number], string>> = {
  pytorch: 'PyTorch',
  'keras-weights': '.weights.h5',
  keras: '.keras',
  onnx: 'ONNX',
};

/** Largest difference over all stacks and some targets. @throws Error when a target was not recorded. */
export function largest(
  { conversions, source }: ConversionRecord,
  targets: readonly string[],
): number {
  const own = targets.map((target) => {
    const rows = conversions.filter((row) => row.target === target);
    if (rows.length === 0) throw new Error(`${source}: no conversion to ${target} is recorded`);
    return Math.max(...rows.map(({ difference }) => difference));
  });
  return Math.max(...own);
}

interface Words {
  /** Over the names of the sources. */
  readonly from: string;
  readonly note: (date: string, command: string, versions: string) => string;
}

export const WORDS: Readonly<Record<Locale, Words>> = {
  en: {
    from: 'From ↓ to →',
    note: (date, command, versions) => `${date}, by ${command}, with ${versions}.`,
  },
  'zh-cn': {
    from: '从 ↓ 到 →',
    note: (date, command, versions) => `${date}，命令 ${command}，版本 ${versions}。`,
  },
};
