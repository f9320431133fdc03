/**
 * Pictures of every page at 1280 and 390 px, in both themes and both languages, into tests/screenshots/, and
 * `overview.jpg`, the top of the article with its demo, for the README.
 *
 *   npm run screenshots
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { chromium } from 'playwright';
import { chromiumLaunch } from '../chromium.mjs';
import { servePreview } from './preview.mjs';

const FOLDER = join('tests', 'screenshots');
const WIDTHS = [1280, 390];
const THEMES = ['light', 'dark'];

const pages = readdirSync('dist', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('index.html') && !name.startsWith('pagefind'))
  .map((name) =>
    name
      .split(sep)
      .join('/')
      .replace(/index\.html$/, ''),
  );

mkdirSync(FOLDER, { recursive: true });
const site = await servePreview(4397);
const browser = await chromium.launch(chromiumLaunch({ gpu: false }));
try {
  for (const width of WIDTHS) {
    for (const theme of THEMES) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme: theme,
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      for (const path of pages) {
        await page.goto(`${site.url}/${path}`, { waitUntil: 'networkidle' });
        const name = path === '' ? 'home' : path.replace(/\/$/, '').replaceAll('/', '-');
        await page.screenshot({
          path: join(FOLDER, `${name}-${width}-${theme}.jpg`),
          fullPage: true,
          type: 'jpeg',
          quality: 55,
        });
      }
      if (width === 1280 && theme === 'light') {
        await page.goto(`${site.url}/depth/single-vs-two-layer/`, { waitUntil: 'networkidle' });
        const clip = { x: 0, y: 0, width, height: 2500 };
        await page.screenshot({ path: join(FOLDER, 'overview.jpg'), fullPage: true, clip });
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
  await site.stop();
}
