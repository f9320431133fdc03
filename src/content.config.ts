/**
 * The collections under `content/` and what their front matter must hold. A page that lacks a field fails the build.
 */
import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { TOPICS, VERDICTS } from './site/claims.ts';

/** Articles: `content/<locale>/<section>/<slug>.mdx`; the same path in the other locale is the same article. */
const articles = defineCollection({
  loader: glob({ base: './content', pattern: '{en,zh-cn}/**/*.mdx' }),
  schema: z.strictObject({
    /** The heading of the page, put as the reader's question. */
    title: z.string(),
    /** A few words for the navigation. */
    navTitle: z.string(),
    /** One sentence under the title. */
    dek: z.string(),
    /** For search engines and link previews. */
    description: z.string().max(160),
    /** Place within the section, from 1. */
    order: z.int().min(1),
    /** Two to four sentences; `==…==` marks the words to highlight. */
    answer: z.string(),
    /** How readers ask for this article, for the search index; `anchor` is the id of the section that answers. */
    questions: z.array(z.strictObject({ q: z.string(), anchor: z.string().optional() })).min(1),
    /** Ids of the claims in `content/claims/` that the article tests. */
    claims: z.array(z.string()).default([]),
    /** Ids of the demos in `components/demos/` on the page. */
    demos: z.array(z.string()).default([]),
    updated: z.date(),
  }),
});

const bilingual = z.strictObject({ en: z.string(), 'zh-cn': z.string() });

/** Where an address may lead: `<section>/<slug>#<heading id>`, without language prefix. */
const anchor = z.string().regex(/^[a-z-]+\/[a-z0-9-]+#[a-z0-9-]+$/);

/** Tested claims: `content/claims/<id>.yaml`. Checked further in `tests/content/claims.test.ts`. */
const claims = defineCollection({
  loader: glob({ base: './content/claims', pattern: '*.yaml' }),
  schema: z.strictObject({
    id: z.string(),
    /** The part of the ledger it belongs to, and its place there. */
    topic: z.enum(TOPICS),
    order: z.int().min(1),
    /** As people meet it. */
    wording: bilingual,
    /** Where it is commonly made, in kind. */
    source: bilingual,
    verdict: z.enum(VERDICTS),
    /** Three lines; the first says it all. */
    reason: bilingual,
    /** Each with sources (BibTeX keys), a place in an article, or both. */
    evidence: z
      .array(
        z.strictObject({
          text: bilingual,
          cite: z.array(z.string()).default([]),
          article: anchor.optional(),
        }),
      )
      .min(1),
    /** The demo that tests it, with its settings as in the page's address, or why there is none. */
    experiment: z.union([
      z.strictObject({
        demo: z.string(),
        preset: z.string(),
        /** The article that carries the demo, without language prefix. */
        article: z.string(),
        /** What to look at. */
        look: bilingual,
      }),
      z.strictObject({ none: bilingual }),
    ]),
  }),
});

const term = z.strictObject({
  term: z.string(),
  also: z.array(z.string()).default([]),
  text: z.string(),
});

/** The glossary: `content/glossary.yaml`. */
const glossary = defineCollection({
  loader: file('./content/glossary.yaml'),
  schema: z.strictObject({ id: z.string(), en: term, 'zh-cn': term }),
});

/** Published figures by depth: `content/literature.yaml`. */
const literature = defineCollection({
  loader: file('./content/literature.yaml'),
  schema: z.strictObject({
    id: z.string(),
    /** The key in `content/references.bib`. */
    cite: z.string(),
    unit: z.enum(['perplexity']),
    better: z.enum(['lower', 'higher']),
    /** A difference that the authors call noise. */
    noise: z.number().positive().optional(),
    points: z.array(z.strictObject({ layers: z.int().min(1), value: z.number() })).min(2),
  }),
});

export const collections = { articles, claims, glossary, literature };
