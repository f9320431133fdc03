import { chromium } from 'playwright';
import { chromiumLaunch } from './tests/chromium.mjs';
import { servePreview } from './tests/tools/preview.mjs';
const site = await servePreview(4402);
const browser = await chromium.launch(chromiumLaunch({ gpu: false }));
const A = '/depth/single-vs-two-layer/', Z='/zh-cn/depth/single-vs-two-layer/';
const job = process.argv[2];
const shots = {
  first: [[A,1280,'light','',null],[A,390,'light','',null],[Z,1280,'dark','',null],[Z,390,'dark','',null]],
  sets: [[A,1280,'light','arms:ABCF;keep:time','more'],[A,390,'light','keep:width','more'],[Z,1280,'light','arms:DE','more'],[A,1280,'dark','task:char-lm','']],
  run: [[A,1280,'light','arms:ABCF;units:8;length:12;seeds:8;steps:120;rate:0.02','run'],[A,390,'light','units:5;length:12;seeds:3;steps:60;rate:0.02','run'],[Z,1280,'dark','task:digits;units:8;steps:60;seeds:6','run'],[A,1280,'light','task:char-lm;units:8;steps:40;seeds:2','run']],
  live: [[A,1280,'light','','run'],[Z,390,'light','','run']],
};
for (const [k,[path,w,theme,q,act]] of shots[job].entries()) {
  const ctx = await browser.newContext({ viewport:{width:w,height:1000}, colorScheme:theme, reducedMotion:'reduce' });
  const page = await ctx.newPage();
  page.on('console', m => console.log('console', m.type(), m.text()));
  page.on('pageerror', e => console.log('pageerror', e.message));
  await page.goto(`${site.url}${path}${q?`?depth-duel=${q}`:''}`);
  const fig = page.locator('#depth-duel'); await fig.scrollIntoViewIfNeeded();
  await page.locator('#depth-duel .demo[data-ready]').waitFor();
  if (act==='more') await fig.locator('button[aria-expanded]').last().click();
  if (act==='run') {
    await fig.locator('.prediction label').nth(2).click();
    const t=Date.now();
    await fig.locator('.btn.primary').click();
    await page.waitForFunction(() => ['finished','failed'].includes(document.querySelector('#depth-duel .status')?.dataset.state), null, {timeout:280000});
    console.log('ran', q, Date.now()-t);
  }
  await page.waitForTimeout(600);
  await fig.screenshot({ path:`/tmp/duelshots/${job}-${k}.png` });
  await ctx.close();
}
await browser.close(); await site.stop(); process.exit(0);
