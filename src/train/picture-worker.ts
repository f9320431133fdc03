/** The worker that fits pictures: hands orders on, and sees to it that no failure stays silent. */
import { errorText } from '#engine/probe.ts';
import type { PictureNews, PictureOrder } from './picture-protocol.ts';
import { PictureSession } from './picture-session.ts';
import { fetchFile } from './site-file.ts';

const post = (news: PictureNews): void => {
  self.postMessage(news);
};
let latest = -1;

const session = new PictureSession({
  post,
  read: fetchFile,
  // A timer, so that messages are let in.
  pause: () => new Promise((resolve) => setTimeout(resolve)),
});

// Nothing of a rejected promise reaches the page by itself.
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  post({ type: 'failed', id: latest, reason: 'worker-failed', detail: errorText(event.reason) });
});

self.addEventListener('message', ({ data }: MessageEvent<PictureOrder>) => {
  if (data.type === 'start') latest = data.id;
  void session.receive(data);
});
