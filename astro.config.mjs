import mdx from '@astrojs/mdx';
import { unified } from '@astrojs/markdown-remark';
import sitemap from '@astrojs/sitemap';
import svelte from '@astrojs/svelte';
import expressiveCode from 'astro-expressive-code';
import { defineConfig } from 'astro/config';
import { browserDependencies } from './src/build/browser-dependencies.ts';
import { codeSplitting } from './src/build/chunks.ts';
import { markdownOptions } from './src/build/markdown.ts';
import { searchIndex } from './src/build/search-index.ts';

export default defineConfig({
  // Where the site will live; set SITE_URL when deploying elsewhere. Only canonical links and the sitemap use it.
  site: process.env['SITE_URL'] ?? 'https://strata.example',
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  i18n: { defaultLocale: 'en', locales: ['en', 'zh-cn'] },
  integrations: [
    expressiveCode(),
    mdx(),
    svelte(),
    sitemap({ i18n: { defaultLocale: 'en', locales: { en: 'en', 'zh-cn': 'zh-CN' } } }),
    searchIndex(),
  ],
  markdown: {
    syntaxHighlight: false,
    processor: unified(markdownOptions),
  },
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "font-src 'self'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
      ],
      // WebAssembly for the engines and for Pagefind.
      scriptDirective: { resources: ["'self'", "'wasm-unsafe-eval'"] },
      // KaTeX and Expressive Code place glyphs and colours with style attributes.
      styleDirective: { resources: [{ resource: "'unsafe-inline'", kind: 'attribute' }] },
    },
  },
  vite: {
    build: {
      assetsInlineLimit: 0,
      rolldownOptions: { checks: { moduleLevelDirective: false } },
    },
    worker: { format: 'es' },
    environments: { client: { build: { rolldownOptions: { output: { codeSplitting } } } } },
    optimizeDeps: { include: browserDependencies },
  },
});
