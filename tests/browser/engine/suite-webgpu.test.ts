/** The suite on fused compute shaders, here on a software GPU. */
import { describeBackend } from '../../engine/suite/backend.ts';
import type { Configuration } from '../../reference/configurations.ts';
import { fixtures, load } from './suite-setup.ts';

/** Wider models take a software GPU too long, but one shall be among them. */
const forSoftware = ({ spec, name }: Configuration) =>
  spec.hiddenSize <= 33 || name === 'wide and short';

describeBackend('webgpu', () => load('webgpu'), {
  fixtures,
  tolerance: 1e-4,
  accepts: forSoftware,
});
