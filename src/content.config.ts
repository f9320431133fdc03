/**
 * The collections under `content/` and what their front matter must hold. A page that lacks a field fails the build.
 */
import { defineCollection } from 'astro:content';
import { file, glob } from 'astro/loaders';
import { z } from 'astro/zod';

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

/** Tested claims: `content/claims/<id>.yaml`. */
const claims = defineCollection({
  loader: glob({ base: './content/claims', pattern: '*.yaml' }),
  schema: z.strictObject({
    id: z.string(),
    statement: bilingual,
    verdict: z.enum(['true', 'partly', 'false']),
    because: bilingual,
    /** `<article>#<heading id>`, without language prefix. */
    evidence: z.string(),
    source: z.string().optional(),
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
