/** The suite on the engines that need no browser. */
import { createReferenceBackend } from '#engine/reference.ts';
import { createWasmBackend } from '#engine/wasm/backend.ts';
import { fixturesFromDisk } from '../reference/disk.ts';
import { readKernels } from '../kernels/setup.ts';
import { describeBackend } from './suite/backend.ts';
import { referenceMathematics } from './suite/reference-mathematics.ts';

const fixtures = await fixturesFromDisk();

describeBackend('reference', async () => createReferenceBackend(), {
  fixtures,
  tolerance: 1e-10,
  mathematics: referenceMathematics,
});

for (const relaxed of [false, true])
  describeBackend(
    relaxed ? 'wasm-relaxed' : 'wasm',
    () => createWasmBackend({ relaxed, source: readKernels }),
    { fixtures, tolerance: 1e-5 },
  );
