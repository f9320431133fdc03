/**
 * What every demo is on a page: settings and a voice for screen readers. The settings are read from the page's
 * address, follow what the articles' links set (`strata:set` on the window), and are written back to the address, so
 * that it can be sent to somebody else. A demo with more to it extends this.
 */
import { Announcer } from '#components/controls/announcer.svelte.ts';
import { parameterOf } from '#run/url-state.ts';

/** How a demo's settings are read and written. */
export interface DemoSettings<S> {
  /** The demo's id: the parameter of the address, and the id of the figure. */
  readonly id: string;
  readonly defaults: S;
  /** Applies a text, `task:adding;units:24`, to settings; what is not understood changes nothing. Must not throw. */
  readonly read: (text: string, base: S) => S;
  /** A page's query with the settings put in (`writeState` of `url-state.ts`). */
  readonly query: (search: string, settings: S) => string;
  /** The settings after a change; by default the change put over them. */
  readonly change?: (settings: S, part: Partial<S>) => S;
}

/** Waiting time before the address follows the settings, ms: browsers limit how often it may change. */
const ADDRESS_DELAY = 400;

export class Demo<S extends object> {
  readonly announcer = new Announcer();
  readonly #how: DemoSettings<S>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** False on the server and until the page's script has taken over. */
  ready = $state(false);
  #settings: S = $state.raw() as S;

  constructor(how: DemoSettings<S>) {
    this.#how = how;
    this.#settings = how.defaults;
  }

  get settings(): S {
    return this.#settings;
  }

  /** Takes over in the browser; to be called when the component mounts. Returns the undo. */
  start(): () => void {
    const { id, defaults, read } = this.#how;
    this.#settings = read(parameterOf(location.search, id), defaults);
    this.ready = true;
    const set = (event: Event): void => {
      const { detail } = event as CustomEvent<{ demo?: unknown; set?: unknown } | null>;
      if (detail?.demo === id && typeof detail.set === 'string')
        this.change(read(detail.set, this.settings));
    };
    addEventListener('strata:set', set);
    return () => {
      removeEventListener('strata:set', set);
      clearTimeout(this.#timer);
      this.dispose();
    };
  }

  /** Ends what goes on; called when the component goes. */
  protected dispose(): void {
    this.announcer.dispose();
  }

  /** Changes settings; the address follows. */
  change(part: Partial<S>): void {
    const { change } = this.#how;
    this.#settings = change ? change(this.settings, part) : { ...this.settings, ...part };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#writeAddress();
    }, ADDRESS_DELAY);
  }

  /** The address of this page with these settings, leading to the figure. */
  link(): string {
    const { origin, pathname, search } = location;
    return `${origin}${pathname}${this.#how.query(search, this.settings)}#${this.#how.id}`;
  }

  #writeAddress(): void {
    const { pathname, search, hash } = location;
    try {
      const query = this.#how.query(search, this.settings);
      history.replaceState(history.state, '', pathname + query + hash);
    } catch {
      // Too many changes in a short time: the address stays behind, the settings do not.
    }
  }
}
