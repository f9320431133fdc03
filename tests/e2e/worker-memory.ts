/**
 * What the workers of a page hold on to, read over the Chrome DevTools Protocol after a forced garbage collection:
 * bytes of JavaScript heap, and how many memories and buffers of what size are alive.
 */
import type { CDPSession, Page } from '@playwright/test';

/** All workers of a page together. */
export interface WorkerMemory {
  readonly workers: number;
  /** JavaScript heap in use, bytes. */
  readonly heap: number;
  /** WebAssembly memories, and their bytes. */
  readonly memories: number;
  readonly memoryBytes: number;
  /** GPU buffers. */
  readonly buffers: number;
}

interface Child {
  readonly sessionId: string;
  readonly type: string;
}

/** Reads the memory of the page's workers, those that workers started included. */
export class WorkerMemoryReader {
  readonly #session: CDPSession;
  readonly #workers = new Map<string, Worker>();
  #ticket = 0;

  /** To be called before the page starts any worker. */
  static async attach(page: Page): Promise<WorkerMemoryReader> {
    const session = await page.context().newCDPSession(page);
    const reader = new WorkerMemoryReader(session);
    await session.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    });
    return reader;
  }

  private constructor(session: CDPSession) {
    this.#session = session;
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') this.#adopt({ sessionId, type: targetInfo.type }, []);
    });
    session.on('Target.detachedFromTarget', ({ sessionId }) => this.#workers.delete(sessionId));
    session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
      this.#receive(sessionId, message);
    });
  }

  /** Collects garbage and sums up over all workers. */
  async read(): Promise<WorkerMemory> {
    const readings = await Promise.all([...this.#workers.values()].map(readWorker));
    const sum = (of: (reading: Omit<WorkerMemory, 'workers'>) => number): number =>
      readings.reduce((total, reading) => total + of(reading), 0);
    return {
      workers: readings.length,
      heap: sum(({ heap }) => heap),
      memories: sum(({ memories }) => memories),
      memoryBytes: sum(({ memoryBytes }) => memoryBytes),
      buffers: sum(({ buffers }) => buffers),
    };
  }

  /** `path`: the sessions from the page down to the worker's parent. */
  #adopt({ sessionId }: Child, path: readonly string[]): void {
    const waiting = new Map<number, (result: unknown) => void>();
    const route = [...path, sessionId];
    const worker: Worker = {
      send: (method, params = {}) =>
        new Promise((resolve) => {
          const id = ++this.#ticket;
          waiting.set(id, resolve);
          void this.#deliver(route, JSON.stringify({ id, method, params }));
        }),
      receive: (text) => {
        const message = JSON.parse(text) as Message;
        if (message.id !== undefined) waiting.get(message.id)?.(message.result);
        const { sessionId: child = '', targetInfo, message: inner = '' } = message.params ?? {};
        if (message.method === 'Target.attachedToTarget' && targetInfo?.type === 'worker')
          this.#adopt({ sessionId: child, type: 'worker' }, route);
        if (message.method === 'Target.detachedFromTarget') this.#workers.delete(child);
        if (message.method === 'Target.receivedMessageFromTarget') this.#receive(child, inner);
      },
    };
    this.#workers.set(sessionId, worker);
    void worker.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    });
  }

  #receive(sessionId: string, message: string): void {
    this.#workers.get(sessionId)?.receive(message);
  }

  /** Wraps a message once for every session on the way down. */
  async #deliver(route: readonly string[], message: string): Promise<void> {
    let wrapped = message;
    for (const sessionId of route.slice(1).toReversed())
      wrapped = JSON.stringify({
        id: ++this.#ticket,
        method: 'Target.sendMessageToTarget',
        params: { sessionId, message: wrapped },
      });
    await this.#session.send('Target.sendMessageToTarget', {
      sessionId: route[0] ?? '',
      message: wrapped,
    });
  }
}

interface Worker {
  send(method: string, params?: object): Promise<unknown>;
  receive(message: string): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly params?: {
    readonly sessionId?: string;
    readonly message?: string;
    readonly targetInfo?: { readonly type: string };
  };
}

async function readWorker(worker: Worker): Promise<Omit<WorkerMemory, 'workers'>> {
  // Twice: finalisers of the first round leave garbage of their own.
  await worker.send('HeapProfiler.collectGarbage');
  await worker.send('HeapProfiler.collectGarbage');
  const { usedSize } = (await worker.send('Runtime.getHeapUsage')) as { usedSize: number };
  const memories = await objectsOf(worker, 'WebAssembly.Memory', 'buffer.byteLength');
  const buffers = await objectsOf(worker, 'globalThis.GPUBuffer', 'size');
  await worker.send('Runtime.releaseObjectGroup', { objectGroup: GROUP });
  return {
    heap: usedSize,
    memories: memories.count,
    memoryBytes: memories.bytes,
    buffers: buffers.count,
  };
}

const GROUP = 'strata-memory';

/** How many instances of a class are alive in a worker, and the sum of a property of theirs. */
async function objectsOf(
  worker: Worker,
  type: string,
  property: string,
): Promise<{ count: number; bytes: number }> {
  const { result: prototype } = (await worker.send('Runtime.evaluate', {
    expression: `${type}?.prototype`,
    objectGroup: GROUP,
  })) as { result: { objectId?: string } };
  if (prototype.objectId === undefined) return { count: 0, bytes: 0 };
  const { objects } = (await worker.send('Runtime.queryObjects', {
    prototypeObjectId: prototype.objectId,
    objectGroup: GROUP,
  })) as { objects: { objectId: string } };
  const { result } = (await worker.send('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: `function () {
      return { count: this.length, bytes: this.reduce((sum, each) => sum + each.${property}, 0) };
    }`,
    returnByValue: true,
  })) as { result: { value: { count: number; bytes: number } } };
  return result.value;
}
