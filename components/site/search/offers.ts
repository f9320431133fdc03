/** What the search offers before anything is typed, from the `<template>` that `Search.astro` leaves in the page. */
import { ownPath } from '#search/address.ts';

/** An article with some of the questions it answers. */
export interface Offer {
  readonly href: string;
  readonly title: string;
  /** The part of the site. */
  readonly area: string;
  readonly questions: readonly string[];
}

const textOf = (element: Element | null): string => element?.textContent?.trim() ?? '';

/** Every article of the page's language, in reading order; empty where the template is missing. */
export function readOffers(root: ParentNode = document): Offer[] {
  const template = root.querySelector<HTMLTemplateElement>('template[data-search-offers]');
  return Array.from(template?.content.querySelectorAll('article') ?? [], (article) => ({
    href: ownPath(article.querySelector('a')?.getAttribute('href') ?? '') ?? '',
    title: textOf(article.querySelector('a')),
    area: article.dataset['area'] ?? '',
    questions: Array.from(article.querySelectorAll('q'), textOf),
  })).filter(({ href, title }) => href !== '' && title !== '');
}

/** At most `most` questions, taken from the articles in turn, so that each is heard. */
export function examples(offers: readonly Offer[], most: number): string[] {
  const rounds = Math.max(0, ...offers.map(({ questions }) => questions.length));
  return Array.from({ length: rounds }, (_, i) =>
    offers.flatMap(({ questions }) => questions[i] ?? []),
  )
    .flat()
    .slice(0, most);
}
