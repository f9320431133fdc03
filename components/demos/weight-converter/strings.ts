/**
 * The words of the weight converter: what there must be, and both languages. In the browser a page loads its own
 * language only (`DemoEn.svelte`, `DemoZhCn.svelte`).
 */
import type { FileFormat } from '#formats/recognised.ts';
import type { LayoutId } from '#formats/layouts.ts';
import type { TargetId } from '#formats/targets.ts';
import type { Conversion, ConversionFailure } from '#run/conversion.svelte.ts';
import type { Locale } from '#site/locales.ts';
import type { TensorPart } from './blocks.ts';
import type { ExampleId } from './demo.ts';
import type { Recipe } from './recipe.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';

export interface ConverterStrings {
  name: string;
  instruction: string;
  needsScript: string;
  example: string;
  examples: Record<ExampleId, string>;
  drop: string;
  dropHere: string;
  target: string;
  targets: Record<TargetId, string>;
  layouts: Record<LayoutId, string>;
  formats: Record<FileFormat, string>;
  layer: string;
  file: string;
  facts: {
    layers: (count: number) => string;
    directions: (count: 1 | 2) => string;
    /** I and the widths of the layers. */
    sizes: (input: number, units: readonly number[]) => string;
    projection: (size: number) => string;
    biases: (count: 0 | 1 | 2) => string;
    numbers: (count: string, precision: 'F32' | 'F64') => string;
    ignored: (names: readonly string[]) => string;
  };
  before: string;
  after: string;
  gates: Record<'i' | 'f' | 'g' | 'o', string>;
  parts: Record<TensorPart, string>;
  /** Under a drawing: `input weights, 20 × 3`. */
  shape: (part: string, shape: string) => string;
  /** What a drawing shows, for those who do not see it. */
  tensor: (
    name: string,
    shape: string,
    gates: readonly string[],
    axis: 'rows' | 'columns',
  ) => string;
  recipe: (recipe: Recipe) => string;
  largeSmall: string;
  convert: string;
  converting: string;
  download: (name: string, size: string) => string;
  difference: string;
  differenceNote: (steps: number, batch: number, seed: number) => string;
  heavy: string;
  state: Record<Conversion['state'], string>;
  refused: Record<ConversionFailure, { title: string; text: string }>;
  misfit: string;
  /** Follows the text of a refusal. */
  kept: string;
}

/** A missing word does not compile. */
export const STRINGS = { en, 'zh-cn': zhCn } as const satisfies Record<Locale, ConverterStrings>;
