/** Behaviour of SetDemo. */

/** Sent on the window as `strata:set` when a link in the text sets a demo. */
export interface SetDetail {
  /** Id of the demo: `depth-duel`. */
  readonly demo: string;
  /** `name:value`, several separated by commas. */
  readonly set: string;
}

/** Turns every `a.set` below `root` into a link that sets its demo in place. */
export function setUpSetLinks(root: ParentNode): void {
  for (const link of root.querySelectorAll<HTMLAnchorElement>('a.set')) {
    link.addEventListener('click', (event) => {
      const { demo, set } = link.dataset;
      const figure = demo === undefined ? null : document.getElementById(demo);
      // A new tab was asked for, or there is nothing to set: leave it to the browser.
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (figure === null || demo === undefined || set === undefined) return;
      event.preventDefault();
      history.replaceState(history.state, '', link.href);
      const detail: SetDetail = { demo, set };
      dispatchEvent(new CustomEvent('strata:set', { detail }));
      // base.css says whether scrolling is smooth: not where the reader asked for less motion.
      figure.scrollIntoView({ block: 'start' });
      // The keyboard goes where the eye goes.
      figure.tabIndex = -1;
      figure.focus({ preventScroll: true });
      figure.classList.remove('lit');
      void figure.offsetWidth;
      figure.classList.add('lit');
    });
  }
}
