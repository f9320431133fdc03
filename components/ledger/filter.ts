/** Behaviour of the ledger's filter. The choice is in the address as `?verdict=false`, so that it can be sent on. */

/** Shows the entries of a verdict, all of them for ''; a part of the ledger that is left empty says so. */
export function showVerdict(root: ParentNode, verdict: string): void {
  for (const ledger of root.querySelectorAll<HTMLElement>('.ledger')) {
    const entries = [...ledger.querySelectorAll<HTMLElement>('.claim-entry')];
    for (const entry of entries)
      entry.hidden = verdict !== '' && entry.dataset['verdict'] !== verdict;
    const none = ledger.querySelector<HTMLElement>('.ledger-none');
    if (none) none.hidden = entries.some((entry) => !entry.hidden);
  }
}

/** Sets up the filter of a page, where it has one. */
export function setUpFilter(root: Document): void {
  const filter = root.querySelector<HTMLFieldSetElement>('.ledger-filter');
  if (!filter) return;
  const radios = [...filter.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
  const status = filter.querySelector('[role="status"]');
  const choose = (radio: HTMLInputElement): void => {
    radio.checked = true;
    showVerdict(root, radio.value);
  };
  const all = radios.find(({ value }) => value === '');

  /** An entry that is linked to must be seen, whatever the filter says. */
  const reveal = (): void => {
    const entry = root.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!entry?.hidden || !all) return;
    choose(all);
    entry.scrollIntoView();
  };

  for (const radio of radios)
    radio.addEventListener('change', () => {
      choose(radio);
      if (status) status.textContent = radio.dataset['said'] ?? '';
      const query = radio.value === '' ? '' : `?verdict=${radio.value}`;
      history.replaceState(history.state, '', `${location.pathname}${query}${location.hash}`);
    });
  const asked = new URLSearchParams(location.search).get('verdict');
  const initial = radios.find(({ value }) => value !== '' && value === asked);
  if (initial) choose(initial);
  reveal();
  addEventListener('hashchange', reveal);
}
