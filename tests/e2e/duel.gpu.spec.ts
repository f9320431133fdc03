/** The depth duel on WebGPU: on request, and when the device goes away. The adapter here is software, so small. */
import { openDuel } from './duel.ts';
import { expect, test } from './site.ts';

const SETTINGS = 'units:3;length:10;seeds:1';

// Only a guard against hanging: a software adapter takes seconds to compile and a second for a few updates.
test.setTimeout(240_000);

test('there is an adapter: without one these tests prove nothing', async ({ page }) => {
  await page.goto('/');
  expect(await page.evaluate(async () => (await navigator.gpu.requestAdapter()) !== null)).toBe(
    true,
  );
});

test('a software adapter is not tried unless asked for', async ({ page }) => {
  const duel = await openDuel(page, `${SETTINGS};steps:20`);
  await duel.button('Run').click();
  await duel.state('finished');
  await expect(duel.figure.locator('.status')).toContainText(
    duel.words.refused('webgpu', 'software-adapter'),
  );
});

test('WebGPU trains when the reader asks for it', async ({ page }) => {
  const duel = await openDuel(page, `${SETTINGS};steps:10;backend:webgpu`);
  await duel.button('Run').click();
  await duel.state('finished');
  await expect(duel.figure.locator('.status')).toContainText(
    `backend ${duel.words.backends['webgpu']}`,
  );
  const curves = await duel.curves();
  const last = curves.filter(({ step }) => step === 10);
  expect(last).toHaveLength(2);
  for (const { arm, score } of last)
    expect(score).toBeLessThan(curves.find((p) => p.arm === arm && p.step === 0)?.score ?? 0);
});

test('when the GPU process dies the run goes on elsewhere and says so', async ({
  page,
  browser,
}) => {
  const duel = await openDuel(page, `${SETTINGS};steps:400;backend:webgpu`);
  await duel.button('Run').click();
  await expect.poll(() => duel.steps(), { timeout: 60_000 }).toBeGreaterThan(3);
  const session = await browser.newBrowserCDPSession();
  // The answer never comes: the process that would give it is gone.
  void session.send('Browser.crashGpuProcess').catch(() => undefined);
  await duel.state('finished');
  await expect(duel.figure.locator('.status')).toContainText(
    duel.words.refused('webgpu', 'device-lost'),
  );
  const curves = await duel.curves();
  expect(Math.max(...curves.map(({ step }) => step))).toBe(400);
  expect(curves.every(({ score }) => Number.isFinite(score))).toBe(true);
});
