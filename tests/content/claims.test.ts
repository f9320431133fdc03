/** Every claim has what the ledger promises: verdict, reason, evidence that exists, and an experiment or why there is none. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBibliography } from '#site/bibliography.ts';
import { linesOf, TOPICS, VERDICTS } from '#site/claims.ts';
import { LOCALES } from '#site/locales.ts';
import { CLAIMS } from './claims.ts';

/** How a demo reads its settings and writes them. */
interface Address {
  readonly DEFAULTS: unknown;
  readonly readSettings: (text: string, base: unknown) => unknown;
  readonly queryWith: (search: string, settings: unknown) => string;
}

const files = import.meta.glob<Partial<Address>>('/components/demos/*/{address,demo}.ts', {
  eager: true,
});

/** The demos that keep their settings in an `address.ts`, by id. */
const DEMOS = new Map(
  Object.entries(files).flatMap(([path, { readSettings, queryWith }]) => {
    const DEFAULTS = files[path.replace('address.ts', 'demo.ts')]?.DEFAULTS;
    const id = path.split('/').at(-2) ?? '';
    return readSettings && queryWith && DEFAULTS !== undefined
      ? [[id, { DEFAULTS, readSettings, queryWith }] as const]
      : [];
  }),
);

const sources = readBibliography(readFileSync('content/references.bib', 'utf8'));
const articleOf = (locale: string, page: string): string => `content/${locale}/${page}.mdx`;

test('there are as many claims as the ledger says, each once', () => {
  const ids = CLAIMS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const places = CLAIMS.map(({ topic, order }) => `${topic} ${order}`);
  expect(new Set(places).size).toBe(places.length);
  const wordings = CLAIMS.flatMap(({ wording }) => LOCALES.map((locale) => wording[locale]));
  expect(new Set(wordings).size).toBe(wordings.length);
  const count = (verdict: string): number =>
    CLAIMS.filter((claim) => claim.verdict === verdict).length;
  const [all, yes, partly, no] = [CLAIMS.length, ...VERDICTS.map(count)];
  expect(readFileSync(articleOf('en', 'about/claims'), 'utf8').replace(/\s+/g, ' ')).toContain(
    `Of the ${all} claims collected here, ${yes} are true, ${partly} are true under conditions and ${no} are false.`,
  );
  expect(readFileSync(articleOf('zh-cn', 'about/claims'), 'utf8')).toContain(
    `这里收集的 ${all} 条说法中，${yes} 条成立，${partly} 条在一定条件下成立，${no} 条不成立。`,
  );
});

test('the ledger shows every topic', () => {
  for (const locale of LOCALES) {
    const article = readFileSync(articleOf(locale, 'about/claims'), 'utf8');
    for (const topic of TOPICS) {
      expect(article).toContain(`<Ledger topic="${topic}" />`);
      expect(CLAIMS.some((claim) => claim.topic === topic)).toBe(true);
    }
  }
});

describe.each(CLAIMS.map((claim) => [claim.id, claim] as const))('%s', (id, claim) => {
  test('lies in the file of its name and has a known verdict and topic', () => {
    expect(claim.file).toBe(`${id}.yaml`);
    expect(VERDICTS).toContain(claim.verdict);
    expect(TOPICS).toContain(claim.topic);
  });

  test('gives its reason in three lines, in both languages', () => {
    for (const locale of LOCALES) {
      expect(linesOf(claim.reason[locale])).toHaveLength(3);
      for (const line of linesOf(claim.reason[locale])) {
        expect(line).toMatch(locale === 'en' ? /[.”]$/ : /[。”]$/);
        expect(line.length).toBeLessThan(locale === 'en' ? 140 : 80);
      }
    }
  });

  test('is written in both languages', () => {
    const texts = [
      claim.wording,
      claim.source,
      claim.reason,
      ...claim.evidence.map(({ text }) => text),
      'none' in claim.experiment ? claim.experiment.none : claim.experiment.look,
    ];
    for (const text of texts) {
      expect(text.en.trim().length).toBeGreaterThan(10);
      expect(text['zh-cn']).toMatch(/\p{Script=Han}/u);
      // Half-width punctuation between Chinese characters is a slip; quotations keep what they have.
      expect(text['zh-cn']).not.toMatch(/\p{Script=Han}[,;:?!]\p{Script=Han}/u);
    }
  });

  test('cites sources that are in the bibliography, and places that are in the articles', () => {
    expect(claim.evidence.length).toBeGreaterThan(0);
    for (const { cite = [], article } of claim.evidence) {
      expect(cite.length > 0 || article !== undefined).toBe(true);
      for (const key of cite) expect([...sources.keys()]).toContain(key);
      const [page = '', anchor = ''] = article?.split('#') ?? [];
      if (article !== undefined)
        for (const locale of LOCALES)
          expect(readFileSync(articleOf(locale, page), 'utf8')).toMatch(
            new RegExp(`id="${anchor}"`),
          );
    }
  });

  const { experiment } = claim;
  const demo = 'none' in experiment ? undefined : DEMOS.get(experiment.demo);
  if (demo !== undefined && !('none' in experiment))
    test('sets its demo with words that the demo understands', () => {
      const set = demo.readSettings(experiment.preset, demo.DEFAULTS);
      const written = new URLSearchParams(demo.queryWith('', set)).get(experiment.demo) ?? '';
      expect(written).toBe(experiment.preset);
    });
});

test('experiments lead to articles that carry their demo, as far as these are written', () => {
  for (const { experiment } of CLAIMS) {
    if ('none' in experiment) continue;
    for (const locale of LOCALES) {
      const path = articleOf(locale, experiment.article);
      if (!existsSync(path)) continue;
      const [, front = ''] = /^---\n([\s\S]*?)\n---/.exec(readFileSync(path, 'utf8')) ?? [];
      expect(/^demos:.*$/m.exec(front)?.[0]).toContain(experiment.demo);
    }
  }
});

test('articles name claims that exist, and quote no verdict by hand', () => {
  const ids = new Set(CLAIMS.map(({ id }) => id));
  for (const locale of LOCALES) {
    const text = readFileSync(articleOf(locale, 'depth/single-vs-two-layer'), 'utf8');
    const used = [...text.matchAll(/<Claim id="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(used.length).toBeGreaterThan(3);
    for (const id of used) expect([...ids]).toContain(id);
  }
});
