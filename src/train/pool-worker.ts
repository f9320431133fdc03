/** One worker of a pool: hosts a backend, and sees to it that no failure stays silent. */
import { BACKEND_LOADERS } from '#engine/loaders.ts';
import { errorText } from '#engine/probe.ts';
import { hostPool } from './pool-host.ts';
import type { FromPool, PoolPort, ToPool } from './pool-protocol.ts';

const port = self as unknown as PoolPort<FromPool, ToPool>;

self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  port.postMessage({ type: 'died', detail: errorText(event.reason) }, []);
});
hostPool(port, BACKEND_LOADERS);
