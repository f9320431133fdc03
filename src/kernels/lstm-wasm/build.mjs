/**
 * Compiles the kernels: `build/plain.wasm` for every browser with SIMD, `build/relaxed.wasm` for those with relaxed
 * SIMD too. Run by `npm run wasm`.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import asc from 'assemblyscript/asc';
import { tileSource } from './tiles.mjs';

const folder = new URL('.', import.meta.url);

/** -O2 and not -O3, which nests the tiles' sums into one another and so spills registers. */
const OPTIONS = [
  '-O2',
  '--noAssert',
  '--runtime',
  'stub',
  '--importMemory',
  '--initialMemory',
  '1',
];

const VARIANTS = {
  plain: ['--enable', 'simd,bulk-memory'],
  relaxed: ['--enable', 'simd,relaxed-simd,bulk-memory'],
};

await mkdir(new URL('build/', folder), { recursive: true });
for (const [name, features] of Object.entries(VARIANTS)) {
  const { error, stderr } = await asc.main(
    ['assembly/index.ts', '-o', `${name}.wasm`, ...OPTIONS, ...features],
    {
      async readFile(path) {
        if (path === 'assembly/tiles.ts') return tileSource();
        return readFile(new URL(path, folder), 'utf8').catch(() => null);
      },
      writeFile: (path, content) => writeFile(new URL(`build/${path}`, folder), content),
      listFiles: () => [],
    },
  );
  if (error) {
    process.stderr.write(stderr.toString());
    throw error;
  }
}
