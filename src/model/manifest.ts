/** What every `manifest.json` beside published weights says: how they were made, and what the file holds. */
export interface WeightsManifest {
  /** Of the initial weights and of what is drawn while training. */
  readonly seed: number;
  /** Updates, of each model where the file holds several. */
  readonly steps: number;
  /** ISO date. */
  readonly date: string;
  readonly engine: { readonly version: string; readonly backend: string; readonly runtime: string };
  readonly command: string;
  /** Shapes of the tensors in `weights.safetensors`, by name. */
  readonly tensors: Readonly<Record<string, readonly number[]>>;
  /** Of `weights.safetensors`, in hexadecimal. */
  readonly sha256: string;
}
