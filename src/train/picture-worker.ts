/** The worker that fits pictures: hands orders on, and sees to it that no failure stays silent. */
import { errorText } from '#engine/probe.ts';
import { parsePhotograph, photographPath } from '#tasks/photographs.ts';
import type { PictureNews, PictureOrder } from './picture-protocol.ts';
import { PictureSession } from './picture-session.ts';

const post = (news: PictureNews): void => {
  self.postMessage(news);
};
let latest = -1;

const session = new PictureSession({
  post,
  load: async (id) => {
    const response = await fetch(photographPath(id));
    if (!response.ok) throw new Error(`${photographPath(id)}: status ${response.status}`);
    return parsePhotograph(new Uint8Array(await response.arrayBuffer()));
  },
  // A timer, so that messages are let in.
  pause: () => new Promise((resolve) => setTimeout(resolve)),
});

// Nothing of a rejected promise reaches the page by itself.
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  post({ type: 'failed', id: latest, detail: errorText(event.reason) });
});

self.addEventListener('message', ({ data }: MessageEvent<PictureOrder>) => {
  if (data.type === 'start') latest = data.id;
  void session.receive(data);
});
