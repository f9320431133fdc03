/** The worker that times engines: hands messages on, and sees to it that no failure stays silent. */
import { errorText } from '#engine/probe.ts';
import type { BenchNews, BenchOrder } from './bench-protocol.ts';
import { BenchSession } from './bench-session.ts';

const HEARTBEAT_MS = 1000;

const post = (news: BenchNews): void => {
  self.postMessage(news);
};

// Nothing of a rejected promise reaches the page by itself.
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  post({ type: 'failed', reason: 'worker-failed', detail: errorText(event.reason) });
});

const session = new BenchSession(post);

self.addEventListener('message', ({ data }: MessageEvent<BenchOrder>) => {
  session.receive(data);
});

setInterval(() => {
  post({ type: 'heartbeat' });
}, HEARTBEAT_MS);
post({ type: 'heartbeat' });
