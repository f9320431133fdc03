/** The words a score chart needs from its demo. */
export interface ScoreChartStrings {
  /** Text alternative of the whole chart. */
  readonly label: string;
  readonly scoreAxis: string;
  readonly finals: string;
  readonly stepAxis: string;
  readonly diverged: string;
  /** Names of the arms, beside their curves. */
  readonly arms: Readonly<Record<string, string>>;
  /** A second line under the arms' final scores, e.g. `1 × 31`. */
  readonly widths: Readonly<Record<string, string>>;
  /** Names of the reference lines (baselines, `solved`). */
  readonly references: Readonly<Record<string, string>>;
  /** Says what the grey curves are; empty without any. */
  readonly ghost: string;
}
