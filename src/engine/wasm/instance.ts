/** One instance of the compiled kernels with a memory of its own. */
import type { KernelImports, LstmKernels } from '#kernels/lstm-wasm/index.ts';

export interface KernelInstance {
  readonly kernels: LstmKernels;
  readonly memory: WebAssembly.Memory;
  /** Numbers at an address; of no use after the memory has grown. */
  view(address: number, length: number): Float32Array<ArrayBuffer>;
  /** @throws RangeError unless the memory is at least `bytes` large, which the kernels should have seen to. */
  demand(what: string, bytes: number): void;
}

export async function instantiateKernels(module: WebAssembly.Module): Promise<KernelInstance> {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const imports: KernelImports = { env: { memory } };
  const { exports } = await WebAssembly.instantiate(module, imports);
  return {
    kernels: exports as unknown as LstmKernels,
    memory,
    view: (address, length) => new Float32Array(memory.buffer, address, length),
    demand(what, bytes) {
      if (bytes > memory.buffer.byteLength)
        throw new RangeError(
          `${what} needs ${Math.ceil(bytes / 2 ** 20)} MiB of WebAssembly memory; there may be at most 1024`,
        );
    },
  };
}
