/** The words a sweep chart needs from its demo. */
export interface SweepChartStrings {
  /** Text alternative of the whole chart. */
  readonly label: string;
  readonly scoreAxis: string;
  readonly depthAxis: string;
  /** The two kinds of stack. */
  readonly kinds: readonly [string, string];
  /** Names of the baselines with their scores, and short ones for narrow places. */
  readonly references: Readonly<Record<string, { readonly long: string; readonly short: string }>>;
  /** Title of the rows of numbers under the axis. */
  readonly rowTitle: string;
  /** A number for each kind and number of layers, written under the axis; '' where there is none. */
  readonly rows: readonly [Readonly<Record<number, string>>, Readonly<Record<number, string>>];
  readonly panelTitle: string;
  readonly stepAxis: string;
  /** Says what the grey curves are; empty without any. */
  readonly ghost: string;
  /** The names of curves: `8 layers, residual`, and shorter. */
  readonly curve: (layers: number, kind: 0 | 1, narrow: boolean) => string;
}
