/** What the commands that publish models have in common: by what and when a model was made, and where its files go. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/** When, with what and by which command, as manifests have it. */
export function madeBy(command: string, backend: string) {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const runtime = `Node ${process.versions.node}`;
  const date = new Date().toISOString().slice(0, 10);
  return { date, engine: { version, backend, runtime }, command };
}

/** SHA-256 in hexadecimal. */
export const digestOf = (weights: Uint8Array): string =>
  createHash('sha256').update(weights).digest('hex');

/** `weights.safetensors` and `manifest.json`, into a folder that need not be there. */
export function writeModel(folder: string, weights: Uint8Array, manifest: object): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/weights.safetensors`, weights);
  writeFileSync(`${folder}/manifest.json`, `${JSON.stringify(manifest)}\n`);
}
