/** The guide's answers as text in the page's address. */
import { type Fields, parseState, writeState } from '#run/url-state.ts';
import { type Case, DATA, DEFAULTS, DEMO_ID, LATENCY, SYMPTOMS, TASKS } from './demo.ts';

const fieldsFrom = (base: Case) =>
  ({
    task: { kind: 'choice', options: TASKS, default: base.task },
    data: { kind: 'choice', options: DATA, default: base.data },
    latency: { kind: 'choice', options: LATENCY, default: base.latency },
    symptom: { kind: 'choice', options: SYMPTOMS, default: base.symptom },
  }) as const satisfies Fields;

/** Applies a text to a case; what is not understood changes nothing. */
export const readCase = (text: string, base: Case): Case => parseState(text, fieldsFrom(base));

/** The query of the page's address with what differs from the defaults. */
export const queryWith = (search: string, current: Case): string =>
  writeState(search, DEMO_ID, { ...current }, fieldsFrom(DEFAULTS));
