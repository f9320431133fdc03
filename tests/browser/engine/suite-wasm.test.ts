/** The suite on WebAssembly as a page gets it. */
import { describeBackend } from '../../engine/suite/backend.ts';
import { fixtures, load } from './suite-setup.ts';

// Node runs all configurations; here those without a place in the cover, which use every part of a model.
const special = new Set(fixtures.configurations.slice(-9).map(({ name }) => name));

describeBackend('wasm', () => load('wasm'), {
  fixtures,
  tolerance: 1e-5,
  accepts: ({ name }) => special.has(name),
});
