/** Questions to a worker that is kept: each hears its own answer, and none waits for ever. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KeptWorker } from '#run/kept-worker.ts';
import { TICK_MS } from '#train/watched-worker.ts';

type Order = { readonly id: number };
type News =
  | { readonly type: 'answer'; readonly id: number; readonly value: string }
  | { readonly type: 'failed'; readonly id: number; readonly detail: string };

/** What stands for the worker's side. */
class Process {
  readonly orders: Order[] = [];
  onmessage: ((event: MessageEvent<News>) => void) | null = null;
  onmessageerror: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  postMessage(order: Order): void {
    this.orders.push(order);
  }
  terminate(): void {
    this.orders.length = 0;
  }
  say(data: News): void {
    this.onmessage?.({ data } as MessageEvent<News>);
  }
}

function open(start?: () => Worker) {
  const process = new Process();
  const heard: News[] = [];
  const failures: string[] = [];
  const worker = new KeptWorker<Order, News>(start ?? (() => process as unknown as Worker), {
    message: (news) => heard.push(news),
    failed: (reason) => failures.push(reason),
    waiting: () => false,
    misses: 2,
  });
  return { process, worker, heard, failures };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('an answer goes to its question, other news to the listener', async () => {
  const { process, worker, heard } = open();
  const [first, second] = [worker.ask({ id: 1 }, 'answer'), worker.ask({ id: 2 }, 'answer')];
  expect(process.orders).toEqual([{ id: 1 }, { id: 2 }]);
  process.say({ type: 'answer', id: 7, value: 'unasked' });
  process.say({ type: 'answer', id: 2, value: 'second' });
  process.say({ type: 'answer', id: 1, value: 'first' });
  expect((await first).value).toBe('first');
  expect((await second).value).toBe('second');
  expect(heard).toEqual([{ type: 'answer', id: 7, value: 'unasked' }]);
  worker.dispose();
});

test('a question that cannot be answered fails alone', async () => {
  const { process, worker, heard, failures } = open();
  const asked = worker.ask({ id: 1 }, 'answer');
  process.say({ type: 'failed', id: 1, detail: 'there is no model' });
  await expect(asked).rejects.toThrow('there is no model');
  expect([heard, failures]).toEqual([[], []]);
  worker.dispose();
});

test('silence, an end, and a worker that does not start are told to who waits', async () => {
  const silent = open();
  const asked = expect(silent.worker.ask({ id: 1 }, 'answer')).rejects.toThrow(
    'no message for 3 s',
  );
  vi.advanceTimersByTime(3 * TICK_MS);
  await asked;
  expect(silent.failures).toEqual(['worker-silent']);

  const ended = open();
  const waiting = expect(ended.worker.ask({ id: 1 }, 'answer')).rejects.toThrow('ended');
  ended.worker.dispose();
  await waiting;
  expect(ended.failures).toEqual([]);

  const refused = open(() => {
    throw new Error('workers are refused');
  });
  await expect(refused.worker.ask({ id: 1 }, 'answer')).rejects.toThrow('workers are refused');
  expect(refused.failures).toEqual(['worker-failed']);
});
