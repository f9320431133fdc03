/**
 * Gradient maps as components see them: reactive state, and `measure`. The worker starts with the first order and stays
 * until `dispose`, so that later orders are answered at once.
 */
import type { GradientNorms, GradientProbe } from '#model/gradient-map.ts';
import type { BackendId, ProbeFailure, ProbeNews, ProbeOrder } from '#train/probe-protocol.ts';
import { KeptWorker } from './kept-worker.ts';
import { startProbe } from './worker-scripts.ts';

/** An answer: for each probe of the order one entry a seed, for as many seeds as have been measured. */
export interface ProbeAnswer {
  readonly probes: readonly GradientProbe[];
  readonly seeds: readonly number[];
  /** By probe, then by seed. */
  readonly norms: readonly (readonly GradientNorms[])[];
  readonly backend: BackendId;
  readonly device: string;
  /** Milliseconds from the order to the latest seed. */
  readonly ms: number;
}

export class GradientProbeRun {
  state = $state<'idle' | 'starting' | 'running' | 'finished' | 'failed'>('idle');
  /** Stays in sight until the first seed of a newer order is there. */
  answer = $state.raw<ProbeAnswer>();
  failure = $state.raw<{
    readonly reason: ProbeFailure;
    /** In English, for the small print. */
    readonly detail: string;
  }>();

  readonly #worker = new KeptWorker<ProbeOrder, ProbeNews>(startProbe, {
    message: (news) => {
      this.#receive(news);
    },
    failed: (reason, detail) => {
      this.#fail(reason, detail);
    },
    waiting: () => this.state === 'starting' || this.state === 'running',
  });
  #order = { id: 0, probes: [] as readonly GradientProbe[], seeds: [] as readonly number[] };

  /** Measures stacks for some seeds, in place of any earlier order. */
  measure(probes: readonly GradientProbe[], seeds: readonly number[]): void {
    this.#order = { id: this.#order.id + 1, probes, seeds };
    this.failure = undefined;
    this.state = this.#worker.kept ? 'running' : 'starting';
    this.#worker.send(this.#order);
  }

  /** Forgets the answer and the order under way; the worker stays. */
  reset(): void {
    this.#order = { ...this.#order, id: this.#order.id + 1 };
    this.state = 'idle';
    this.answer = this.failure = undefined;
  }

  /** Ends the worker for good; to be called when the component goes. */
  dispose(): void {
    this.#worker.dispose();
  }

  #receive(news: ProbeNews): void {
    if (news.id !== this.#order.id) return;
    if (news.type === 'failed') return this.#fail(news.reason, news.detail);
    const { probes, seeds } = this.#order;
    const { norms, done, backend, device, ms } = news;
    const before = done > 1 ? (this.answer?.norms ?? []) : [];
    this.answer = {
      probes,
      seeds: seeds.slice(0, done),
      norms: norms.map((own, probe) => [...(before[probe] ?? []), own]),
      backend,
      device,
      ms,
    };
    this.state = done === seeds.length ? 'finished' : 'running';
  }

  #fail(reason: ProbeFailure, detail: string): void {
    this.failure = { reason, detail };
    this.state = 'failed';
  }
}
