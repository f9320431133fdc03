/** The worker that writes poems: hands orders on, and sees to it that no failure stays silent. */
import { errorText } from '#engine/probe.ts';
import type { PoemNews, PoemOrder } from './poem-protocol.ts';
import { PoemSession } from './poem-session.ts';

const post = (news: PoemNews): void => {
  self.postMessage(news);
};
const session = new PoemSession(post);
let latest = -1;

// Nothing of a rejected promise reaches the page by itself.
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  post({ type: 'failed', id: latest, reason: 'worker-failed', detail: errorText(event.reason) });
});

self.addEventListener('message', ({ data }: MessageEvent<PoemOrder>) => {
  latest = data.id;
  void session.receive(data);
});
