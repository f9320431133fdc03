/** The claims and the glossary as tests read them: the files themselves, past Astro's collections. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import type { Experiment, Topic, Verdict } from '#site/claims.ts';
import type { Locale } from '#site/locales.ts';

type Bilingual = Readonly<Record<Locale, string>>;

/** A file of `content/claims/`. */
export interface ClaimFile {
  readonly file: string;
  readonly id: string;
  readonly topic: Topic;
  readonly order: number;
  readonly wording: Bilingual;
  readonly source: Bilingual;
  readonly verdict: Verdict;
  readonly reason: Bilingual;
  readonly evidence: readonly {
    readonly text: Bilingual;
    readonly cite?: readonly string[];
    readonly article?: string;
  }[];
  readonly experiment: (Experiment & { readonly look: Bilingual }) | { readonly none: Bilingual };
}

const FOLDER = 'content/claims';

/** All claims, by file name. */
export const CLAIMS: readonly ClaimFile[] = readdirSync(FOLDER)
  .sort()
  .map((file) => ({
    file,
    ...(parseFrontmatter(`---\n${readFileSync(join(FOLDER, file), 'utf8')}\n---\n`)
      .frontmatter as Omit<ClaimFile, 'file'>),
  }));
