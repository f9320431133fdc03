/** What becomes of workers that fail without a word. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startWorker } from '#run/client.ts';
import type { FromWorker } from '#train/protocol.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('the watch over a worker', () => {
  /** Replaces the browser's Worker by one that the test drives. */
  function fakeWorker() {
    const workers: FakeWorker[] = [];
    class FakeWorker {
      onmessage: ((event: { data: FromWorker }) => void) | null = null;
      onerror: ((event: Event) => void) | null = null;
      onmessageerror: (() => void) | null = null;
      terminated = false;
      constructor() {
        workers.push(this);
      }
      postMessage(): void {
        // Nobody listens.
      }
      terminate(): void {
        this.terminated = true;
      }
    }
    vi.stubGlobal('Worker', FakeWorker);
    vi.useFakeTimers();
    const failures: unknown[][] = [];
    startWorker({ message: () => undefined, failed: (...what) => failures.push(what) });
    vi.unstubAllGlobals();
    const [worker] = workers;
    if (worker === undefined) throw new Error('no worker was made');
    return { worker, failures };
  }

  it('ends one that misses three heartbeats', () => {
    const { worker, failures } = fakeWorker();
    for (let second = 0; second < 10; second++) {
      worker.onmessage?.({ data: { type: 'heartbeat' } });
      vi.advanceTimersByTime(1000);
    }
    expect(failures).toEqual([]);
    vi.advanceTimersByTime(3000);
    expect(failures).toEqual([['worker-silent', 'no message for 4 s', true]]);
    expect(worker.terminated).toBe(true);
  });

  it('allows silence that was announced, until the next report', () => {
    const { worker, failures } = fakeWorker();
    worker.onmessage?.({ data: { type: 'heartbeat', quietMs: 20_000 } });
    vi.advanceTimersByTime(19_000);
    worker.onmessage?.({ data: { type: 'heartbeat' } });
    vi.advanceTimersByTime(19_000);
    expect(failures).toEqual([]);
    worker.onmessage?.({
      data: { type: 'report', points: [], done: 0, total: 1, msPerStep: {}, state: 'running' },
    });
    vi.advanceTimersByTime(4000);
    expect(failures).toHaveLength(1);
  });

  it('gives a worker twenty seconds to load', () => {
    const { worker, failures } = fakeWorker();
    vi.advanceTimersByTime(20_000);
    expect(failures).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(failures).toEqual([
      ['worker-failed', 'the worker did not start: no message for 21 s', false],
    ]);
    expect(worker.terminated).toBe(true);
  });

  it('finds words for errors that have none', () => {
    const { worker, failures } = fakeWorker();
    worker.onerror?.(new Event('error', { cancelable: true }));
    expect(failures).toEqual([['worker-failed', 'the worker could not be loaded', false]]);
  });
});
