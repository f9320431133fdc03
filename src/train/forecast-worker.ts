/** The worker that forecasts: hands orders on, and sees to it that no failure stays silent. */
import { errorText } from '#engine/probe.ts';
import type { ForecastNews, ForecastOrder } from './forecast-protocol.ts';
import { ForecastSession } from './forecast-session.ts';

const post = (news: ForecastNews): void => {
  self.postMessage(news);
};
const session = new ForecastSession(post);
let latest = -1;

// Nothing of a rejected promise reaches the page by itself.
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  post({ type: 'failed', id: latest, reason: 'worker-failed', detail: errorText(event.reason) });
});

self.addEventListener('message', ({ data }: MessageEvent<ForecastOrder>) => {
  latest = data.id;
  void session.receive(data);
});
