/** The words a gradient grid needs from its demo. */
export interface GradientChartStrings {
  /** Text alternative of the whole drawing. */
  readonly label: string;
  readonly mapTitle: string;
  /** Title of the column beside the map. */
  readonly nowTitle: string;
  readonly curveTitle: string;
  readonly lagAxis: string;
  /** Name of a row: `1`, `2`, … or `input`. */
  readonly row: (id: string) => string;
  /** Names of the curves. */
  readonly curves: Readonly<Record<'stack' | 'single' | 'top' | 'guide' | 'rate', string>>;
  readonly fit: string;
}
