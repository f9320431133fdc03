/** Mounts the search dialog on first use and opens it; loaded by `trigger.ts` when it is wanted. */
import { mount } from 'svelte';
import { isLocale, type Locale } from '#site/locales.ts';
import '#styles/search.css';
import Dialog from './Dialog.svelte';
import { readOffers } from './offers.ts';
import type { SearchWords } from './words.ts';

const wordsOf = async (locale: Locale): Promise<SearchWords> =>
  locale === 'en'
    ? (await import('#content/ui/en/search.json')).default
    : (await import('#content/ui/zh-cn/search.json')).default;

interface DialogHandle {
  readonly show: (opener: Element | null, query: string) => void;
}

let dialog: Promise<DialogHandle> | undefined;

async function create(): Promise<DialogHandle> {
  const language = document.documentElement.lang.toLowerCase();
  const locale = isLocale(language) ? language : 'en';
  const words = await wordsOf(locale);
  const props = { locale, words, offers: readOffers() };
  return mount(Dialog, { target: document.body, props }) as DialogHandle;
}

/**
 * Opens the dialog. `opener` gets the focus back when it closes; `takeQuery` is asked at the last moment for what
 * has been typed meanwhile. Opening an open dialog does nothing.
 */
export async function open(opener: Element | null, takeQuery: () => string): Promise<void> {
  dialog ??= create();
  try {
    (await dialog).show(opener, takeQuery());
  } catch (error) {
    dialog = undefined;
    throw error;
  }
}
