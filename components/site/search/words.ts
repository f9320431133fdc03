/** The words of the search, typed from the English file; `#site/ui.ts` checks that Chinese has the same. */
import type english from '#content/ui/en/search.json';

export type SearchWords = typeof english;

/** A text for one thing and for any other number of things. */
export interface Plural {
  readonly one: string;
  readonly other: string;
}

/** Puts values into the places `{name}`; a place without a value stays as it is. */
export const put = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));

/** The form for a number, with `{n}` and other places filled in. */
export const plural = (
  forms: Plural,
  n: number,
  values: Readonly<Record<string, string>> = {},
): string => put(n === 1 ? forms.one : forms.other, { n, ...values });
