/** Behaviour of CodeTabs: the tab pattern of the ARIA Authoring Practices, one choice for the whole site. */

const KEY = 'code-tab';

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

interface Group {
  readonly tabs: readonly HTMLButtonElement[];
  readonly panels: readonly HTMLElement[];
}

function select({ tabs, panels }: Group, name: string): void {
  if (!tabs.some((tab) => tab.dataset['name'] === name)) return;
  for (const tab of tabs) {
    const on = tab.dataset['name'] === name;
    tab.setAttribute('aria-selected', String(on));
    tab.tabIndex = on ? 0 : -1;
  }
  for (const panel of panels) panel.hidden = panel.dataset['tab'] !== name;
}

/** Makes tabs of every `[data-code-tabs]` below `root`, and keeps them in step with one another and with other windows. */
export function setUpCodeTabs(root: ParentNode): void {
  const groups = [...root.querySelectorAll<HTMLElement>('[data-code-tabs]')].map(
    (box, number): Group => {
      const tabs = [...box.querySelectorAll<HTMLButtonElement>('[role="tab"]')];
      const panels = [...box.querySelectorAll<HTMLElement>('[data-tab]')];
      panels.forEach((panel, index) => {
        const tab = tabs[index];
        if (tab === undefined) return;
        tab.id = `code-tab-${String(number)}-${String(index)}`;
        panel.id = `${tab.id}-panel`;
        tab.setAttribute('aria-controls', panel.id);
        panel.setAttribute('role', 'tabpanel');
        panel.setAttribute('aria-labelledby', tab.id);
      });
      box.dataset['ready'] = '';
      return { tabs, panels };
    },
  );

  const selectAll = (name: string): void => {
    for (const group of groups) select(group, name);
  };

  /** Groups further up may change their height; the tab that was pressed must not move from under the pointer. */
  const choose = (tab: HTMLButtonElement): void => {
    const before = tab.getBoundingClientRect().top;
    selectAll(tab.dataset['name'] ?? '');
    scrollBy({ top: tab.getBoundingClientRect().top - before, behavior: 'instant' });
    try {
      localStorage.setItem(KEY, tab.dataset['name'] ?? '');
    } catch {
      // Storage may be denied: the choice then holds for this page only.
    }
  };

  for (const { tabs } of groups)
    tabs.forEach((tab, index) => {
      tab.addEventListener('click', () => {
        choose(tab);
      });
      tab.addEventListener('keydown', ({ key }) => {
        const last = tabs.length - 1;
        const step = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: last }[key];
        const target = step === undefined ? undefined : tabs[(step + tabs.length) % tabs.length];
        if (target === undefined) return;
        choose(target);
        target.focus();
      });
    });

  for (const group of groups) select(group, group.tabs[0]?.dataset['name'] ?? '');
  const name = stored();
  if (name !== null) selectAll(name);
  window.addEventListener('storage', (event) => {
    if (event.key === KEY && event.newValue !== null) selectAll(event.newValue);
  });
}
