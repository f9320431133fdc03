/**
 * Training without a worker: the same session on the page's own thread, with the backend that needs nothing, in
 * slices short enough for the page to answer in between as long as a single update is.
 */
import type { ToWorker } from '#train/protocol.ts';
import type { Runner, RunnerEvents } from './runner.ts';

const SLICE_MS = 10;

/** Loads the session and hands its messages on; a script that does not load is reported as `failed`. */
export function startOnMainThread({ message, failed }: RunnerEvents): Runner {
  let disposed = false;
  const loading = import('#train/session.ts').then(
    ({ TrainingSession }) =>
      new TrainingSession(
        (news) => {
          if (!disposed) message(news);
        },
        {
          only: ['reference'],
          pieceMs: SLICE_MS,
          // A timer, so that the browser gets to paint and to answer the reader.
          pause: () => new Promise((resolve) => setTimeout(resolve)),
        },
      ),
    (error: unknown) => {
      if (!disposed) failed('worker-failed', String(error), true);
      return undefined;
    },
  );
  const send = (order: ToWorker): void => {
    void loading.then((session) => session?.receive(order));
  };
  return {
    send,
    dispose() {
      send({ type: 'stop' });
      disposed = true;
    },
  };
}
