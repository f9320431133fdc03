/** The worker: hands messages to a session, and sees to it that no failure stays silent. */
import { errorText } from '#engine/probe.ts';
import { startPool } from './pool.ts';
import type { PostMessage, ToWorker } from './protocol.ts';
import { TrainingSession } from './session.ts';

const HEARTBEAT_MS = 1000;

const post: PostMessage = (message, transfer = []) => {
  self.postMessage(message, { transfer });
};

// Nothing of a rejected promise reaches the page by itself.
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  post({ type: 'failed', reason: 'worker-failed', detail: errorText(event.reason) });
});

const session = new TrainingSession(post, { pool: startPool });

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  session.receive(data);
});

setInterval(() => {
  post({ type: 'heartbeat' });
}, HEARTBEAT_MS);
post({ type: 'heartbeat' });
