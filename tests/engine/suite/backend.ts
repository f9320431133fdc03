/** One suite for every backend. It knows neither Node nor browser: who runs it brings the fixtures and the backend. */
import { afterAll, beforeAll, describe } from 'vitest';
import type { Backend } from '#engine/backend.ts';
import type { Configuration } from '../../reference/configurations.ts';
import type { Fixtures } from '../../reference/fixtures.ts';
import { describeBehaviour } from './behaviour.ts';
import { describeCurves } from './curves.ts';
import { mathematicsOf, type Mathematics } from './engine.ts';
import { describeFixtures } from './fixtures.ts';
import { describeRefusals } from './refusals.ts';

export interface SuiteOptions {
  readonly fixtures: Fixtures;
  /** max|a − b| ≤ tolerance · max|b| for each tensor. */
  readonly tolerance: number;
  /** Leaves configurations out, of which the engine would take too long. */
  readonly accepts?: (configuration: Configuration) => boolean;
  /** The engine's mathematics where the backend's float32 borders would hide its precision. */
  readonly mathematics?: Mathematics;
}

/** Runs everything on one backend, which is opened before and disposed of after. */
export function describeBackend(
  name: string,
  create: () => Promise<Backend>,
  { fixtures, tolerance, accepts, mathematics }: SuiteOptions,
): void {
  describe(name, () => {
    let backend: Backend | undefined;
    const open = (): Backend => {
      if (backend === undefined) throw new Error(`${name} was not opened`);
      return backend;
    };
    beforeAll(async () => {
      backend = await create();
    });
    afterAll(() => backend?.dispose());

    describeFixtures(fixtures, () => mathematics ?? mathematicsOf(open()), tolerance, accepts);
    describeCurves(fixtures, open, tolerance);
    describeBehaviour(open, tolerance);
    describeRefusals(open);
  });
}
