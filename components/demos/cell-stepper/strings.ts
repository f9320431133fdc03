/**
 * The words of the cell stepper: what there must be, and both languages. In the browser a page loads its own language
 * only (`DemoEn.svelte`, `DemoZhCn.svelte`).
 */
import type { Locale } from '#site/locales.ts';
import type { Quantity } from './demo.ts';
import type { PresetId } from './presets.ts';
import { en } from './strings.en.ts';
import type { Gate } from './weights.ts';
import { zhCn } from './strings.zh-cn.ts';

/** A cell at a step; all count from 1. */
export interface CellName {
  readonly layer: number;
  readonly unit: number;
  readonly step: number;
}

export interface StepperStrings {
  name: string;
  instruction: string;
  needsScript: string;
  preset: string;
  presets: Record<PresetId, string>;
  /** One sentence on what to look at. */
  look: Record<PresetId, string>;
  lookLabel: string;
  /** In its place once the reader has changed the example. */
  changedExample: string;
  layers: string;
  units: string;
  lookInto: string;
  layerOption: (layer: number) => string;
  unit: string;
  resetSeries: string;
  progressLabel: string;
  /** Headings of the three magnifications. */
  stack: string;
  cell: (layer: number, unit: number) => string;
  equation: (name: CellName) => string;
  timeStep: string;
  layer: (layer: number) => string;
  input: string;
  /** In the drawing of the cell: where its input comes from, and where h goes. */
  fromLayer: (layer: number) => string;
  toLayer: (layer: number) => string;
  toOutput: string;
  /** What a quantity is called, and what it says, in a word or two. */
  quantities: Record<Quantity, string>;
  gateNames: Record<Gate, string>;
  /** What may be touched, one line each; `h` stands for the letter. */
  hints: readonly string[];
  legend: string;
  /** What the third heading adds: weights can be dragged. */
  dragWeights: string;
  /** Short texts beside the second and third kind of formula. */
  meaning: Record<Quantity, string>;
  weight: (gate: Gate, source: string) => string;
  bias: (gate: Gate) => string;
  /** What a weight multiplies: `x`, `h of unit 2, one step back`. */
  source: (kind: 'x' | 'h' | 'below', number: number) => string;
  resetLine: (gate: Gate) => string;
  typeHint: string;
  figureLabel: (layers: number, units: number) => string;
  scrubber: string;
  scrubbed: (name: CellName, c: string, h: string) => string;
  inputLabel: (step: number) => string;
  /** The status line. */
  computed: string;
  count: (weights: number) => string;
  byHand: string;
  drawn: (seed: number) => string;
  changedWeights: (count: number) => string;
  /** Under a saved picture. */
  saved: (preset: string) => string;
}

/** A missing word does not compile. */
export const STRINGS = { en, 'zh-cn': zhCn } as const satisfies Record<Locale, StepperStrings>;
