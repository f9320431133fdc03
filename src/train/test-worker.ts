/** The worker that runs a trained model on a few test sequences: one order, one answer. */
import { errorText } from '#engine/probe.ts';
import { openEngine, testPiece } from './test-piece.ts';
import type { TestNews, TestOrder } from './test-protocol.ts';

const post = (news: TestNews): void => {
  self.postMessage(news);
};

async function answer(order: TestOrder): Promise<TestNews> {
  const backend = await openEngine(order.backend);
  return { type: 'tested', piece: await testPiece(backend, order), backend: backend.id };
}

self.addEventListener('message', ({ data }: MessageEvent<TestOrder>) => {
  answer(data).then(post, (error: unknown) => {
    post({ type: 'failed', detail: errorText(error) });
  });
});
