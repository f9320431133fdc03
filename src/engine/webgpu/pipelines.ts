/** Compiles kernels, each with given sizes once, without holding up the thread. */
import type { WgslKernel } from '#kernels/kernel.ts';
import { BackendRefusal, errorText } from '../probe.ts';

/** Values of a kernel's `override` constants. */
export type Constants = Readonly<Record<string, number | boolean>>;

export class Pipelines {
  readonly #device: GPUDevice;
  readonly #modules = new Map<string, GPUShaderModule>();
  readonly #pipelines = new Map<string, Promise<GPUComputePipeline>>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** @throws BackendRefusal `failed` with the compiler's messages. */
  get(kernel: WgslKernel, constants: Constants, entryPoint = 'main'): Promise<GPUComputePipeline> {
    const key = `${kernel.name}/${entryPoint} ${JSON.stringify(constants)}`;
    let pipeline = this.#pipelines.get(key);
    if (pipeline === undefined) {
      pipeline = this.#compile(kernel, constants, entryPoint);
      this.#pipelines.set(key, pipeline);
    }
    return pipeline;
  }

  async #compile(
    kernel: WgslKernel,
    constants: Constants,
    entryPoint: string,
  ): Promise<GPUComputePipeline> {
    const { name: label, code } = kernel;
    let module = this.#modules.get(label);
    if (module === undefined) {
      module = this.#device.createShaderModule({ label, code });
      this.#modules.set(label, module);
    }
    try {
      return await this.#device.createComputePipelineAsync({
        label,
        layout: 'auto',
        compute: {
          module,
          entryPoint,
          constants: Object.fromEntries(
            Object.entries(constants).map(([name, value]) => [name, Number(value)]),
          ),
        },
      });
    } catch (error) {
      const { messages } = await module.getCompilationInfo();
      const lines = messages.map(({ lineNum, message }) => `line ${lineNum}: ${message}`);
      throw new BackendRefusal('failed', [`${label}: ${errorText(error)}`, ...lines].join('; '));
    }
  }
}
