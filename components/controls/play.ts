/** The keys that every demo shares. */

export type PlayKey = 'toggle' | 'step' | 'reset';

const KEYS: Readonly<Record<string, PlayKey>> = { r: 'toggle', s: 'step', '0': 'reset' };

/**
 * What a key press means to a demo: R runs or pauses, S steps, 0 resets.
 * Nothing while a modifier is held, a key repeats, or the reader is typing or choosing from a list.
 */
export function playKey(event: KeyboardEvent): PlayKey | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented)
    return undefined;
  const target = event.target as HTMLElement;
  const typing =
    target.isContentEditable ||
    target.matches('select, textarea, input:not([type=range], [type=radio], [type=checkbox])');
  return typing ? undefined : KEYS[event.key.toLowerCase()];
}
