/** The worker that measures gradient maps: hands orders on, and sees to it that no failure stays silent. */
import { errorText } from '#engine/probe.ts';
import type { ProbeNews, ProbeOrder } from './probe-protocol.ts';
import { ProbeSession } from './probe-session.ts';

const post = (news: ProbeNews): void => {
  self.postMessage(news);
};
const session = new ProbeSession(post);
let latest = -1;

// Nothing of a rejected promise reaches the page by itself.
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  post({ type: 'failed', id: latest, reason: 'worker-failed', detail: errorText(event.reason) });
});

self.addEventListener('message', ({ data }: MessageEvent<ProbeOrder>) => {
  latest = data.id;
  void session.receive(data);
});
