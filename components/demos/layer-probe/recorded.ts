/** The server's reading of the first sample, read and computed when the site is built. No island may import this. */
import { readFileSync } from 'node:fs';
import { parametersFrom } from '#formats/published.ts';
import { DEFAULTS, MODEL_FOLDERS } from './demo.ts';
import { createLook } from './look.ts';
import type { Manifest } from './model-file.ts';
import type { RecordedProbe } from './probe.svelte.ts';
import type { States } from './units.ts';

/** Digits behind the point: more than eleven colours and the printed correlations need. */
const DIGITS = 3;
const short = (value: number): number => Number(value.toFixed(DIGITS));

/** @param root of the repository. */
export function recordedProbe(root = '.'): RecordedProbe {
  const folder = `${root}/public/models/${MODEL_FOLDERS[DEFAULTS.model]}`;
  const manifest = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')) as Manifest;
  const parameters = parametersFrom(
    manifest.spec,
    new Uint8Array(readFileSync(`${folder}/weights.safetensors`)),
  );
  const view = createLook(DEFAULTS.model, manifest, parameters)(DEFAULTS);
  const shortStates = (states: States): States =>
    states.map((units) => units.map((values) => values.map(short)));
  const { score, steps, seed, date, command } = manifest;
  return {
    view: {
      ...view,
      reading: {
        h: shortStates(view.reading.h),
        // Shown only once the weights are here.
        c: [],
        expected: view.reading.expected.map((shares) => shares.map(short)),
      },
      ranking: view.ranking.map(({ unit, r }) => ({ unit, r: short(r) })),
      control: view.control.map(({ unit, r }) => ({ unit, r: short(r) })),
    },
    sequences: manifest.unseen.sequences,
    manifest: { score, steps, seed, date, command },
  };
}
