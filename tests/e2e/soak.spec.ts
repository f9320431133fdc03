/**
 * Training holds on to nothing. Three minutes of it by default; `SOAK_MINUTES=20` for the long run.
 */
import { constants, setPriority } from 'node:os';
import type { Browser } from '@playwright/test';
import { openDuel } from './duel.ts';
import { expect, test } from './site.ts';
import { WorkerMemoryReader, type WorkerMemory } from './worker-memory.ts';

const MINUTES = Number(process.env['SOAK_MINUTES'] ?? 3);
const WARM_UP_MS = 20_000;
/** Largest growth of the workers' JavaScript heap after collection, bytes. */
const LARGEST_GROWTH = 2 ** 20;

test.setTimeout((MINUTES + 2) * 60_000);

/** A run that is still going on when the test ends. */
const LONG = 'units:48;length:100;seeds:5;steps:5000;backend:wasm';

/** The page and the workers it will start give way to the other tests, which are meanwhile short of cores. */
async function giveWay(browser: Browser): Promise<void> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const pages = processInfo.filter(({ type }) => type === 'renderer');
  expect(pages.length).toBeGreaterThan(0);
  for (const { id } of pages) setPriority(id, constants.priority.PRIORITY_LOW);
}

test(`after ${MINUTES} minutes of training the worker holds what it held at the start`, async ({
  page,
  browser,
}) => {
  const reader = await WorkerMemoryReader.attach(page);
  const duel = await openDuel(page, LONG);
  await giveWay(browser);
  await duel.button('Run').click();
  await duel.state('running');
  await page.waitForTimeout(WARM_UP_MS);
  const before = await reader.read();
  const steps = await duel.steps();
  expect(before.workers).toBeGreaterThan(0);
  expect(before.memories).toBeGreaterThan(0);
  await page.waitForTimeout(MINUTES * 60_000 - WARM_UP_MS);
  const after = await reader.read();
  await duel.state('running');
  expect(await duel.steps()).toBeGreaterThan(steps);
  const constant = ({ workers, memories, memoryBytes, buffers }: WorkerMemory) => ({
    workers,
    memories,
    memoryBytes,
    buffers,
  });
  expect(constant(after)).toEqual(constant(before));
  const growth = after.heap - before.heap;
  process.stdout.write(
    `${MINUTES} min: heap of ${after.workers} worker(s) ${(before.heap / 2 ** 20).toFixed(2)} MiB, ` +
      `grown by ${(growth / 1024).toFixed(0)} KiB\n`,
  );
  expect(growth).toBeLessThanOrEqual(LARGEST_GROWTH);
});
