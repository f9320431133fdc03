/**
 * The words of the shape explorer: what there must be, and both languages. In the browser a page loads its own language
 * only (`DemoEn.svelte`, `DemoZhCn.svelte`).
 */
import type { Framework } from '#model/framework-weights.ts';
import type { AxisRole } from '#model/tensor-shape.ts';
import type { LstmCall } from '#run/lstm-call.svelte.ts';
import type { Locale } from '#site/locales.ts';
import type { Meaning } from './axis-code.ts';
import type { Settings } from './demo.ts';
import type { ShownRun } from './explorer.svelte.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';

export interface ShapeStrings {
  name: string;
  instruction: string;
  needsScript: string;
  framework: string;
  frameworks: Record<Framework, string>;
  /** Most are the argument's own name, which differs between the frameworks. */
  labels: Record<keyof Settings, Record<Framework, string>>;
  flags: Record<'yes' | 'no', string>;
  /** Options that are not named as in code. */
  options: Readonly<Record<string, string>>;
  run: string;
  state: Record<LstmCall['state'], string>;
  sources: Record<ShownRun['source'], string>;
  took: (ms: number) => string;
  /** Against what the reference was tested. */
  checked: string;
  /** For screen readers: what the drawing shows. */
  figure: (tuples: string) => string;
  axes: string;
  axisName: (tensor: string, axis: number, letters: string, size: number) => string;
  axisTitle: (tensor: string, axis: number, letters: string, size: number) => string;
  roles: Record<AxisRole, string>;
  meanings: Record<Meaning, string>;
  said: Record<Framework, string>;
  nothingSaid: string;
  ends: string;
  pair: Record<'left' | 'right' | 'verdict' | 'difference', string>;
  same: string;
  different: string;
  notRun: string;
  cannotRun: string;
  failed: string;
  program: string;
  copyCode: string;
  codeCopied: string;
  codeNotCopied: string;
  weights: string;
  layer: string;
  /** After the number of a layer: of its backward direction. */
  backward: string;
  shape: string;
  count: string;
  /** In place of a count that the framework cannot have. */
  cannot: string;
}

/** A missing word does not compile. */
export const STRINGS = { en, 'zh-cn': zhCn } as const satisfies Record<Locale, ShapeStrings>;
