/** The recorded run of the depth duel, as `npm run experiments depth-duel` writes it. */
import type { Plan } from '#train/protocol.ts';
import type { Series } from '#viz/series.ts';

export interface RecordedDuel {
  readonly experiment: string;
  /** ISO date. */
  readonly date: string;
  readonly engine: {
    /** Version of the package. */
    readonly version: string;
    readonly backend: 'reference';
    readonly device: string;
    readonly runtime: string;
  };
  readonly plan: Plan;
  /** Means over the test sets of the seeds. */
  readonly baselines: readonly { readonly id: string; readonly score: number }[];
  readonly msPerStep: Readonly<Record<string, number>>;
  /** When scores were measured; the same for every curve. */
  readonly steps: readonly number[];
  readonly curves: readonly {
    readonly arm: string;
    readonly seed: number;
    /** As many as `steps`, or fewer where the model diverged. */
    readonly scores: readonly number[];
    readonly divergedAt?: number;
  }[];
  /** By arm, in the order of the seeds; null where a model diverged. */
  readonly finalScores: Readonly<Record<string, readonly (number | null)[]>>;
}

/** The recorded curves as series for a chart. */
export const recordedSeries = ({ steps, curves }: RecordedDuel): Series[] =>
  curves.map(({ arm, seed, scores, divergedAt }) => ({
    arm,
    seed,
    points: scores.map((score, index) => ({ step: steps[index] ?? 0, score })),
    diverged: divergedAt !== undefined,
  }));
