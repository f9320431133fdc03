/** The benchmark's browser: builds the page with the engines, serves it and opens it in a headless Chromium. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build, preview } from 'vite';
import { chromiumLaunch } from '../chromium.mjs';

const ROOT = fileURLToPath(new URL('.', import.meta.url));

/** Longest wait for a single answer, in ms: a step of stock TensorFlow.js on a software GPU takes minutes. */
const TIMEOUT = 900_000;

/** WebGL on the processor must be allowed by name. */
const SOFTWARE_WEBGL = ['--enable-unsafe-swiftshader'];
/** A real GPU in a headless browser. */
const HARDWARE = [
  '--enable-unsafe-webgpu',
  '--enable-features=Vulkan',
  '--use-angle=vulkan',
  '--ignore-gpu-blocklist',
];

function launchOptions(realGpu) {
  const { args, ...rest } = chromiumLaunch({ gpu: !realGpu });
  return { ...rest, args: [...args, ...(realGpu ? HARDWARE : SOFTWARE_WEBGL)] };
}

/**
 * @param {{ realGpu: boolean }} options `realGpu`: use the machine's GPU instead of a software adapter.
 * @returns an object to start, ask and end workers, `adapter` (undefined without WebGPU), `version` of the browser.
 */
export async function openBench({ realGpu }) {
  const folder = await mkdtemp(join(tmpdir(), 'strata-bench-'));
  const common = { configFile: false, logLevel: 'error', root: ROOT };
  const out = { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, target: 'esnext' };
  await build({ ...common, build: out, worker: { format: 'es' } });
  const server = await preview({ ...common, build: out, preview: { host: '127.0.0.1', port: 0 } });
  const browser = await chromium.launch(launchOptions(realGpu));
  const page = await browser.newPage();
  await page.goto(server.resolvedUrls.local[0]);
  await page.waitForFunction(() => 'bench' in globalThis);
  return {
    version: browser.version(),
    adapter: await page.evaluate(() => globalThis.bench.adapter()),
    start: (name) => page.evaluate((id) => globalThis.bench.start(id), name),
    end: (name) => page.evaluate((id) => globalThis.bench.end(id), name),
    ask: (name, command, ...values) =>
      page.evaluate(
        ([id, order, data, timeout]) => globalThis.bench.ask(id, order, data, timeout),
        [name, command, values, TIMEOUT],
      ),
    async close() {
      await browser.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
