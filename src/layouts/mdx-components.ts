/**
 * What articles may use without importing it: the components of `components/prose`, and every demo under the name of
 * its folder in PascalCase (`depth-duel` → `<DepthDuel />`). A new demo needs no edit here.
 */
import Ledger from '#components/ledger/Ledger.astro';
import LedgerFilter from '#components/ledger/Filter.astro';
import LedgerSources from '#components/ledger/Sources.astro';
import BenchRatio from '#components/prose/BenchRatio.astro';
import BenchTable from '#components/prose/BenchTable.astro';
import Claim from '#components/prose/Claim.astro';
import CodeTab from '#components/prose/CodeTab.astro';
import CodeTabs from '#components/prose/CodeTabs.astro';
import DataTable from '#components/prose/DataTable.astro';
import Figure from '#components/prose/Figure.astro';
import Glossary from '#components/prose/Glossary.astro';
import HalfLives from '#components/prose/HalfLives.astro';
import SetDemo from '#components/prose/SetDemo.astro';
import SideNote from '#components/prose/SideNote.astro';
import UnrolledStacks from '#components/prose/UnrolledStacks.astro';
import type { Locale } from '#site/locales.ts';

/** An Astro component as Astro calls it. */
type Component = (result: unknown, props: Record<string, unknown>, slots: unknown) => unknown;

const DEMOS = import.meta.glob<{ default: Component }>('/components/demos/*/index.astro', {
  eager: true,
});

/** `/components/demos/depth-duel/index.astro` → `DepthDuel`. */
export function componentName(path: string): string {
  const folder = path.split('/').at(-2) ?? '';
  return folder.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Gives a component its language; Astro's own marks on the function are kept. */
const inLanguage = (component: Component, locale: Locale): Component =>
  Object.assign(
    (result: unknown, props: Record<string, unknown>, slots: unknown) =>
      component(result, { ...props, locale }, slots),
    component,
  );

/** The components for one language, to be handed to `<Content components={…} />`. */
export function mdxComponents(locale: Locale): Record<string, unknown> {
  const demos = Object.entries(DEMOS).map(
    ([path, { default: component }]) =>
      [componentName(path), inLanguage(component, locale)] as const,
  );
  return {
    BenchRatio,
    BenchTable,
    Claim,
    CodeTab,
    CodeTabs,
    Figure,
    Glossary,
    HalfLives,
    Ledger,
    LedgerFilter,
    LedgerSources,
    SetDemo,
    SideNote,
    UnrolledStacks,
    table: DataTable,
    ...Object.fromEntries(demos),
  };
}
