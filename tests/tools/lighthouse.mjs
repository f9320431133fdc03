/**
 * Lighthouse, mobile, on home and article in both languages: the median of five runs.
 * Accessibility, best practices and SEO must be 1.00, performance at least 0.95.
 *
 *   npm run lighthouse          five runs a page
 *   npm run lighthouse -- 1     one
 */
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { chromiumLaunch } from '../chromium.mjs';
import { servePreview } from './preview.mjs';

const PAGES = ['/', '/zh-cn/', '/depth/single-vs-two-layer/', '/zh-cn/depth/single-vs-two-layer/'];
const LEAST = { performance: 0.95, accessibility: 1, 'best-practices': 1, seo: 1 };
const runs = Number(process.argv[2] ?? 5);

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const { executablePath, args } = chromiumLaunch({ gpu: false });
const site = await servePreview(4398);
const chrome = await launch({
  chromePath: executablePath,
  chromeFlags: ['--headless=new', ...args],
});
let failures = 0;
try {
  for (const page of PAGES) {
    const results = [];
    for (let run = 0; run < runs; run++) {
      const { lhr } = await lighthouse(site.url + page, {
        port: chrome.port,
        onlyCategories: Object.keys(LEAST),
        logLevel: 'error',
      });
      results.push(lhr);
    }
    const scores = Object.entries(LEAST).map(([category, least]) => {
      const score = median(results.map((lhr) => lhr.categories[category].score));
      if (score < least) failures++;
      return `${category} ${score.toFixed(2)}${score < least ? ` (below ${least})` : ''}`;
    });
    const audit = (id) => median(results.map((lhr) => lhr.audits[id].numericValue));
    process.stdout.write(
      `${page}\n  ${scores.join(' · ')}\n  FCP ${Math.round(audit('first-contentful-paint'))} ms · ` +
        `LCP ${Math.round(audit('largest-contentful-paint'))} ms · ` +
        `TBT ${Math.round(audit('total-blocking-time'))} ms · ` +
        `CLS ${audit('cumulative-layout-shift').toFixed(3)}\n`,
    );
    const failed = Object.values(results[0].audits).filter(
      ({ score, scoreDisplayMode }) => score !== null && score < 1 && scoreDisplayMode === 'binary',
    );
    for (const { id, title } of failed) process.stdout.write(`  failed: ${id} (${title})\n`);
  }
} finally {
  chrome.kill();
  await site.stop();
}
process.exitCode = failures > 0 ? 1 : 0;
