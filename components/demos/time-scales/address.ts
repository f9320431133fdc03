/** The demo's settings as text, `task:dyck-2;state:untrained`: in the page's address and in the articles' links. */
import { applyState, type Fields, writeState } from '#run/url-state.ts';
import {
  BACKENDS,
  DEFAULTS,
  DEMO_ID,
  LAYERS,
  type Layers,
  SEED_RANGE,
  type Settings,
  SHOW,
  STATES,
  TASK_IDS,
} from './demo.ts';

const fieldsFrom = (base: Settings) =>
  ({
    task: { kind: 'choice', options: TASK_IDS, default: base.task },
    show: { kind: 'choice', options: SHOW, default: base.show },
    state: { kind: 'choice', options: STATES, default: base.state },
    layers: { kind: 'choice', options: LAYERS, default: `${base.layers}` },
    seed: { kind: 'number', ...SEED_RANGE, step: 1, default: base.seed },
    backend: { kind: 'choice', options: BACKENDS, default: base.backend },
  }) as const satisfies Fields;

/** Applies a text to settings; what is not understood changes nothing. */
export function readSettings(text: string, base: Settings): Settings {
  const values = applyState(text, fieldsFrom(base));
  return { ...values, layers: Number(values.layers) as Layers };
}

/** The query of the page's address with what differs from the defaults; other parameters stay. */
export const queryWith = (search: string, settings: Settings): string =>
  writeState(search, DEMO_ID, { ...settings, layers: `${settings.layers}` }, fieldsFrom(DEFAULTS));
