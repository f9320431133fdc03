/** The converter's settings as text, `example:onnx;target:pytorch`: in the page's address and in the articles' links. */
import { STACK_LIMITS } from '#formats/lstm-weights.ts';
import { type Fields, parseState, writeState } from '#run/url-state.ts';
import { DEFAULTS, DEMO_ID, EXAMPLE_IDS, type Settings, TARGET_IDS } from './demo.ts';

const fieldsFrom = (base: Settings) =>
  ({
    example: { kind: 'choice', options: EXAMPLE_IDS, default: base.example },
    target: { kind: 'choice', options: TARGET_IDS, default: base.target },
    layer: { kind: 'number', min: 1, max: STACK_LIMITS.layers, step: 1, default: base.layer },
  }) as const satisfies Fields;

/** Applies a text to settings; what is not understood changes nothing. */
export const readSettings = (text: string, base: Settings): Settings =>
  parseState(text.slice(0, 200).replaceAll(',', ';'), fieldsFrom(base));

/** The query of the page's address with what differs from the defaults; other parameters stay. */
export const queryWith = (search: string, settings: Settings): string =>
  writeState(search, DEMO_ID, { ...settings }, fieldsFrom(DEFAULTS));
