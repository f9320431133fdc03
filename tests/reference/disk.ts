/** The fixtures in Node. */
import { readFile } from 'node:fs/promises';
import { loadFixtures } from './fixtures.ts';

export const fixturesFromDisk = () =>
  loadFixtures(async (file) => {
    const bytes = await readFile(new URL(`./fixtures/${file}`, import.meta.url));
    // A copy, because Node's buffers may start anywhere in a larger one.
    return Uint8Array.from(bytes).buffer;
  });
