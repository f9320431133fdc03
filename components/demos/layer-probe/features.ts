/**
 * What a unit could track: properties of a sequence that can be computed at every step without the model. Each is a number
 * a step; NaN where the property has no meaning.
 */

export const FEATURES = {
  /** Position from 1; brackets open; kind of the innermost open one; all closed; the symbol opens. */
  'dyck-2': ['depth', 'kind', 'closed', 'opens', 'position'],
  /** Position; letters since the last one that is no letter; vowel; space; inside quotation marks. */
  'char-lm': ['space', 'vowel', 'word-position', 'quoted', 'position'],
} as const;

export type ProbeId = keyof typeof FEATURES;
export type FeatureId = (typeof FEATURES)[ProbeId][number];

type Compute = (symbols: readonly string[]) => number[];

const flags = (symbols: readonly string[], is: (symbol: string) => boolean): number[] =>
  symbols.map((symbol) => (is(symbol) ? 1 : 0));

const OPENS: readonly string[] = ['(', '['];
const CLOSES: readonly string[] = [')', ']'];

/** The open brackets after each step, innermost last; NaN-worthy (undefined) from the first bracket that closes nothing. */
function stacks(symbols: readonly string[]): (readonly string[] | undefined)[] {
  let stack: readonly string[] | undefined = [];
  return symbols.map((symbol) => {
    if (stack === undefined) return undefined;
    if (OPENS.includes(symbol)) stack = [...stack, symbol];
    else {
      const fits = stack.at(-1) === OPENS[CLOSES.indexOf(symbol)];
      stack = fits ? stack.slice(0, -1) : undefined;
    }
    return stack;
  });
}

/** The first step, from 1, whose bracket closes nothing or the wrong kind; undefined when there is none. */
export function firstMisfit(symbols: readonly string[]): number | undefined {
  const index = stacks(symbols).findIndex((stack) => stack === undefined);
  return index < 0 ? undefined : index + 1;
}

/** What may close next after each step; undefined after a misfit. */
export const closers = (symbols: readonly string[]): ('none' | ')' | ']' | undefined)[] =>
  stacks(symbols).map((stack) => {
    if (stack === undefined) return undefined;
    const open = stack.at(-1);
    return open === undefined ? 'none' : open === '(' ? ')' : ']';
  });

const COMPUTE: Readonly<Record<FeatureId, Compute>> = {
  position: (symbols) => symbols.map((_, t) => t + 1),
  depth: (symbols) => stacks(symbols).map((stack) => stack?.length ?? NaN),
  // Round brackets against square ones, and neither when all are closed.
  kind: (symbols) =>
    closers(symbols).map((closer) =>
      closer === undefined ? NaN : { ')': 1, ']': -1, none: 0 }[closer],
    ),
  closed: (symbols) =>
    stacks(symbols).map((stack) => (stack === undefined ? NaN : stack.length === 0 ? 1 : 0)),
  opens: (symbols) => flags(symbols, (symbol) => OPENS.includes(symbol)),
  space: (symbols) => flags(symbols, (symbol) => symbol === ' ' || symbol === '\n'),
  vowel: (symbols) => flags(symbols, (symbol) => /[aeiou]/.test(symbol)),
  'word-position': (symbols) => {
    let letters = 0;
    return symbols.map((symbol) => (letters = /[a-z]/.test(symbol) ? letters + 1 : 0));
  },
  quoted: (symbols) => {
    let inside = false;
    return symbols.map((symbol) => {
      if (symbol === '"') inside = !inside;
      return inside ? 1 : 0;
    });
  },
};

/** A feature of a sequence, one number a step. */
export const featureOf = (id: FeatureId, symbols: readonly string[]): number[] =>
  COMPUTE[id](symbols);
