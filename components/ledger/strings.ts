/** The words of a claim's run. In the browser a page loads its own language only (`RunEn.svelte`, `RunZhCn.svelte`). */
import type { Locale } from '#site/locales.ts';
import type { ArmAgreement } from '#viz/agreement.ts';
import { en } from './strings.en.ts';
import { zhCn } from './strings.zh-cn.ts';

export interface LedgerStrings {
  runYourself: string;
  firstSeed: string;
  seeds: string;
  /** The seed that was typed is none. */
  badSeed: (typed: string, min: string, max: string) => string;
  overlap: string;
  score: Record<'mse' | 'nrmse' | 'accuracy' | 'bits', string>;
  /** The name of an arm: layers, units, both directions or one. */
  arm: (layers: number, units: number, bidirectional: boolean) => string;
  /** Which marks are whose. */
  lanes: (recorded: number, live: number) => string;
  band: (runs: number) => string;
  dashed: (baseline: string) => string;
  instruction: string;
  /** Says in words what is drawn. */
  label: (parts: { arms: readonly string[]; recorded: number; live: number }) => string;
  provenance: (seeds: string, date: string, engine: string) => string;
  running: string;
  /** The outcome: does every arm agree? */
  outcome: (agrees: boolean, runs: number) => string;
  /** One arm in words; scores are formatted already. */
  armOutcome: (
    name: string,
    median: string,
    interval: readonly [string, string],
    agreement: ArmAgreement,
  ) => string;
  /** A score that is no number. */
  diverged: string;
  caution: string;
  /** Between two sentences. */
  gap: string;
}

/** A missing word does not compile. */
export const STRINGS = { en, 'zh-cn': zhCn } as const satisfies Record<Locale, LedgerStrings>;
