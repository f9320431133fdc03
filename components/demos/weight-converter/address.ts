/** The converter's settings as text, `example:onnx;target:pytorch`: in the page's address and in the articles' links. */
import { STACK_LIMITS } from '#formats/lstm-weights.ts';
import { applyState, type Fields, writeState } from '#run/url-state.ts';
import { DEFAULTS, DEMO_ID, EXAMPLE_IDS, type Settings, TARGET_IDS } from './demo.ts';

const FIELDS = {
  example: { kind: 'choice', options: EXAMPLE_IDS, default: DEFAULTS.example },
  target: { kind: 'choice', options: TARGET_IDS, default: DEFAULTS.target },
  layer: { kind: 'number', min: 1, max: STACK_LIMITS.layers, step: 1, default: DEFAULTS.layer },
} as const satisfies Fields;

/** Applies a text to settings; what is not understood changes nothing. */
export const readSettings = (text: string, base: Settings): Settings =>
  applyState(text, FIELDS, base);

/** The query of the page's address with what differs from the defaults; other parameters stay. */
export const queryWith = (search: string, settings: Settings): string =>
  writeState(search, DEMO_ID, { ...settings }, FIELDS);
