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
/** The targets in the order of the table; the last three are computed by numpy. */
export const TARGETS = [
  'pytorch',
  'keras-weights',
  'keras',
  'onnx',
  'coreml',
  'webnn',
  'cudnn',
] as const;

/** Largest difference over all stacks, by target. @throws Error when a target was not recorded. */
export function largest(record: ConversionRecord, target: string): number {
  const own = record.conversions.filter((row) => row.target === target);
  if (own.length === 0) throw new Error(`${record.source}: no conversion to ${target} is recorded`);
  return Math.max(...own.map(({ difference }) => difference));
}

export const NAMES: Readonly<Record<(typeof TARGETS)[number], string>> = {
  pytorch: 'PyTorch',
  'keras-weights': '.weights.h5',
  keras: '.keras',
  onnx: 'ONNX',
  coreml: 'Core ML',
  webnn: 'WebNN',
  cudnn: 'cuDNN',
};

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
