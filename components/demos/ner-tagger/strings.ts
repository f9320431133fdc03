/**
 * The words of the demo: what there must be, and both languages. In the browser a page loads its own language only
 * (`DemoEn.svelte`, `DemoZhCn.svelte`).
 */
import type { Locale } from '#site/locales.ts';
import type { NerLanguage, NerVariant } from '#tasks/ner/languages.ts';
import type { EntityType } from '#tasks/ner/tags.ts';
import type { Part } from './demo.ts';
import type { NodeValue } from './look.ts';
import type { Stale } from './ner-tagger.svelte.ts';
import type { Baseline, Cell, Group } from './recorded.ts';
import type { ScoreRow } from './scores.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';
import type { TypedProblem } from './typed.ts';

/** A sentence for every kind of problem. */
export type ProblemWords = {
  [Kind in TypedProblem['kind']]: (
    problem: Extract<TypedProblem, { kind: Kind }>,
    model: NerLanguage,
  ) => string;
};

export interface NerStrings {
  /** Between two sentences. */
  gap: string;
  name: string;
  instruction: string;
  model: string;
  models: Record<NerLanguage, string>;
  examples: string;
  example: (number: number, text: string) => string;
  text: string;
  hint: Record<NerLanguage, string>;
  find: string;
  problems: ProblemWords;
  sentenceLabel: string;
  types: Record<EntityType, string>;
  noName: string;
  /** Over the sentence: which model has read it. */
  reads: (variant: string, live: boolean) => string;
  stale: (why: Stale, shown: NerVariant, live: boolean) => string;
  parts: string;
  partNames: Record<Part, string>;
  /** What the CNN runs over. */
  cnn: Record<NerLanguage, string>;
  /** What is left, in words. */
  variants: Record<NerVariant, string>;
  variantNames: Record<NerVariant, string>;
  held: (parts: readonly string[]) => string;
  seed: string;
  node: string;
  nodes: Record<NodeValue, string>;
  latticeLabel: (tokens: number) => string;
  choose: string;
  chosen: (token: string, tag: string, share: string, known: boolean) => string;
  stripTitle: (linked: boolean) => string;
  key: {
    edges: string;
    path: string;
    /** @param breaks steps of that path which BIO forbids */
    greedy: (differs: number, breaks: number) => string;
    unknown: string;
  };
  formulaTitle: (place: number, token: string, tag: string) => string;
  unlinked: string;
  unreachable: (place: number, tag: string) => string;
  lastToken: (tag: string) => string;
  candidates: (before: number, tag: string) => string;
  sum: string;
  forbidden: string;
  matrixTitle: string;
  noMatrix: string;
  from: string;
  start: string;
  end: string;
  cell: (from: string, to: string, score: string | undefined) => string;
  curveTitle: (variant: string) => string;
  curveLabel: (recorded: number, last: string | undefined, epochs: number) => string;
  curveRecorded: string;
  curveBoth: (last: string) => string;
  epochAxis: string;
  cellsTitle: string;
  cellsLabel: (variant: string) => string;
  cellKey: Record<'seeds' | 'live' | Baseline, string>;
  groups: Record<Group, string>;
  rowNames: Record<ScoreRow['id'], string>;
  variant: string;
  tableSummary: string;
  result: (variant: string, annotated: Spread, newNames: Spread) => string;
  /** What looking the training names up comes to, in the three cells. */
  baseline: (scores: Readonly<Record<Cell, string>>) => string;
  liveResult: (variant: string, newNames: string, annotated: string) => string;
  shown: string;
  /** A model that can be taken along; `live`: trained here. */
  taken: (language: string, variant: string, seed: number, live: boolean) => string;
  provenance: (engine: string, seed: number) => string;
  facts: (parameters: number, annotated: number, entities: number) => string;
  synthetic: string;
  missing: string;
  announce: (score: string) => string;
}

/** F1 over seeds, as it is printed. */
export interface Spread {
  readonly middle: string;
  readonly low: string;
  readonly high: string;
  readonly seeds: number;
}

/** A missing word does not compile. */
export const STRINGS = { en, 'zh-cn': zhCn } as const satisfies Record<Locale, NerStrings>;
