/** What a page has for the suite: the fixtures over HTTP and the backends as it loads them. */
import type { Backend, BackendId } from '#engine/backend.ts';
import { BACKEND_LOADERS } from '#engine/loaders.ts';
import { loadFixtures } from '../../reference/fixtures.ts';
import binary from '../../reference/fixtures/fixtures.bin?url';
import index from '../../reference/fixtures/fixtures.json?url';

export const fixtures = await loadFixtures(async (file) => {
  const response = await fetch(file === 'fixtures.json' ? index : binary);
  return response.arrayBuffer();
});

/** A software GPU will do. @throws Error when the site has no such backend. */
export async function load(id: BackendId): Promise<Backend> {
  const loader = BACKEND_LOADERS[id];
  if (loader === undefined) throw new Error(`there is no loader of ${id}`);
  return loader({ allowSoftware: true });
}
