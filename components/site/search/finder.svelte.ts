/**
 * The state of a search in progress: the query, the index it is asked of, and the last answer.
 * Answers that arrive after a newer query are dropped; a missing index is a state, not an error.
 */
import { languageOf } from '#search/language.ts';
import { IndexMissing, openIndex, type SearchIndex } from '#search/pagefind.ts';
import { search, type Answer } from '#search/search.ts';
import { hasHan } from '#search/text.ts';
import type { Locale } from '#site/locales.ts';

/** Pause after a keystroke before the index is asked, in milliseconds. */
const PAUSE = 60;

export type FinderState = 'empty' | 'loading' | 'ready' | 'missing';

export class Finder {
  /** What is in the field. */
  query = $state('');
  status = $state<FinderState>('empty');
  answer = $state.raw<Answer | null>(null);
  /** The answer belongs to an older query; a new one is on its way. */
  pending = $state(false);
  readonly #page: Locale;
  readonly #open: typeof openIndex;
  // Nothing is drawn from it, so it need not be reactive.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #indexes = new Map<Locale, Promise<SearchIndex>>();
  #turn = 0;
  #last: Promise<void> = Promise.resolve();

  /** `page` is the language of the page; `open` opens an index. */
  constructor(page: Locale, open: typeof openIndex = openIndex) {
    this.#page = page;
    this.#open = open;
  }

  /** Fetches the index of the page's language, so that the first query need not wait for it. */
  warm(): void {
    this.#index(this.#page).catch(() => undefined);
  }

  /** Takes a new query; the answer follows after a short pause. */
  ask(query: string): void {
    this.query = query;
    const turn = ++this.#turn;
    if (query.trim() === '') {
      this.status = 'empty';
      this.answer = null;
      this.pending = false;
      return;
    }
    if (this.status !== 'ready') this.status = 'loading';
    this.pending = true;
    this.#last = new Promise<void>((resolve) => setTimeout(resolve, PAUSE)).then(() =>
      turn === this.#turn ? this.#find(query, turn) : undefined,
    );
  }

  /** Resolves when the newest query has its answer. */
  async settled(): Promise<void> {
    let last: Promise<void>;
    do {
      last = this.#last;
      await last;
    } while (last !== this.#last);
  }

  #index(locale: Locale): Promise<SearchIndex> {
    const known = this.#indexes.get(locale);
    if (known) return known;
    const opening = this.#open(locale);
    this.#indexes.set(locale, opening);
    // A failed opening is forgotten, so that the next query tries again.
    opening.catch(() => this.#indexes.delete(locale));
    return opening;
  }

  async #find(query: string, turn: number): Promise<void> {
    try {
      const answer = await this.#answer(query);
      if (turn !== this.#turn) return;
      this.answer = answer;
      this.status = 'ready';
      this.pending = false;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.answer = null;
      this.status = 'missing';
      this.pending = false;
      if (!(error instanceof IndexMissing)) this.#indexes.clear();
    }
  }

  /** The languages worth asking, in order; code words and names that Chinese pages lack may stand in English ones. */
  #order(query: string): Locale[] {
    const first = languageOf(query, this.#page);
    if (first !== this.#page) return [first, this.#page];
    return first === 'zh-cn' && query.trim().length > 2 && !hasHan(query) ? [first, 'en'] : [first];
  }

  /** The first language that is sure answers; else the first that found anything; else the page's, with nothing. */
  async #answer(query: string): Promise<Answer> {
    let best: Answer | null = null;
    for (const locale of this.#order(query)) {
      // The other language's index is a nicety: where it cannot be opened, the page's own decides.
      const opening = this.#index(locale);
      const index = await (locale === this.#page ? opening : opening.catch(() => null));
      if (!index) continue;
      const answer = await search(query, index);
      if (answer.total > 0 && answer.sure) return answer;
      if (!best || best.total === 0) best = answer;
    }
    return best ?? search(query, await this.#index(this.#page));
  }
}
