/** The worker that runs a trained model on a few test sequences: one order, one answer. */
import { errorText } from '#engine/probe.ts';
import { testPiece } from './test-piece.ts';
import type { TestNews, TestOrder } from './test-protocol.ts';

const post = (news: TestNews): void => {
  self.postMessage(news);
};

async function answer(order: TestOrder): Promise<TestNews> {
  return { type: 'tested', piece: await testPiece(order) };
}

self.addEventListener('message', ({ data }: MessageEvent<TestOrder>) => {
  answer(data).then(post, (error: unknown) => {
    post({ type: 'failed', detail: errorText(error) });
  });
});
