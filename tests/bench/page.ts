/** The benchmark's page: keeps one worker for each backend and passes commands on to them. */
import type { Commands } from './worker.ts';

type Reply = { readonly value: unknown } | { readonly error: string };

const workers = new Map<string, Worker>();

const bench = {
  /** Starts a worker under a name, in place of an earlier one. */
  start(name: string): void {
    bench.end(name);
    workers.set(name, new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }));
  },

  /** Rejects with the worker's own words, or after `timeout` ms of silence. */
  ask(name: string, command: keyof Commands, values: unknown[], timeout: number): Promise<unknown> {
    const worker = workers.get(name);
    if (worker === undefined) return Promise.reject(new Error(`${name} has not been started`));
    return new Promise((resolve, reject) => {
      const silence = setTimeout(() => {
        reject(new Error(`no answer for ${timeout / 1000} s`));
      }, timeout);
      worker.onmessage = ({ data }: MessageEvent<Reply>) => {
        clearTimeout(silence);
        if ('error' in data) reject(new Error(data.error));
        else resolve(data.value);
      };
      worker.onerror = (event) => {
        clearTimeout(silence);
        reject(new Error(event.message || 'the worker could not be loaded'));
      };
      worker.postMessage([command, values]);
    });
  },

  end(name: string): void {
    workers.get(name)?.terminate();
    workers.delete(name);
  },

  /** What WebGPU would run on: vendor, architecture, and whether it is software; undefined without an adapter. */
  async adapter() {
    const gpu = navigator.gpu as GPU | undefined;
    const adapter = await gpu?.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return undefined;
    const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
    const name = [vendor, architecture, device, description].filter(Boolean).join(' ');
    return { name, software: isFallbackAdapter || architecture === 'swiftshader' };
  },
};

export type Bench = typeof bench;

Object.assign(globalThis, { bench });
