/**
 * The rest of a long article. Until the page has loaded, only the parts in view are laid out (`content-visibility` in
 * prose.css), which is a quarter of the work before the first paint on a phone. Then the others follow, a few at a time
 * while nothing else is to do, so that the height of the page and jumps within it are exact.
 */

/** Parts per turn: small enough to stay well under a frame on a phone. */
const TURN = 6;

/** Begins once everything has loaded; never blocks. */
export function settle(parts: readonly HTMLElement[]): void {
  const next = (from: number): void => {
    for (const part of parts.slice(from, from + TURN)) part.style.contentVisibility = 'visible';
    if (from + TURN < parts.length) later(() => next(from + TURN));
  };
  const begin = (): void => {
    void document.fonts.ready.then(() => {
      later(() => next(0));
    });
  };
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin, { once: true });
}

/** Safari has no idle callbacks. */
function later(turn: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(turn, { timeout: 200 });
  else setTimeout(turn, 16);
}
