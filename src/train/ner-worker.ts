/** The worker that finds names: hands orders on, and sees to it that no failure stays silent. */
import { errorText } from '#engine/probe.ts';
import type { NerNews, NerOrder } from './ner-protocol.ts';
import { NerSession } from './ner-session.ts';

const post = (news: NerNews): void => {
  self.postMessage(news);
};
const session = new NerSession(post);
let latest = -1;

// Nothing of a rejected promise reaches the page by itself.
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  post({ type: 'failed', id: latest, reason: 'worker-failed', detail: errorText(event.reason) });
});

self.addEventListener('message', ({ data }: MessageEvent<NerOrder>) => {
  if ('id' in data) latest = data.id;
  void session.receive(data);
});
