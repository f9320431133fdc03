/** TensorFlow.js on its WebAssembly backend in Node, with the fused LSTM on plain SIMD: the same bits on every machine. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
// Brings the library's gradients along, which Node's bundle of the core lacks.
import '@tensorflow/tfjs-layers';
import { installFusedLstm } from '#engine/tfjs-lstm/install.ts';
import { kernelUrl } from '#kernels/lstm-wasm/index.ts';

let started: Promise<void> | undefined;

async function start(): Promise<void> {
  tf.enableProdMode();
  await installFusedLstm('wasm', { source: (variant) => readFile(kernelUrl(variant)) });
  const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
  setWasmPaths(dirname(main) + sep);
  if (!(await tf.setBackend('wasm'))) throw new Error('the wasm backend did not start');
}

/** Starts it in this thread, once; makes it the current backend again afterwards. @throws Error when it does not start. */
export async function tfjsWasm(): Promise<void> {
  await (started ??= start());
  await tf.setBackend('wasm');
}
