/**
 * Answers orders for gradient maps, seed by seed; the latest order wins. No worker API in here: orders come in through
 * `receive`, and whatever happens goes out through `post`.
 */
import type { Backend } from '#engine/backend.ts';
import { errorText } from '#engine/probe.ts';
import type { GradientNorms } from '#model/gradient-map.ts';
import { openEngine } from './open-engine.ts';
import { measureGradients } from './probe.ts';
import type { ProbeFailure, ProbeNews, ProbeOrder } from './probe-protocol.ts';

export class ProbeSession {
  readonly #post: (news: ProbeNews) => void;
  readonly #open: () => Promise<Backend>;
  #engine: Promise<Backend> | undefined;
  #latest = -1;

  /** `open`: how the engine is had, replaced by tests. */
  constructor(post: (news: ProbeNews) => void, open: () => Promise<Backend> = openEngine) {
    this.#post = post;
    this.#open = open;
  }

  /** Begins an order and drops any other. Never rejects: what goes wrong is posted. */
  async receive(order: ProbeOrder): Promise<void> {
    this.#latest = order.id;
    const fail = (reason: ProbeFailure, error: unknown): void => {
      if (order.id === this.#latest)
        this.#post({ type: 'failed', id: order.id, reason, detail: errorText(error) });
    };
    let backend: Backend;
    try {
      backend = await (this.#engine ??= this.#open());
    } catch (error) {
      this.#engine = undefined; // the next order may have more luck
      return fail('no-backend', error);
    }
    try {
      await this.#measure(order, backend);
    } catch (error) {
      fail(error instanceof RangeError ? 'bad-plan' : 'worker-failed', error);
    }
  }

  async #measure({ id, probes, seeds }: ProbeOrder, backend: Backend): Promise<void> {
    const start = performance.now();
    for (const [index, seed] of seeds.entries()) {
      const norms: GradientNorms[] = [];
      for (const probe of probes) {
        // Lets a newer order in.
        await new Promise((resolve) => setTimeout(resolve));
        if (id !== this.#latest) return;
        norms.push(await measureGradients(backend, probe, seed));
      }
      this.#post({
        type: 'measured',
        id,
        backend: backend.id,
        device: backend.device,
        norms,
        done: index + 1,
        ms: performance.now() - start,
      });
    }
  }
}
