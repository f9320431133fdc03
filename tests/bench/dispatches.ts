/** Counts what is sent to the GPU by listening at the browser's own interface, below every library. */

interface Prototype {
  readonly prototype: object;
}

/** Replaces methods of a class by ones that count and then do what they did. */
function listen(owner: Prototype | undefined, names: readonly string[], count: () => void): void {
  if (owner === undefined) return;
  const methods = owner.prototype as Record<string, (...values: unknown[]) => unknown>;
  for (const name of names) {
    const original = methods[name];
    if (original === undefined) continue;
    methods[name] = function (...values) {
      count();
      return original.apply(this, values);
    };
  }
}

/**
 * From now on counts compute dispatches of WebGPU and draw calls of WebGL, which are its dispatches.
 * @returns the count so far.
 */
export function countDispatches(): () => number {
  let total = 0;
  const count = (): void => {
    total++;
  };
  const scope = globalThis as unknown as Record<string, Prototype | undefined>;
  listen(
    scope['GPUComputePassEncoder'],
    ['dispatchWorkgroups', 'dispatchWorkgroupsIndirect'],
    count,
  );
  for (const context of ['WebGLRenderingContext', 'WebGL2RenderingContext'])
    listen(scope[context], ['drawArrays', 'drawElements'], count);
  return () => total;
}
