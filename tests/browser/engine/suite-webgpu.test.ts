/**
 * The suite on fused compute shaders, here on a software GPU, which compiles shaders for seconds for every new shape of
 * model. So there are the special configurations and every twentieth of the cover; with `WHOLE_SUITE=1`, as in
 * `npm run test:full`, all of up to 33 units.
 */
import { describeBackend } from '../../engine/suite/backend.ts';
import type { Configuration } from '../../reference/configurations.ts';
import { fixtures, load } from './suite-setup.ts';

const whole = import.meta.env['WHOLE_SUITE'] === '1';

/** Wider models take a software GPU too long, but one shall be among them. */
const forSoftware = ({ spec, name }: Configuration) =>
  spec.hiddenSize <= 33 || name === 'wide and short';

/** Special configurations have seeds from 2000 on, those of the cover from 1300 on. */
const isSample = ({ seed }: Configuration) => seed >= 2000 || seed % 20 === 0;

describeBackend('webgpu', () => load('webgpu'), {
  fixtures,
  tolerance: 1e-4,
  accepts: (configuration) => forSoftware(configuration) && (whole || isSample(configuration)),
});
