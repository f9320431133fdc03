/**
 * All of the search that a page loads at once: waits for `/`, Ctrl-K, Cmd-K or a click on `[data-open-search]`,
 * then fetches the dialog. What is typed while it is on its way is kept and given to it.
 */

/** Keys typed between the opening and the dialog's arrival; null while nothing is on its way. */
let typed: string | null = null;

const isField = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, textarea, select, [contenteditable]') !== null;

async function openSearch(): Promise<void> {
  if (typed !== null) return;
  typed = '';
  const opener = document.activeElement;
  try {
    const { open } = await import('./open.ts');
    await open(opener, () => {
      const query = typed ?? '';
      typed = null;
      return query;
    });
  } catch {
    // The dialog's file did not arrive; the next key or click tries again.
    typed = null;
  }
}

document.addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, altKey, isComposing } = event;
  if (isComposing) return;
  const plain = !ctrlKey && !metaKey && !altKey;
  if (typed !== null) {
    if (plain && key.length === 1) typed += key;
    return;
  }
  // Chinese layouts put 、 and ／ on the key of the slash.
  const slash = plain && '/／、'.includes(key) && !isField(event.target);
  const chord = ctrlKey !== metaKey && !altKey && key.toLowerCase() === 'k';
  if (!slash && !chord) return;
  event.preventDefault();
  void openSearch();
});

document.addEventListener('click', ({ target }) => {
  if (target instanceof Element && target.closest('[data-open-search]')) void openSearch();
});
