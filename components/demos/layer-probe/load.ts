/** Fetches a model of the probe: manifest, weights, and the check that they are the ones that were published. */
import { checkDigest } from '#formats/digest.ts';
import { parametersFrom } from '#formats/published.ts';
import { MODEL_FOLDERS, type Settings } from './demo.ts';
import type { ProbeId } from './features.ts';
import { createLook } from './look.ts';
import type { Manifest } from './model-file.ts';
import type { ProbeView } from './probe.svelte.ts';

export interface LoadedProbe {
  readonly manifest: Manifest;
  /** In the order of `parameterLayout(manifest.spec)`. */
  readonly parameters: Float32Array;
  look(settings: Pick<Settings, 'text' | 'feature' | 'value'>): ProbeView;
}

async function get(file: string): Promise<Response> {
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(`${file}: ${answer.status} ${answer.statusText}`);
  return answer;
}

/** @throws Error when a file does not come, is not what the manifest says, or does not fit the model. */
export async function loadProbe(id: ProbeId): Promise<LoadedProbe> {
  const folder = `/models/${MODEL_FOLDERS[id]}`;
  const [manifest, bytes] = await Promise.all([
    get(`${folder}/manifest.json`).then((answer) => answer.json() as Promise<Manifest>),
    get(`${folder}/weights.safetensors`).then((answer) => answer.arrayBuffer()),
  ]);
  await checkDigest('weights.safetensors', new Uint8Array(bytes), manifest.sha256);
  const parameters = parametersFrom(manifest.spec, new Uint8Array(bytes));
  return { manifest, parameters, look: createLook(id, manifest, parameters) };
}
