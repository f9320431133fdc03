/**
 * What a WGSL kernel is to the engine: its text and the names of its bindings. The text is whole `.wgsl` files put one
 * after the other: shared parts first, then the file that gives the kernel its name and its `main`.
 */
export interface WgslKernel<Binding extends string = string> {
  readonly name: string;
  readonly code: string;
  /** Names of the bindings of group 0, in the order of their numbers. */
  readonly bindings: readonly Binding[];
}

/** @param parts texts of `.wgsl` files; definitions may be in any order. */
export function wgslKernel<const Binding extends string>(
  name: string,
  parts: readonly string[],
  bindings: readonly Binding[],
): WgslKernel<Binding> {
  return { name, code: parts.join('\n'), bindings };
}
