/** The worker that tags words: hands orders on, and sees to it that no failure stays silent. */
import { errorText } from '#engine/probe.ts';
import type { TaggerNews, TaggerOrder } from './tagger-protocol.ts';
import { TaggerSession } from './tagger-session.ts';

const post = (news: TaggerNews): void => {
  self.postMessage(news);
};
const session = new TaggerSession(post);
let latest = -1;

// Nothing of a rejected promise reaches the page by itself.
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  post({ type: 'failed', id: latest, reason: 'worker-failed', detail: errorText(event.reason) });
});

self.addEventListener('message', ({ data }: MessageEvent<TaggerOrder>) => {
  if ('id' in data) latest = data.id;
  void session.receive(data);
});
