/**
 * What articles may use without importing it: the components of `components/prose` under their own names, and every
 * demo under the name of its folder in PascalCase (`depth-duel` → `<DepthDuel />`). A new one needs no edit here.
 */
import Ledger from '#components/ledger/Ledger.astro';
import LedgerFilter from '#components/ledger/Filter.astro';
import LedgerSources from '#components/ledger/Sources.astro';
import type { Locale } from '#site/locales.ts';

/** An Astro component as Astro calls it. */
type Component = (result: unknown, props: Record<string, unknown>, slots: unknown) => unknown;

const PROSE = import.meta.glob<{ default: Component }>('/components/prose/*.astro', {
  eager: true,
});
const DEMOS = import.meta.glob<{ default: Component }>('/components/demos/*/index.astro', {
  eager: true,
});

/** `/components/demos/depth-duel/index.astro` → `DepthDuel`. */
export function componentName(path: string): string {
  const folder = path.split('/').at(-2) ?? '';
  return folder.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** `/components/prose/SideNote.astro` → `SideNote`. */
const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1, -'.astro'.length);

/** Gives a component further properties; Astro's own marks on the function are kept. */
const withProps = (component: Component, given: Record<string, unknown>): Component =>
  Object.assign(
    (result: unknown, props: Record<string, unknown>, slots: unknown) =>
      component(result, { ...props, ...given }, slots),
    component,
  );

/** The components for one article (`<section>/<slug>`) in one language, for `<Content components={…} />`. */
export function mdxComponents(locale: Locale, page: string): Record<string, unknown> {
  const prose = Object.entries(PROSE).map(([path, { default: component }]) => {
    const name = fileName(path);
    // The code that an article may show lies in a folder named like its page.
    return [name, name === 'Python' ? withProps(component, { locale, page }) : component] as const;
  });
  const demos = Object.entries(DEMOS).map(
    ([path, { default: component }]) =>
      [componentName(path), withProps(component, { locale })] as const,
  );
  const named = Object.fromEntries(prose);
  return {
    ...named,
    Ledger,
    LedgerFilter,
    LedgerSources,
    table: named['DataTable'],
    ...Object.fromEntries(demos),
  };
}
