/** Owns the worker that measures gradient maps: starts it, notices when it fails or falls silent, and ends it. */
import type { ProbeFailure, ProbeNews, ProbeOrder } from '#train/probe-protocol.ts';

/** An order that gives no sign for so long counts as lost: loading the engine may take seconds. */
const SILENCE_MS = 30_000;

export interface ProbeEvents {
  /** About the latest order only. */
  readonly message: (news: ProbeNews) => void;
  /** The worker is gone and disposed of. */
  readonly failed: (reason: ProbeFailure, detail: string) => void;
}

export interface ProbeClient {
  /** A new order takes the place of the one under way. */
  send(order: ProbeOrder): void;
  /** Ends everything at once; nothing is heard afterwards. */
  dispose(): void;
}

/**
 * Starts a worker.
 * @throws whatever the browser throws where workers are missing or refused.
 */
export function startProbeWorker({ message, failed }: ProbeEvents): ProbeClient {
  const worker = new Worker(new URL('../train/probe-worker.ts', import.meta.url), {
    type: 'module',
  });
  let latest: ProbeOrder | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const dispose = (): void => {
    clearTimeout(silence);
    worker.onmessage = worker.onmessageerror = worker.onerror = null;
    worker.terminate();
  };
  const fail = (reason: ProbeFailure, detail: string): void => {
    dispose();
    failed(reason, detail);
  };
  const listen = (): void => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      fail('worker-silent', `no answer for ${SILENCE_MS / 1000} s`);
    }, SILENCE_MS);
  };
  worker.onmessage = ({ data }: MessageEvent<ProbeNews>) => {
    if (data.id !== latest?.id) return; // an answer to what is no longer asked
    if (data.type === 'failed' || data.done === latest.seeds.length) clearTimeout(silence);
    else listen();
    message(data);
  };
  worker.onmessageerror = () => {
    fail('worker-failed', 'a message could not be read');
  };
  worker.onerror = (event) => {
    event.preventDefault();
    // A script that was not found, or refused, gives an event without a message, whatever its type says.
    const text = event.message as string | undefined;
    fail('worker-failed', text || 'the worker could not be loaded');
  };
  return {
    send(order) {
      latest = order;
      listen();
      worker.postMessage(order);
    },
    dispose,
  };
}
