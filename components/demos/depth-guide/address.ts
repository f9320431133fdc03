/** The guide's answers as text in the page's address. */
import { applyState, type Fields, writeState } from '#run/url-state.ts';
import { type Case, DATA, DEFAULTS, DEMO_ID, LATENCY, SYMPTOMS, TASKS } from './demo.ts';

const FIELDS = {
  task: { kind: 'choice', options: TASKS, default: DEFAULTS.task },
  data: { kind: 'choice', options: DATA, default: DEFAULTS.data },
  latency: { kind: 'choice', options: LATENCY, default: DEFAULTS.latency },
  symptom: { kind: 'choice', options: SYMPTOMS, default: DEFAULTS.symptom },
} as const satisfies Fields;

/** Applies a text to a case; what is not understood changes nothing. */
export const readCase = (text: string, base: Case): Case => applyState(text, FIELDS, base);

/** The query of the page's address with what differs from the defaults. */
export const queryWith = (search: string, current: Case): string =>
  writeState(search, DEMO_ID, { ...current }, FIELDS);
