/** Compiles kernels, each with given sizes once, without holding up the thread. */
import type { WgslKernel } from '#kernels/kernel.ts';
import { BackendRefusal, errorText } from '../probe.ts';

/** Values of a kernel's `override` constants. */
export type Constants = Readonly<Record<string, number | boolean>>;

export class Pipelines {
  readonly #device: GPUDevice;
  readonly #modules = new Map<string, GPUShaderModule>();
  readonly #pipelines = new Map<string, Promise<GPUComputePipeline>>();
  readonly #ready = new Map<string, GPUComputePipeline>();

  constructor(device: GPUDevice) {
    this.#device = device;
  }

  /** @throws BackendRefusal `failed` with the compiler's messages. */
  get(kernel: WgslKernel, constants: Constants, entryPoint = 'main'): Promise<GPUComputePipeline> {
    const key = keyOf(kernel, constants, entryPoint);
    let pipeline = this.#pipelines.get(key);
    if (pipeline === undefined) {
      pipeline = this.#compile(kernel, constants, entryPoint);
      this.#pipelines.set(key, pipeline);
      pipeline.then(
        (ready) => this.#ready.set(key, ready),
        () => this.#pipelines.delete(key),
      );
    }
    return pipeline;
  }

  /**
   * The same at once, for callers that cannot wait; holds up the thread unless \`get\` has settled before. An error of
   * the compiler is an uncaptured error of the device.
   */
  getNow(kernel: WgslKernel, constants: Constants, entryPoint = 'main'): GPUComputePipeline {
    const key = keyOf(kernel, constants, entryPoint);
    let pipeline = this.#ready.get(key);
    if (pipeline === undefined) {
      pipeline = this.#device.createComputePipeline(
        this.#descriptor(kernel, constants, entryPoint),
      );
      this.#ready.set(key, pipeline);
      this.#pipelines.set(key, Promise.resolve(pipeline));
    }
    return pipeline;
  }

  #module({ name: label, code }: WgslKernel): GPUShaderModule {
    let module = this.#modules.get(label);
    if (module === undefined) {
      module = this.#device.createShaderModule({ label, code });
      this.#modules.set(label, module);
    }
    return module;
  }

  #descriptor(
    kernel: WgslKernel,
    constants: Constants,
    entryPoint: string,
  ): GPUComputePipelineDescriptor {
    const values = Object.entries(constants).map(([name, value]) => [name, Number(value)]);
    return {
      label: kernel.name,
      layout: 'auto',
      compute: {
        module: this.#module(kernel),
        entryPoint,
        constants: Object.fromEntries(values) as Record<string, number>,
      },
    };
  }

  async #compile(
    kernel: WgslKernel,
    constants: Constants,
    entryPoint: string,
  ): Promise<GPUComputePipeline> {
    const descriptor = this.#descriptor(kernel, constants, entryPoint);
    try {
      return await this.#device.createComputePipelineAsync(descriptor);
    } catch (error) {
      const { messages } = await this.#module(kernel).getCompilationInfo();
      const lines = messages.map(({ lineNum, message }) => `line ${lineNum}: ${message}`);
      const text = [`${kernel.name}: ${errorText(error)}`, ...lines].join('; ');
      throw new BackendRefusal('failed', text);
    }
  }
}

const keyOf = ({ name }: WgslKernel, constants: Constants, entryPoint: string): string =>
  `${name}/${entryPoint} ${JSON.stringify(constants)}`;
