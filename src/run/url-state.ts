/**
 * A demo's settings in the page's address: one query parameter a demo, e.g. `?depth-duel=task:adding;units:31`.
 *
 * Addresses come from anybody. Fields that are not declared are dropped, numbers are clamped and snapped to their
 * grid, everything else falls back to its default, and nothing throws.
 */

/** A setting and what it may be. Names and options consist of letters, digits, `.`, `_` and `-`. */
export type Field =
  | { readonly kind: 'choice'; readonly options: readonly string[]; readonly default: string }
  | {
      readonly kind: 'number';
      readonly min: number;
      readonly max: number;
      /** Distance of the allowed values, counted from `min`; any value when absent. */
      readonly step?: number;
      readonly default: number;
    }
  | { readonly kind: 'boolean'; readonly default: boolean }
  | {
      /** What a reader typed. */
      readonly kind: 'text';
      /** What stands for symbols that separate settings or are hard to read. */
      readonly escapes: readonly (readonly [symbol: string, written: string])[];
      readonly default: string;
    };

export type Fields = Readonly<Record<string, Field>>;

type ValueOf<F extends Field> = F extends { kind: 'choice'; options: readonly (infer Option)[] }
  ? Option
  : F extends { kind: 'number' }
    ? number
    : F extends { kind: 'text' }
      ? string
      : boolean;

/** The settings that some fields describe. */
export type Values<F extends Fields> = { [Name in keyof F]: ValueOf<F[Name]> };

/** Longest parameter that is read or written, in characters. */
const LONGEST = 2048;

/** The defaults of all fields. */
export function defaultValues<const F extends Fields>(fields: F): Values<F> {
  return parseState('', fields);
}

/** Settings from a parameter's text; fields that are missing, unreadable or given twice keep their first or default. */
export function parseState<const F extends Fields>(text: string, fields: F): Values<F> {
  const given = givenIn(text);
  const values = Object.entries(fields).map(([name, field]) => {
    const value = given.get(name);
    return [name, value === undefined ? field.default : parseValue(value, field)];
  });
  return Object.fromEntries(values) as Values<F>;
}

/** What a text names, each with what it says first of it; nothing of a text that is too long. */
export function givenIn(text: string): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  if (text.length <= LONGEST)
    for (const part of text.split(';')) {
      const colon = part.indexOf(':');
      const name = part.slice(0, Math.max(0, colon));
      if (!given.has(name)) given.set(name, part.slice(colon + 1));
    }
  return given;
}

/** The text of a link as `parseState` and `givenIn` read it: commas are as good as semicolons, the end may be missing. */
export const linkText = (text: string): string => text.slice(0, LONGEST).replaceAll(',', ';');

/**
 * Settings after the text of a link is applied to them, `units:31;rate:0.01`: what it does not name, or not readably,
 * stays.
 * @param base left out, the defaults of the fields
 */
export function applyState<const F extends Fields>(
  text: string,
  fields: F,
  base: Values<F> = defaultValues(fields),
): Values<F> {
  const own = Object.fromEntries(
    Object.entries<Field>(fields).map(([name, field]) => [
      name,
      { ...field, default: base[name as keyof F] },
    ]),
  ) as unknown as F;
  return parseState(linkText(text), own);
}

function parseValue(text: string, field: Field): string | number | boolean {
  switch (field.kind) {
    case 'choice':
      return field.options.includes(text) ? text : field.default;
    case 'text':
      return field.escapes.reduce(
        (all, [symbol, written]) => all.replaceAll(written, symbol),
        text,
      );
    case 'boolean':
      return text === 'yes' ? true : text === 'no' ? false : field.default;
    case 'number':
      return /^-?\d{1,15}(\.\d{1,25})?(e-?\d{1,2})?$/i.test(text)
        ? fitNumber(Number(text), field)
        : field.default;
  }
}

/** The allowed value nearest to `value`. */
export function fitNumber(
  value: number,
  { min, max, step, ...field }: Extract<Field, { kind: 'number' }>,
): number {
  if (!Number.isFinite(value)) return field.default;
  const clamped = Math.min(max, Math.max(min, value));
  if (step === undefined) return clamped;
  const last = Math.floor((max - min) / step + 1e-9);
  const index = Math.min(last, Math.round((clamped - min) / step));
  // Twelve digits keep 0.1 + 0.2 from becoming 0.30000000000000004.
  return Number((min + index * step).toPrecision(12));
}

/** The parameter's text: the settings that differ from their defaults, or '' when none does. */
export function formatState<const F extends Fields>(values: Values<F>, fields: F): string {
  const text = Object.entries<Field>(fields)
    .filter(([name, field]) => values[name as keyof F] !== field.default)
    .map(([name, field]) => `${name}:${textOf(values[name as keyof F], field)}`)
    .join(';');
  return text.length <= LONGEST ? text : '';
}

function textOf(value: unknown, field: Field): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (field.kind !== 'text') return String(value);
  return field.escapes.reduce(
    (all, [symbol, written]) => all.replaceAll(symbol, written),
    String(value),
  );
}

/** Legal in a query, and an address is to be read. */
const READABLE = ['%3A', '%3B', '%28', '%29', '%7E', '%21', '%27'];

/** The text of a demo's parameter in an address' query (`location.search`); '' where it has none. */
export const parameterOf = (search: string, id: string): string =>
  new URLSearchParams(search).get(id) ?? '';

/** A demo's settings from an address' query (`location.search`). */
export function readState<const F extends Fields>(
  search: string,
  id: string,
  fields: F,
): Values<F> {
  return parseState(parameterOf(search, id), fields);
}

/** The query with a demo's settings put in, or taken out where all are defaults; other parameters stay. */
export function writeState<const F extends Fields>(
  search: string,
  id: string,
  values: Values<F>,
  fields: F,
): string {
  const parameters = new URLSearchParams(search);
  const text = formatState(values, fields);
  if (text === '') parameters.delete(id);
  else parameters.set(id, text);
  const query = READABLE.reduce(
    (all, code) => all.replaceAll(code, decodeURIComponent(code)),
    parameters.toString(),
  );
  return query === '' ? '' : `?${query}`;
}
