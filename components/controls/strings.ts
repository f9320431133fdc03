/** The words that all demos share: buttons, states, backends, and what can go wrong. */
import type { BackendId } from '#engine/backend.ts';
import type { ModelFile } from '#formats/model-files.ts';
import type { BackendChoice, FailureReason, RefusalReason } from '#train/protocol.ts';
import type { Notice, RunState } from '#run/training-run.svelte.ts';
import type { Locale } from '#site/locales.ts';
import type { SaveFormat } from './save.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';

type BadNumber = (label: string, typed: string, min: string, max: string) => string;

export interface ControlStrings {
  locale: Locale;
  run: string;
  pause: string;
  resume: string;
  again: string;
  step: string;
  reset: string;
  copyLink: string;
  copied: string;
  copyFailed: (address: string) => string;
  save: string;
  saveAs: Record<SaveFormat, string>;
  /** A heading within the list of formats, and what a trained model can be taken along as. */
  trainedModel: string;
  modelFiles: Record<ModelFile, string>;
  modelLabel: (arm: string, layers: number, units: number, seed: number) => string;
  saved: (file: string) => string;
  /** A script was saved that reads another file. */
  savedScript: (file: string, weights: string) => string;
  saveFailed: (reason: string) => string;
  moreSettings: string;
  fewerSettings: string;
  resetTo: (label: string, value: string) => string;
  fewer: (label: string) => string;
  more: (label: string) => string;
  badNumber: Record<'not-a-number' | 'not-whole' | 'out-of-range', BadNumber>;
  progressLabel: string;
  progress: (done: number, total: number) => string;
  timeLeft: (seconds: number) => string;
  /** The settings are not those of the run that has ended, or that is under way. */
  changed: string;
  changedDuring: string;
  /** Without JavaScript. */
  needsScript: string;
  badge: Record<'live' | 'recorded' | 'schematic', string>;
  badgeMeaning: Record<'live' | 'recorded' | 'schematic', string>;
  state: Record<RunState, string>;
  /** On the button that takes a file of the reader's. */
  chooseFile: string;
  /** Labels of the status line. */
  backend: string;
  device: string;
  seeds: string;
  msPerStep: string;
  stepOf: (done: number, total: number) => string;
  backends: Record<BackendChoice, string>;
  /** Why a backend was not used: `WebGPU: no adapter found`. */
  refused: (backend: BackendId, reason: RefusalReason) => string;
  /** It works, but another is faster: `WebAssembly: 12 ms/step`. */
  timed: (backend: BackendId, msPerStep: string) => string;
  /** Joins such reasons and says what is used. */
  backendReasons: (reasons: readonly string[], used: BackendId | undefined) => string;
  /** What became of the worker while the run goes on. */
  notices: Record<Notice['reason'], string>;
  failures: Record<FailureReason, { title: string; text: string }>;
  /** A full stop after a sentence, and what stands before the next one. */
  sentence: (text: string) => string;
  /** Introduces a library's or the browser's own words, which are always English. */
  detail: string;
  tryAgain: string;
  useReference: string;
}

/** Every word in both languages; a missing one does not compile. */
export const CONTROL_STRINGS = { en, 'zh-cn': zhCn } as const satisfies Record<
  Locale,
  ControlStrings
>;
