/** The button "Run it yourself": puts the run in place of the recorded figure. Its code is loaded then, not before. */
import type { RunPayload } from './payload.ts';

/** Sets up every `[data-claim-run]` below `root`. */
export function setUpRuns(root: ParentNode): void {
  for (const box of root.querySelectorAll<HTMLElement>('[data-claim-run]')) {
    const button = box.querySelector<HTMLButtonElement>('[data-run-claim]');
    button?.addEventListener('click', () => {
      button.disabled = true;
      void open(box);
    });
  }
}

async function open(box: HTMLElement): Promise<void> {
  const [{ mount }, { default: Run }] = await Promise.all([
    import('./mount.ts'),
    document.documentElement.lang === 'en' ? import('./RunEn.svelte') : import('./RunZhCn.svelte'),
  ]);
  const payload = JSON.parse(box.dataset['claimRun'] ?? '') as RunPayload;
  box.replaceChildren();
  mount(Run, { target: box, props: { payload } });
  // The keyboard goes on where the button was.
  box.querySelector<HTMLElement>('input')?.focus({ preventScroll: true });
}
